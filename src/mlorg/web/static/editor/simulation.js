/** Running the simulation for what is being edited: progress, first intervals within seconds, an end on request. */

import { element } from "../chart/boxes.js";
import { ask } from "../requests.js";

/** @typedef {{label: string, difference: number | null, least: number | null, most: number | null, said: string}} Row */

export class Simulation {
  /** @param {HTMLElement} root @param {() => any} draft what the server is to simulate */
  constructor(root, draft) {
    this.root = root;
    this.draft = draft;
    this.id = "";
    this.bar = root.querySelector("progress");
    this.start = root.querySelector("[value=run]");
    this.end = root.querySelector("[value=cancel-run]");
    this.start.addEventListener("click", () => this.begin());
    this.end.addEventListener("click", () => ask("DELETE", `/api/runs/${this.id}`).catch((error) => this.say(error.message)));
  }

  async begin() {
    this.busy(true);
    this.say("Waiting for the first intervals…");
    try {
      const library = this.root.querySelector("[name=library]").checked;
      const run = await ask("POST", "/api/runs", { body: { scenarios: [], draft: this.draft(), library } });
      this.listen(run.id);
    } catch (error) {
      this.say(error.message);
      this.busy(false);
    }
  }

  listen(id) {
    this.id = id;
    const events = new EventSource(`/api/runs/${id}/events`);
    const on = (kind, act) => events.addEventListener(kind, (event) => act(JSON.parse(event.data)));
    const over = (text) => {
      events.close();
      this.busy(false);
      this.say(text);
    };
    on("progress", (told) => this.progress(told));
    on("intervals", (told) => this.showIntervals(told));
    on("done", () => over("Done. These are the intervals as asked for."));
    on("cancelled", () => over("Cancelled. What was computed so far stays below."));
    on("failed", ({ problem }) => over(`The simulation failed. ${problem}`));
    on("lost", () => over("The server ended meanwhile. Start the simulation again."));
  }

  /** @param {{share: number, seconds_left: number | null}} told */
  progress({ share, seconds_left: left }) {
    this.bar.value = share;
    this.bar.textContent = `${Math.round(100 * share)} %`;
    this.root.querySelector(".left").textContent = left === null ? "" : `about ${Math.ceil(left)} s left`;
  }

  /** @param {{headline: string, unit: string, replications: number, arms: {title: string, rows: Row[]}[]}} told */
  showIntervals({ headline, unit, replications, arms }) {
    const results = this.root.querySelector(".results");
    const note = `Difference to changing nothing, ${unit}; 95 % intervals from ${replications} simulated histories each.`;
    results.replaceChildren(
      element("p", "headline", headline),
      ...arms.map((arm) => intervalTable(arm)),
      element("p", "note", note),
    );
    this.say("");
  }

  busy(is) {
    this.start.disabled = is;
    this.end.hidden = !is;
    this.bar.hidden = !is;
    this.root.querySelector(".left").textContent = "";
    if (is) this.bar.removeAttribute("value");
  }

  say(text) {
    this.root.querySelector(".said").textContent = text;
  }
}

/** @param {{title: string, rows: Row[]}} arm @returns {HTMLTableElement} */
function intervalTable({ title, rows }) {
  const ends = rows.flatMap((row) => [row.least ?? 0, row.most ?? 0]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const place = (value) => (high === low ? 0 : (100 * (value - low)) / (high - low));
  const table = /** @type {HTMLTableElement} */ (element("table", "intervals"));
  table.append(element("caption", "", title), ...rows.map((row) => intervalRow(row, place)));
  return table;
}

function intervalRow(row, place) {
  const line = document.createElement("tr");
  const head = element("th", "", row.label);
  head.scope = "row";
  const drawn = element("td", "drawn");
  drawn.append(drawing(row, place));
  line.append(head, element("td", "number", row.said), drawn);
  return line;
}

/** Nothing at zero, a bar from least to most, a dot at the mean. */
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
