// Builds nodes. Nothing in the element parses markup, so a pasted number or a title from a list can only become text.
//
// Partner pages may have replaced methods of Array.prototype, or JSON: the element uses neither, and iterates with `for`.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * Creates an element with attributes and children. `true` sets an empty attribute; `false` and undefined set none.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) add(node, child);
  return node;
}

/**
 * Appends a child, if there is one.
 *
 * @param {ParentNode} node
 * @param {Child} child
 */
export function add(node, child) {
  if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
}

/**
 * The paths of the icons, drawn in a 24 × 24 box with round strokes. Every outcome has its own shape, so that it can be recognised
 * without its colour.
 */
const SHAPES = {
  reported: ["M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2z", "M12 7.5v5.5", "M12 16.4v.1"],
  "not-listed": [
    "M4 6h10",
    "M4 11h7",
    "M4 16h5",
    "M20.5 20.5 18 18",
    "M18.8 15.4a3.4 3.4 0 1 1-6.8 0 3.4 3.4 0 0 1 6.8 0",
  ],
  "cannot-say": ["M7 3h10", "M7 21h10", "M8 3c0 5 3 6.5 4 9-1 2.5-4 4-4 9", "M16 3c0 5-3 6.5-4 9 1 2.5 4 4 4 9"],
  service: ["M4 20V9l8-5 8 5v11", "M3 20h18", "M8.5 20v-8", "M12 20v-8", "M15.5 20v-8"],
  impossible: [
    "M3 6c3 1.5 6 1.5 9 0 3 1.5 6 1.5 9 0v5c0 5-3.5 8-9 10-5.5-2-9-5-9-10z",
    "M7 11c1-1 2.5-1 3.5 0",
    "M13.5 11c1-1 2.5-1 3.5 0",
    "M9 16c2-1.3 4-1.3 6 0",
  ],
  unreadable: [
    "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18",
    "M9.4 9.5a2.700 2.700 0 1 1 4 2.4c-1 .6-1.4 1.100-1.4 2.100",
    "M12 17v.1",
  ],
  warning: ["M12 3.5 22 20H2z", "M12 9.5v5", "M12 17.200v.1"],
  sample: ["M9 3h6", "M10 3v6l-5.5 9.5A1.700 1.700 0 0 0 6 21h12a1.700 1.700 0 0 0 1.5-2.5L14 9V3", "M7.5 15h9"],
  phone: [
    "M6.5 3h3l1.5 4-2 1.5a12 12 0 0 0 6.5 6.5L17 13l4 1.5v3A2.5 2.5 0 0 1 18.5 20 15.5 15.5 0 0 1 4 5.5 2.5 2.5 0 0 1 6.5 3z",
  ],
  paste: ["M9 4h6v3H9z", "M9 5.5H6V21h12V5.5h-3", "M9 12h6", "M9 16h4"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
};

/** @typedef {keyof typeof SHAPES} IconName */

/**
 * An icon. It repeats the text beside it, so assistive technology skips it.
 *
 * @param {IconName} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.setAttribute("class", "icon");
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
