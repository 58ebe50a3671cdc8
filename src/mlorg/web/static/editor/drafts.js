/** What is being edited, kept in this browser until it is saved: a reload or a closed window loses nothing. */

/**
 * @typedef {object} Draft
 * @property {string} name as typed so far
 * @property {import("./edits.js").Change[]} changes
 * @property {string} etag of the file the draft began with, '' for a new scenario
 * @property {string} kept_at ISO time
 */

const key = (organization, scenario) => `mlorg draft ${organization} ${scenario}`;

/** @param {string} organization @param {string} scenario '' for a new one @returns {Draft | null} */
export function keptDraft(organization, scenario) {
  try {
    return JSON.parse(localStorage.getItem(key(organization, scenario)));
  } catch {
    return null;
  }
}

/** @param {string} organization @param {string} scenario @param {Omit<Draft, "kept_at">} draft */
export function keepDraft(organization, scenario, draft) {
  const kept = { ...draft, kept_at: new Date().toISOString() };
  try {
    localStorage.setItem(key(organization, scenario), JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still edits and saves.
  }
}

/** @param {string} organization @param {string} scenario */
export function forgetDraft(organization, scenario) {
  try {
    localStorage.removeItem(key(organization, scenario));
  } catch {
    // Nothing was kept.
  }
}
