/**
 * A chart with its controls, as the pages of the chart and of the editor have them: what to show (lines or units,
 * before, after or changes only, one unit), where to look (search), and how large.
 */

import { forestOfLines, forestOfUnits, found, onlyAround, withinUnit } from "./forest.js";
import { differences } from "./marks.js";
import { OrgChart } from "./orgchart.js";

/**
 * @typedef {import("./forest.js").Chart} Chart
 * @typedef {import("./forest.js").Node} Node
 */

export class ChartPanel {
  /**
   * @param {HTMLElement} root holds the controls and the area of the chart
   * @param {Omit<import("./orgchart.js").Options, "label">} [options]
   */
  constructor(root, options = {}) {
    this.root = root;
    this.controls = /** @type {HTMLFormElement} */ (root.querySelector(".chart-controls"));
    this.chart = new OrgChart(root.querySelector(".chart-area"), { ...options, label: "Organisation chart" });
    this.hits = { words: "", at: -1 };
    this.fitted = false;
    this.controls.hidden = false;
    this.controls.addEventListener("submit", (event) => event.preventDefault());
    this.controls.addEventListener("change", (event) => this.changed(/** @type {HTMLInputElement} */ (event.target)));
    this.controls.addEventListener("click", (event) => this.pressed(/** @type {HTMLElement} */ (event.target)));
    this.controls.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.searched();
    });
  }

  /** @param {Chart} before @param {Chart} [after] the same where nothing changes */
  show(before, after = before) {
    Object.assign(this, { before, after, marks: differences(before, after) });
    this.controls.querySelector(".versions").hidden = this.marks.size === 0;
    this.draw();
    if (!this.fitted) this.lookAtTop();
    this.fitted = true;
  }

  /** @returns {Chart} what the controls ask for */
  wanted() {
    const { version, unit } = this.controls;
    if (version.value === "changes") return this.onlyChanges();
    const chart = version.value === "before" ? this.before : this.after;
    return unit.value ? withinUnit(chart, unit.value) : chart;
  }

  /** What changed, with what ends shown where it was. */
  onlyChanges() {
    const ended = [...this.marks].filter(([, words]) => words[0] === "ends").map(([id]) => id);
    const gone = (kind, each) => ended.includes(`${kind}:${each.id}`);
    const both = {
      posts: [...this.after.posts, ...this.before.posts.filter((each) => gone("post", each))],
      units: [...this.after.units, ...this.before.units.filter((each) => gone("unit", each))],
    };
    return onlyAround(both, new Set(this.marks.keys()));
  }

  draw() {
    const chart = this.wanted();
    const grown = this.controls.nodes.value === "units" ? forestOfUnits(chart) : forestOfLines(chart);
    this.chart.show(grown, this.marks);
    this.root.querySelector(".chart-empty").hidden = grown.nodes.size > 0;
  }

  changed(control) {
    if (!["nodes", "version", "unit"].includes(control.name)) return;
    this.chart.reset();
    this.draw();
    this.lookAtTop();
  }

  lookAtTop() {
    this.chart.zoom.fitWidth(this.chart.spots.get(this.chart.current));
  }

  pressed(target) {
    const action = target.closest("button")?.value;
    const { zoom } = this.chart;
    const actions = {
      in: () => zoom.in(),
      out: () => zoom.out(),
      fit: () => zoom.fit(),
      open: () => this.chart.openAll(),
      close: () => this.chart.closeAll(),
      search: () => this.searched(),
    };
    actions[action]?.();
  }

  /** Goes to the first box that fits, and with the same words again to the next one. */
  searched() {
    const words = this.controls.search.value.trim();
    const nodes = found(this.chart.forest.nodes.values(), words);
    this.hits = { words, at: words === this.hits.words ? this.hits.at + 1 : 0 };
    const node = nodes[this.hits.at % nodes.length];
    if (node) this.chart.makeCurrent(node.id);
    const said = nodes.length ? `${(this.hits.at % nodes.length) + 1} of ${nodes.length}: ${node.label}` : "";
    this.root.querySelector(".chart-found").textContent = words && (said || "Nothing here fits these words.");
  }
}
