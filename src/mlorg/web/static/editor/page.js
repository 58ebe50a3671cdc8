/** The page of the what-if editor. */

import { ChartPanel } from "../chart/panel.js";
import { ask, Refused } from "../requests.js";
import { ChangeDialog } from "./change_dialog.js";
import { chooseVersion } from "./conflict_dialog.js";
import { showDelta, showProblems } from "./delta_list.js";
import { dropped, withChange } from "./edits.js";
import { OwnerDialog } from "./owner_dialog.js";
import { Scenario } from "./scenario.js";
import { Simulation } from "./simulation.js";

const root = /** @type {HTMLElement} */ (document.querySelector(".editor"));
const part = (selector) => /** @type {any} */ (root.querySelector(selector));

class Editor {
  /** @param {Scenario} scenario */
  constructor(scenario) {
    this.scenario = scenario;
    this.asked = 0;
    /** @type {Map<string, Promise<import("../chart/forest.js").Chart>>} */ this.baselines = new Map();
    this.panel = new ChartPanel(part(".chart-panel"), {
      onSelect: (node) => this.selected(node),
      onActivate: (node) => this.changing.open(node, this.now),
      onDrop: (dragged, target) => this.drop(dragged, target),
    });
    this.changing = new ChangeDialog(part(".change-dialog"), (changes) => this.add(changes));
    this.owning = new OwnerDialog(part(".owner-dialog"), (changes) => this.add(changes));
    this.simulation = new Simulation(part(".simulation"), () => this.scenario.body);
    this.listen();
  }

  listen() {
    const actions = {
      undo: () => this.step(() => this.scenario.undo()),
      redo: () => this.step(() => this.scenario.redo()),
      save: () => this.save(),
      discard: () => this.discard(),
      change: () => this.changing.open(this.node, this.now),
      owner: () => this.changeOwner(),
    };
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-action]");
      if (button) actions[button.dataset.action]();
    });
    const name = part("[name=scenario-name]");
    name.value = this.scenario.name;
    name.addEventListener("input", () => {
      this.scenario.name = name.value.trim();
      this.tellState();
    });
    window.addEventListener("keydown", (event) => {
      const action = shortcut(event);
      if (!action || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      actions[action]();
    });
  }

  /** @param {import("./edits.js").Change[]} changes */
  add(changes) {
    return this.step(() => this.scenario.change(changes.reduce(withChange, this.scenario.changes)));
  }

  async drop(dragged, target) {
    await this.add(dropped(dragged, target, part("[name=follow]").value, this.now));
    this.panel.chart.makeCurrent(dragged.id);
  }

  takeOut(place) {
    this.step(() => this.scenario.change(this.scenario.changes.filter((_, i) => i !== place)));
  }

  step(act) {
    act();
    return this.refresh();
  }

  /** The organisation without the changes, on the day that a chart tells of. */
  baseline(day = "") {
    const asked = this.baselines.get(day) ?? ask("GET", `/api/chart?${new URLSearchParams({ as_of: day })}`);
    this.baselines.set(day, asked);
    return asked;
  }

  async begin() {
    this.now = await this.baseline();
    this.panel.show(this.now);
    await this.refresh();
  }

  /** Asks what the changes lead to. Of several answers only that to the latest question counts. */
  async refresh() {
    this.tellState();
    const question = ++this.asked;
    const { body, changes } = this.scenario;
    try {
      const [delta, chart] = await Promise.all(["/api/delta", "/api/chart"].map((path) => ask("POST", path, { body })));
      const before = await this.baseline(chart.as_of ?? "");
      if (question !== this.asked) return;
      this.now = chart;
      showDelta(part(".delta"), delta, changes, (place) => this.takeOut(place));
      showProblems(part(".problems"), []);
      this.panel.show(before, chart);
    } catch (error) {
      if (question === this.asked) this.tellProblems(error);
    }
  }

  tellProblems(error) {
    const problems = error instanceof Refused ? error.data.problems : undefined;
    showProblems(part(".problems"), problems ?? [{ message: error.message, hint: "" }]);
  }

  tellState() {
    const { isUnsaved, history, changes, saved } = this.scenario;
    const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
    const kept = isUnsaved ? "not saved; kept in this browser" : saved.name ? `saved as ${saved.name}` : "nothing to save";
    part(".state").textContent = `${count}, ${kept}.`;
    part("[data-action=undo]").disabled = !history.past.length;
    part("[data-action=redo]").disabled = !history.future.length;
    part("[data-action=save]").disabled = !isUnsaved && saved.name === this.scenario.name;
    part("[data-action=discard]").hidden = !isUnsaved;
  }

  selected(node) {
    this.node = node;
    part(".selected").textContent = [node.label, node.note].filter(Boolean).join(", ");
    part("[data-action=change]").disabled = false;
  }

  async changeOwner() {
    const { assets } = await ask("GET", "/api/ownership");
    this.owning.open(assets, this.now);
  }

  async discard() {
    await this.scenario.discard();
    this.notice("");
    await this.refresh();
  }

  async save() {
    const { name } = this.scenario;
    if (!name) {
      this.notice("Give the scenario a name, then save it.");
      part("[name=scenario-name]").focus();
      return;
    }
    this.notice("");
    try {
      await this.scenario.save();
      history.replaceState(null, "", `?${new URLSearchParams({ scenario: name })}`);
      this.notice(`Saved in ${this.scenario.saved.file}.`);
    } catch (error) {
      if (error.status === 412) await this.settle(error.data);
      else this.tellProblems(error);
    }
    this.tellState();
  }

  /** Somebody else saved meanwhile: both versions are shown, and nothing is written before one is chosen. */
  async settle({ theirs, ours }) {
    const choice = await chooseVersion(part(".conflict-dialog"), theirs, ours);
    if (choice === "theirs") this.scenario.take(theirs);
    if (choice === "mine") {
      this.scenario.standOn(theirs ?? { name: "", description: ours.description, changes: [], etag: "" });
      return this.save();
    }
    if (choice === "both") {
      this.scenario.name = part("[name=scenario-name]").value = `${this.scenario.name}-2`;
      return this.save();
    }
    this.notice(choice ? "The version of the other window is shown; undo brings yours back." : "Nothing was saved.");
    await this.refresh();
  }

  notice(text) {
    part(".notice").textContent = text;
  }
}

/** @param {KeyboardEvent} event @returns {string} the action of a shortcut, '' for any other key */
function shortcut({ key, ctrlKey, metaKey, shiftKey, target }) {
  if (!(ctrlKey || metaKey)) return "";
  const letter = key.toLowerCase();
  if (letter === "s") return "save";
  if (/** @type {Element} */ (target).matches("input, textarea, select")) return "";
  if (letter === "y" || (letter === "z" && shiftKey)) return "redo";
  return letter === "z" ? "undo" : "";
}

async function begin() {
  const { scenario: name = "", organization = "" } = root.dataset;
  const scenario = await Scenario.load(organization, name);
  const draft = scenario.resume();
  const editor = new Editor(scenario);
  if (draft) {
    const when = new Date(draft.kept_at).toLocaleString();
    editor.notice(`This is your unsaved draft of ${when}. Save it, or go back to what was saved.`);
  }
  await editor.begin();
  root.dataset.ready = "true";
}

begin().catch((error) => {
  part(".notice").textContent = `The editor could not start. ${error.message}`;
});
