/** Dragging a box onto another one with a mouse or a pen. Keyboard and touch have a dialog for the same. */

import { moveTo } from "./boxes.js";
import { isAbove } from "./forest.js";
import { BOX } from "./layout.js";

const BEGINS_AFTER = 6;
const EDGE = 36;
const SCROLL_STEP = 14;

/**
 * @param {import("./orgchart.js").OrgChart} chart
 * @param {(dragged: import("./forest.js").Node, target: import("./forest.js").Node) => void} onDrop
 */
export function enableDragging(chart, onDrop) {
  chart.canvas.addEventListener("pointerdown", (event) => {
    const box = event.target.closest(".box");
    if (!box || event.pointerType === "touch" || event.button !== 0 || event.target.closest(".toggle")) return;
    const drag = new Drag(chart, chart.forest.nodes.get(box.dataset.id), event);
    drag.follow((target) => onDrop(drag.node, target));
  });
}

class Drag {
  constructor(chart, node, event) {
    this.chart = chart;
    this.node = node;
    this.start = { x: event.clientX, y: event.clientY };
    this.pointer = event.pointerId;
    this.ghost = null;
    this.target = null;
  }

  /** Follows the pointer until it is let go of; `done` hears of a target only. */
  follow(done) {
    const controller = new AbortController();
    const listen = (name, act) => window.addEventListener(name, act, { signal: controller.signal });
    const end = (dropped) => {
      controller.abort();
      const target = this.target;
      this.clear();
      if (dropped && target) done(target);
    };
    listen("pointermove", (event) => this.moved(event));
    listen("pointerup", () => end(true));
    listen("pointercancel", () => end(false));
    listen("keydown", (event) => event.key === "Escape" && end(false));
  }

  moved(event) {
    const far = Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y);
    if (!this.ghost && far < BEGINS_AFTER) return;
    const point = this.chart.zoom.pointOf(event);
    this.ghost ??= this.begin();
    moveTo(this.ghost, { x: point.x - BOX.width / 2, y: point.y - BOX.height / 2 });
    this.mark(this.targetAt(point));
    scrollNearEdges(this.chart.host, event);
  }

  begin() {
    const ghost = this.chart.boxes.get(this.node.id).cloneNode(true);
    ghost.removeAttribute("id");
    ghost.removeAttribute("role");
    ghost.setAttribute("aria-hidden", "true");
    ghost.classList.add("ghost");
    this.chart.canvas.parentElement.append(ghost);
    return ghost;
  }

  /** The box under the point that the dragged one may go to: neither itself nor anything below it. */
  targetAt({ x, y }) {
    const under = this.chart.visible.find((node) => {
      const spot = this.chart.spots.get(node.id);
      return x >= spot.x && x <= spot.x + BOX.width && y >= spot.y && y <= spot.y + BOX.height;
    });
    return under && !isAbove(this.node, under) ? under : null;
  }

  mark(target) {
    if (target === this.target) return;
    for (const each of [this.target, target]) {
      if (each) this.chart.boxes.get(each.id)?.classList.toggle("target", each === target);
    }
    this.target = target;
  }

  clear() {
    this.mark(null);
    this.ghost?.remove();
  }
}

function scrollNearEdges(area, event) {
  const frame = area.getBoundingClientRect();
  const push = (at, low, high) => (at < low + EDGE ? -SCROLL_STEP : at > high - EDGE ? SCROLL_STEP : 0);
  const x = push(event.clientX, frame.left, frame.right);
  const y = push(event.clientY, frame.top, frame.bottom);
  if (x || y) area.scrollBy(x, y);
}
