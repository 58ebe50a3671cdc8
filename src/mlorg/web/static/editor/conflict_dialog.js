/** The dialog that comes up when a scenario was saved elsewhere meanwhile: both versions, and what can be done. */

import { ask } from "../requests.js";
import { element } from "../elements.js";

/**
 * @typedef {import("./scenario.js").Saved} Saved
 * @typedef {"mine" | "theirs" | "both" | ""} Choice empty: go on editing, nothing is written
 */

/**
 * @param {HTMLDialogElement} dialog
 * @param {Saved | null} theirs what stands in the file, null if it is gone
 * @param {Saved} ours
 * @returns {Promise<Choice>}
 */
export async function chooseVersion(dialog, theirs, ours) {
  const [said, mine] = await Promise.all([theirs && sentencesOf(theirs), sentencesOf(ours)]);
  fill(dialog.querySelector(".theirs"), said ?? ["The scenario was removed."], new Set(mine));
  fill(dialog.querySelector(".ours"), mine, new Set(said));
  dialog.querySelector("[value=theirs]").hidden = theirs === null;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(/** @type {Choice} */ (dialog.returnValue)), { once: true });
  });
}

/** @param {Saved} version @returns {Promise<string[]>} */
async function sentencesOf({ name, description, changes }) {
  try {
    const delta = await ask("POST", "/api/delta", { body: { name, description, changes } });
    return delta.waves.flatMap((wave) => wave.changes.map((change) => change.sentence));
  } catch (error) {
    return [`This version does not fit the organisation: ${error.message}`];
  }
}

/** Sentences that only one version has are set in bold. */
function fill(list, sentences, others) {
  const items = sentences.map((sentence) => {
    const item = element("li", "");
    item.append(element(others.has(sentence) ? "span" : "strong", "", sentence));
    return item;
  });
  list.replaceChildren(...(items.length ? items : [element("li", "quiet", "Nothing is changed.")]));
}
