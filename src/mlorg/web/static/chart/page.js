/** The page of the organisation chart. */

import { ask } from "../requests.js";
import { ChartPanel } from "./panel.js";

const root = /** @type {HTMLElement} */ (document.querySelector(".chart-panel"));
const { scenario = "", asOf = "" } = root.dataset;

/** @param {string} name @param {string} day @returns {Promise<import("./forest.js").Chart>} */
const chartOf = (name, day) => ask("GET", `/api/chart?${new URLSearchParams({ scenario: name, as_of: day })}`);

try {
  const after = await chartOf(scenario, asOf);
  const before = scenario ? await chartOf("", after.as_of ?? "") : after;
  new ChartPanel(root).show(before, after);
  document.querySelector(".chart-list").open = false;
} catch (error) {
  root.querySelector(".chart-found").textContent = `The chart cannot be drawn. ${error.message}`;
}
