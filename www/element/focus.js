// The focus of whoever uses the keyboard or a screen reader: where what has it makes way, it goes on to what follows. Left
// alone it would fall back to the top of the page.

/**
 * Makes a change, and gives the focus on if what had it is gone by then.
 *
 * @param {Node} node any within the tree that is changed
 * @param {() => void} change
 * @param {(held: Element) => HTMLElement} next what the focus is to go on to from there
 */
export function keepFocus(node, change, next) {
  const root = node.getRootNode();
  const held = root instanceof ShadowRoot ? root.activeElement : null;
  change();
  // What is hidden has no boxes; the browser itself takes the focus from it only later.
  if (!held || (held.isConnected && held.getClientRects().length > 0)) return;
  const target = next(held);
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
