/** The elements of a chart: boxes that carry text, and lines behind them. */

import { element } from "../elements.js";
import { BOX } from "./layout.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {import("./forest.js").Node} Node
 * @typedef {{level: number, place: number, of: number, open: boolean, words: string[]}} Standing
 *   where a box stands in the tree, and what is said of it
 */

/** @param {Node} node @returns {HTMLElement} an empty box; `fillBox` says what stands in it */
export function newBox(node) {
  const box = element("div", "box");
  box.setAttribute("role", "treeitem");
  box.id = `box-${node.id}`;
  box.dataset.id = node.id;
  box.tabIndex = -1;
  box.style.width = `${BOX.width}px`;
  box.style.height = `${BOX.height}px`;
  return box;
}

/** @param {HTMLElement} box @param {Node} node @param {Standing} standing */
export function fillBox(box, node, standing) {
  const { level, place, of, open, words } = standing;
  setAttributes(box, {
    "aria-level": level,
    "aria-posinset": place,
    "aria-setsize": of,
    "aria-expanded": node.children.length ? open : null,
    "aria-label": spoken(node, words),
    title: [node.label, node.note, ...words].filter(Boolean).join("\n"),
  });
  box.classList.toggle("unit", node.kind === "unit");
  box.classList.toggle("vacant", node.entity.vacant === true);
  box.classList.toggle("ml", node.entity.ml === true);
  box.classList.toggle("changed", words.length > 0);
  box.replaceChildren(element("span", "label", node.label), element("span", "note", node.note), ...tags(node, open, words));
}

function tags(node, open, words) {
  const made = words.length ? [element("span", "mark", words.join(", "))] : [];
  if (!node.children.length) return made;
  const toggle = element("span", "toggle", open ? "−" : `+${node.below}`);
  toggle.setAttribute("aria-hidden", "true");
  return [...made, toggle];
}

function spoken(node, words) {
  const { vacant, ml } = node.entity;
  const said = [node.kind === "unit" ? `Unit ${node.label}` : node.label, node.note];
  if (vacant) said.push("vacant");
  if (ml) said.push("machine learning");
  if (node.elsewhere) said.push("sits elsewhere than it reports");
  if (node.below) said.push(`${node.below} below`);
  return [...said, ...words].filter(Boolean).join(", ");
}

/** @param {Element} target @param {Record<string, any>} values null takes the attribute away */
export function setAttributes(target, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) target.removeAttribute(name);
    else if (target.getAttribute(name) !== String(value)) target.setAttribute(name, String(value));
  }
}

/** @param {Element} target @param {{x: number, y: number}} spot */
export function moveTo(target, { x, y }) {
  target.style.transform = `translate(${x}px, ${y}px)`;
}

/** @returns {SVGSVGElement} the layer of lines */
export function newLines() {
  const lines = /** @type {SVGSVGElement} */ (document.createElementNS(SVG, "svg"));
  lines.classList.add("lines");
  lines.setAttribute("aria-hidden", "true");
  return lines;
}

/** @param {SVGSVGElement} lines @param {{path: string, name: string}[]} paths one element for all of a name */
export function drawLines(lines, paths) {
  const names = [...new Set(paths.map((each) => each.name))];
  lines.replaceChildren(...names.map((name) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", paths.filter((each) => each.name === name).map((each) => each.path).join(""));
    return path;
  }));
}
