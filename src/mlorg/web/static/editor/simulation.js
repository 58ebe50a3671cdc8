/** Running the simulation for what is being edited: progress, first intervals within seconds, an end on request. */

import { ask } from "../requests.js";
import { followRun, showIntervals } from "../runs.js";

const ENDED = {
  done: "Done: these are the intervals as asked for.",
  cancelled: "Cancelled. What was computed so far stays below.",
  failed: "The simulation failed.",
  lost: "The server ended meanwhile. Start the simulation again.",
};

export class Simulation {
  /** @param {HTMLElement} root @param {() => any} draft what the server is to simulate */
  constructor(root, draft) {
    this.root = root;
    this.draft = draft;
    this.bar = root.querySelector("progress");
    this.start = root.querySelector("[value=run]");
    this.stop = root.querySelector("[value=cancel-run]");
    this.start.addEventListener("click", () => this.begin());
    this.stop.addEventListener("click", () => ask("DELETE", `/api/runs/${this.id}`).catch((error) => this.say(error.message)));
  }

  async begin() {
    this.busy(true);
    this.say("Waiting for the first intervals…");
    try {
      const library = this.root.querySelector("[name=library]").checked;
      const { id } = await ask("POST", "/api/runs", { body: { scenarios: [], draft: this.draft(), library } });
      this.id = id;
      this.follow(id);
    } catch (error) {
      this.busy(false);
      this.say(error.message);
    }
  }

  follow(id) {
    followRun(id, {
      progress: (share, left) => {
        this.bar.value = share;
        this.root.querySelector(".left").textContent = left;
      },
      intervals: (told) => {
        showIntervals(this.root.querySelector(".results"), told);
        this.say("");
      },
      end: (kind, problem) => {
        this.busy(false);
        this.say([ENDED[kind], problem].filter(Boolean).join(" "));
      },
    });
  }

  /** @param {boolean} is */
  busy(is) {
    this.start.disabled = is;
    this.stop.hidden = !is;
    this.bar.hidden = !is;
    this.bar.removeAttribute("value");
    this.root.querySelector(".left").textContent = "";
  }

  say(text) {
    this.root.querySelector(".said").textContent = text;
  }
}
