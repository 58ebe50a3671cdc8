/** The page of the organisation chart. */

import { ask } from "../requests.js";
import { ChartPanel } from "./panel.js";

const root = /** @type {HTMLElement} */ (document.querySelector(".chart-panel"));
const { scenario = "", asOf = "" } = root.dataset;

/** @param {string} name @returns {Promise<import("./forest.js").Chart>} */
const chartOf = (name) => ask("GET", `/api/chart?${new URLSearchParams({ scenario: name, ...(asOf && { as_of: asOf }) })}`);

try {
  const [before, after] = await Promise.all([chartOf(""), scenario ? chartOf(scenario) : undefined]);
  new ChartPanel(root).show(before, after);
  document.querySelector(".chart-list").open = false;
} catch (error) {
  root.querySelector(".chart-found").textContent = `The chart cannot be drawn. ${error.message}`;
}
