// Keeps the focus for users of keyboards and screen readers: when the focused node is removed, the focus moves to what follows.
// Otherwise it would fall back to the top of the page.

/**
 * Makes a change, and moves the focus if its node is gone or hidden afterwards.
 *
 * @param {Node} node any node in the changed tree
 * @param {() => void} change
 * @param {(held: Element) => HTMLElement} next the node that receives the focus, given the one that had it
 */
export function keepFocus(node, change, next) {
  const root = node.getRootNode();
  const held = root instanceof ShadowRoot ? root.activeElement : null;
  change();
  // A hidden node has no boxes; the browser blurs it only later.
  if (!held || (held.isConnected && held.getClientRects().length > 0)) return;
  const target = next(held);
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
