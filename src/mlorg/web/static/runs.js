/** Runs of the simulation: following one, and its intervals as a table with a drawing. */

import { element } from "./elements.js";

/**
 * @typedef {{label: string, difference: number | null, least: number | null, most: number | null, said: string,
 *   interval_said: string}} Row
 * @typedef {{headline: string, unit: string, replications: number, arms: {title: string, rows: Row[]}[]}} Intervals
 */

const ENDS = ["done", "failed", "cancelled", "lost"];

/**
 * @param {string} id
 * @param {object} on
 * @param {(share: number, left: string) => void} on.progress share done, and the time left in words
 * @param {(told: Intervals) => void} on.intervals
 * @param {(end: string, problem: string) => void} on.end done, failed, cancelled or lost
 */
export function followRun(id, { progress, intervals, end }) {
  const events = new EventSource(`/api/runs/${id}/events`);
  const on = (kind, act) => events.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  on("progress", ({ share, seconds_left: left }) => progress(share, left == null ? "" : `about ${Math.ceil(left)} s left`));
  on("intervals", intervals);
  for (const kind of ENDS) {
    on(kind, ({ problem }) => {
      events.close();
      end(kind, problem);
    });
  }
}

/** @param {HTMLElement} host @param {Intervals} told */
export function showIntervals(host, { headline, unit, replications, arms }) {
  const note = `Against today, in ${unit}, with 95 % intervals from ${replications} simulated histories for each.`;
  host.replaceChildren(element("p", "answer", headline), ...arms.map(intervalTable), element("p", "note", note));
}

/** @param {{title: string, rows: Row[]}} arm @returns {HTMLTableElement} */
function intervalTable({ title, rows }) {
  const ends = rows.flatMap((row) => [row.least ?? 0, row.most ?? 0]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const place = (value) => (high === low ? 0 : (100 * (value - low)) / (high - low));
  const table = /** @type {HTMLTableElement} */ (element("table", "intervals"));
  const body = document.createElement("tbody");
  body.append(...rows.map((row) => intervalRow(row, place)));
  table.append(element("caption", "", title), body);
  return table;
}

function intervalRow(row, place) {
  const line = document.createElement("tr");
  const head = element("th", "", row.label);
  head.scope = "row";
  const number = element("td", "number", row.said);
  if (row.interval_said) number.append(element("small", "", row.interval_said));
  const drawn = element("td", "drawn");
  drawn.append(drawing(row, place));
  line.append(head, number, drawn);
  return line;
}

/** A line at zero, a bar from least to most, a dot at the mean. */
function drawing({ difference, least, most }, place) {
  const track = element("div", "track");
  track.setAttribute("aria-hidden", "true");
  const add = (name, left, width) => {
    const mark = element("span", name);
    mark.style.left = `${left}%`;
    if (width !== undefined) mark.style.width = `${width}%`;
    track.append(mark);
  };
  add("zero", place(0));
  if (least !== null && most !== null) add("interval", place(least), place(most) - place(least));
  if (difference !== null) add("mean", place(difference));
  return track;
}
