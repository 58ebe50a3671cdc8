/** Zooming and panning of a sheet inside an area that scrolls: the browser itself does the scrolling. */

import { BOX } from "./layout.js";

const LEAST = 0.05;
const MOST = 2;
const READABLE = 0.8;
const STEP = 1.25;
const MARGIN = 24;

export class Zoom {
  /** @param {HTMLElement} area that scrolls @param {HTMLElement} sheet the only child of the area */
  constructor(area, sheet) {
    this.area = area;
    this.sheet = sheet;
    this.scale = 1;
    this.left = MARGIN;
    this.size = { width: 0, height: 0 };
    area.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    enablePanning(area);
  }

  /** @param {number} width of the sheet at scale 1 @param {number} height */
  resize(width, height) {
    this.size = { width, height };
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${height}px`;
    this.centre();
    const lines = this.sheet.firstElementChild;
    lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    lines.setAttribute("width", String(width));
    lines.setAttribute("height", String(height));
  }

  /** What is narrower than the area stands in the middle of it. */
  centre() {
    const left = Math.max(MARGIN, (this.area.clientWidth - this.size.width * this.scale) / 2);
    if (left !== this.left) this.sheet.style.marginLeft = `${left}px`;
    this.left = left;
  }

  wheeled(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = this.area.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    this.to(this.scale * Math.exp(-event.deltaY / 300), at);
  }

  in() {
    this.to(this.scale * STEP, this.middle());
  }

  out() {
    this.to(this.scale / STEP, this.middle());
  }

  /** As large as fits into the area, at most its natural size. */
  fit() {
    const { clientWidth, clientHeight } = this.area;
    const [width, height] = [this.size.width + 2 * MARGIN, this.size.height + 2 * MARGIN];
    this.to(Math.min(clientWidth / width, clientHeight / height, 1), { x: 0, y: 0 });
    this.area.scrollTo(0, 0);
  }

  /** As wide as the area where that can still be read, with a box in the middle. @param {{x: number, y: number}} [spot] */
  fitWidth(spot = { x: 0, y: 0 }) {
    const wide = this.area.clientWidth / (this.size.width + 2 * MARGIN);
    this.to(Math.min(Math.max(wide, READABLE), 1), { x: 0, y: 0 });
    this.area.scrollTo((spot.x + BOX.width / 2) * this.scale + this.left - this.area.clientWidth / 2, 0);
  }

  middle() {
    return { x: this.area.clientWidth / 2, y: this.area.clientHeight / 2 };
  }

  /** @param {number} wanted scale @param {{x: number, y: number}} at the point of the area that stays where it is */
  to(wanted, at) {
    const scale = Math.min(Math.max(wanted, LEAST), MOST);
    const held = { x: (this.area.scrollLeft + at.x - this.left) / this.scale, y: (this.area.scrollTop + at.y - MARGIN) / this.scale };
    this.scale = scale;
    this.sheet.style.transform = `scale(${scale})`;
    this.centre();
    this.area.scrollTo(held.x * scale + this.left - at.x, held.y * scale + MARGIN - at.y);
  }

  /** Scrolls only as far as is needed to see a box. @param {{x: number, y: number} | undefined} spot */
  reveal(spot) {
    if (!spot) return;
    const { area, scale } = this;
    const box = { x: spot.x * scale + this.left, y: spot.y * scale + MARGIN };
    const [wide, high] = [BOX.width * scale, BOX.height * scale];
    area.scrollTo(
      between(area.scrollLeft, box.x + wide + MARGIN - area.clientWidth, box.x - MARGIN),
      between(area.scrollTop, box.y + high + MARGIN - area.clientHeight, box.y - MARGIN),
    );
  }

  /** @param {PointerEvent} event @returns {{x: number, y: number}} the point of the sheet under the pointer */
  pointOf(event) {
    const frame = this.sheet.getBoundingClientRect();
    return { x: (event.clientX - frame.left) / this.scale, y: (event.clientY - frame.top) / this.scale };
  }
}

const between = (value, low, high) => Math.min(Math.max(value, low), high);

/** Dragging the ground with a mouse scrolls; touch screens do so by themselves. */
function enablePanning(area) {
  area.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0 || event.target.closest(".box")) return;
    const start = { x: event.clientX + area.scrollLeft, y: event.clientY + area.scrollTop };
    const pan = (move) => area.scrollTo(start.x - move.clientX, start.y - move.clientY);
    const stop = () => {
      area.removeEventListener("pointermove", pan);
      area.classList.remove("panning");
    };
    area.setPointerCapture(event.pointerId);
    area.classList.add("panning");
    area.addEventListener("pointermove", pan);
    area.addEventListener("pointerup", stop, { once: true });
    area.addEventListener("pointercancel", stop, { once: true });
  });
}
