/** An organisation chart on the page: boxes of a forest, to open, close, search, zoom and, if wanted, drag. */

import { element } from "../elements.js";
import { drawLines, fillBox, moveTo, newBox, newLines } from "./boxes.js";
import { enableDragging } from "./dragging.js";
import { ancestors, openToFit, visibleNodes } from "./forest.js";
import { curveBetween, placed } from "./layout.js";
import { enableKeys } from "./tree_keys.js";
import { Zoom } from "./zoom.js";

/**
 * @typedef {import("./forest.js").Node} Node
 * @typedef {import("./forest.js").Forest} Forest
 * @typedef {object} Options
 * @property {string} label what a screen reader calls the chart
 * @property {(node: Node) => void} [onSelect]
 * @property {(node: Node) => void} [onActivate] Enter or a double click
 * @property {(dragged: Node, target: Node) => void} [onDrop] without it nothing can be dragged
 */

/** Boxes that are open at first, at most. */
const COMFORTABLE = 100;

export class OrgChart {
  /** @param {HTMLElement} host @param {Options} options */
  constructor(host, options) {
    this.options = options;
    this.host = host;
    this.canvas = element("div", "canvas");
    this.canvas.setAttribute("role", "tree");
    this.canvas.setAttribute("aria-label", options.label);
    this.lines = newLines();
    const sheet = element("div", "sheet");
    sheet.append(this.lines, this.canvas);
    host.replaceChildren(sheet);
    this.zoom = new Zoom(host, sheet);
    /** @type {Map<string, HTMLElement>} */ this.boxes = new Map();
    /** @type {Set<string> | null} */ this.open = null;
    this.current = "";
    this.canvas.addEventListener("click", (event) => this.clicked(event));
    this.canvas.addEventListener("dblclick", (event) => this.withNode(event, (node) => this.activate(node)));
    enableKeys(this);
    if (options.onDrop) enableDragging(this, options.onDrop);
  }

  /**
   * @param {Forest} forest
   * @param {Map<string, string[]>} [marks] words for boxes that changed, by kind:id
   */
  show(forest, marks = new Map()) {
    this.forest = forest;
    this.marks = marks;
    this.open ??= openToFit(forest.roots, COMFORTABLE);
    if (!forest.nodes.has(this.current)) this.current = forest.roots[0]?.id ?? "";
    this.draw();
  }

  /** Forget what is open, for a forest of another kind. */
  reset() {
    this.open = null;
    this.current = "";
  }

  draw() {
    this.visible = visibleNodes(this.forest.roots, this.open);
    const drawing = placed(this.forest.roots.map((root) => this.seen(root)));
    this.spots = drawing.spots;
    const hadFocus = this.canvas.contains(document.activeElement);
    this.drawBoxes();
    drawLines(this.lines, [...this.solid(drawing.links), ...this.dotted()]);
    this.zoom.resize(drawing.width, drawing.height);
    if (hadFocus && !this.canvas.contains(document.activeElement)) this.focus(this.current);
  }

  /** @returns {import("./layout.js").Tree} the node with what is open below it */
  seen(node) {
    return { id: node.id, children: this.open.has(node.id) ? node.children.map((child) => this.seen(child)) : [] };
  }

  drawBoxes() {
    const kept = new Set(this.visible.map((node) => node.id));
    for (const [id, box] of this.boxes) if (!kept.has(id)) this.drop(id, box);
    if (!kept.has(this.current)) this.current = this.visible[0]?.id ?? "";
    let next = this.canvas.firstElementChild;
    for (const node of this.visible) {
      const box = this.boxes.get(node.id) ?? newBox(node);
      this.boxes.set(node.id, box);
      fillBox(box, node, this.standing(node));
      moveTo(box, this.spots.get(node.id));
      box.tabIndex = node.id === this.current ? 0 : -1;
      if (box === next) next = next.nextElementSibling;
      else this.canvas.insertBefore(box, next);
    }
  }

  drop(id, box) {
    box.remove();
    this.boxes.delete(id);
  }

  standing(node) {
    const siblings = node.parent ? node.parent.children : this.forest.roots;
    return {
      level: ancestors(node).length + 1,
      place: siblings.indexOf(node) + 1,
      of: siblings.length,
      open: this.open.has(node.id),
      words: this.marks.get(node.id) ?? [],
    };
  }

  solid(links) {
    return links.map(({ to, path }) => ({ path, name: this.forest.nodes.get(to).elsewhere ? "elsewhere" : "line" }));
  }

  /** Curves for lines that the tree itself does not show. */
  dotted() {
    const curves = [];
    for (const node of this.visible) {
      const others = [...(node.entity.dotted_to ?? [])];
      if (node.elsewhere && node.parent?.kind === "unit") others.push(node.entity.reports_to);
      for (const other of others) {
        const end = this.spots.get(`post:${other}`);
        if (end) curves.push({ path: curveBetween(this.spots.get(node.id), end), name: "dotted" });
      }
    }
    return curves;
  }

  clicked(event) {
    this.withNode(event, (node) => {
      if (event.target.closest(".toggle")) this.toggle(node);
      this.focus(node.id);
    });
  }

  withNode(event, act) {
    const box = event.target.closest(".box");
    if (box) act(this.forest.nodes.get(box.dataset.id));
  }

  /** @param {Node} node */
  toggle(node) {
    if (!node.children.length) return;
    if (this.open.has(node.id)) this.open.delete(node.id);
    else this.open.add(node.id);
    this.draw();
  }

  openAll() {
    this.open = openToFit(this.forest.roots, Infinity);
    this.draw();
  }

  closeAll() {
    this.open = new Set(this.forest.roots.map((root) => root.id));
    this.draw();
  }

  /** Opens whatever is above the box, and puts the focus on it. @param {string} id */
  focus(id) {
    this.makeCurrent(id);
    this.boxes.get(id)?.focus({ preventScroll: true });
  }

  /** The same without taking the focus from where it is. @param {string} id */
  makeCurrent(id) {
    const node = this.forest.nodes.get(id);
    if (!node) return;
    const closed = ancestors(node).filter((above) => !this.open.has(above.id));
    closed.forEach((above) => this.open.add(above.id));
    const before = this.current;
    this.current = id;
    if (closed.length) this.draw();
    for (const each of [before, id]) {
      const box = this.boxes.get(each);
      if (!box) continue;
      box.tabIndex = each === id ? 0 : -1;
      box.classList.toggle("current", each === id);
    }
    this.zoom.reveal(this.spots.get(id));
    this.options.onSelect?.(node);
  }

  /** @param {Node} node */
  activate(node) {
    this.options.onActivate?.(node);
  }
}
