/** The scenario being edited: what stands in its file, what was changed since, and saving it. */

import { ask } from "../requests.js";
import { advanced, begun, redone, undone } from "./history.js";
import { forgetDraft, keepDraft, keptDraft } from "./drafts.js";

/**
 * @typedef {import("./edits.js").Change} Change
 * @typedef {{name: string, description: string, changes: Change[], etag: string}} Saved
 */

/** @type {Saved} */
const NOTHING = { name: "", description: "", changes: [], etag: "" };

const pathOf = (name) => `/api/scenarios/${encodeURIComponent(name)}`;

export class Scenario {
  /** @param {string} organization @param {Saved} saved as it stands in its file */
  constructor(organization, saved = NOTHING) {
    this.organization = organization;
    this.saved = saved;
    this.name = saved.name;
    this.history = begun(saved.changes);
  }

  /** @param {string} organization @param {string} name '' for a new one @returns {Promise<Scenario>} */
  static async load(organization, name) {
    return new Scenario(organization, name ? await ask("GET", pathOf(name)) : NOTHING);
  }

  get changes() {
    return this.history.present;
  }

  get isUnsaved() {
    return JSON.stringify(this.changes) !== JSON.stringify(this.saved.changes);
  }

  /** What the server takes for a scenario. */
  get body() {
    return { name: this.name || "draft", description: this.saved.description, changes: this.changes };
  }

  /** @param {Change[]} changes */
  change(changes) {
    this.moveTo(advanced(this.history, changes));
  }

  undo() {
    this.moveTo(undone(this.history));
  }

  redo() {
    this.moveTo(redone(this.history));
  }

  moveTo(history) {
    this.history = history;
    const { organization, saved, changes } = this;
    if (this.isUnsaved) keepDraft(organization, saved.name, { name: this.name, changes, etag: saved.etag });
    else forgetDraft(organization, saved.name);
  }

  /** Takes up what this browser kept of an earlier visit. @returns {import("./drafts.js").Draft | null} */
  resume() {
    const draft = keptDraft(this.organization, this.saved.name);
    if (!draft || JSON.stringify(draft.changes) === JSON.stringify(this.changes)) return null;
    this.name = draft.name;
    this.saved = { ...this.saved, etag: draft.etag };
    this.history = advanced(this.history, draft.changes);
    return draft;
  }

  /** Goes back to what stands in the file; undo brings the draft back. */
  async discard() {
    const { name } = this.saved;
    if (name) this.saved = await ask("GET", pathOf(name));
    this.change(this.saved.changes);
  }

  /** Writes the file, as a new one where there was none. Refused with 412 if it was changed elsewhere. */
  async save() {
    const { name, body } = this;
    const before = this.saved;
    const saved = name === before.name
      ? await ask("PUT", pathOf(name), { body, etag: before.etag })
      : await ask("POST", "/api/scenarios", { body });
    forgetDraft(this.organization, before.name);
    this.saved = { ...saved, changes: body.changes };
  }

  /** Makes what stands in the file the one that this draft replaces when it is saved. @param {Saved} theirs */
  standOn(theirs) {
    this.saved = theirs;
  }

  /** Gives up this draft for what stands in the file; undo brings it back. @param {Saved} theirs */
  take(theirs) {
    this.saved = theirs;
    this.change(theirs.changes);
  }
}
