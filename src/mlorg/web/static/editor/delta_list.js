/** The delta in words: what the server says of the changes, and a button to take each of them out. */

import { element } from "../elements.js";
import { inOrderOfWaves } from "./edits.js";

/**
 * @typedef {{name: string, effective: string | null, changes: {sentence: string, reason: string}[]}} Wave
 * @typedef {{waves: Wave[]}} Delta
 */

/**
 * @param {HTMLElement} list
 * @param {Delta} delta
 * @param {import("./edits.js").Change[]} changes that the delta tells of
 * @param {(place: number) => void} takeOut
 */
export function showDelta(list, delta, changes, takeOut) {
  const places = inOrderOfWaves(changes);
  const parts = delta.waves.map((wave) => {
    const part = element("li", "wave");
    if (wave.name || wave.effective) part.append(element("h3", "", heading(wave)));
    const told = element("ul", "sentences");
    wave.changes.forEach(({ sentence, reason }, i) => {
      if (reason && reason !== wave.changes[i - 1]?.reason) told.append(element("li", "reason", reason));
      told.append(itemFor(sentence, places.shift(), takeOut));
    });
    part.append(told);
    return part;
  });
  list.replaceChildren(...(parts.length ? parts : [element("li", "quiet", "Nothing is changed yet.")]));
}

function heading({ name, effective }) {
  return name && effective && name !== effective ? `${name}, from ${effective}` : `From ${effective ?? name}`;
}

function itemFor(text, place, takeOut) {
  const item = element("li", "", text);
  const button = element("button", "small", "Take out");
  button.type = "button";
  button.setAttribute("aria-label", `Take out: ${text}`);
  button.addEventListener("click", () => takeOut(place));
  item.append(" ", button);
  return item;
}

/** @param {HTMLElement} list @param {import("../requests.js").Problem[]} problems */
export function showProblems(list, problems) {
  const said = problems.map(({ message, hint }) => element("li", "", [message, hint].filter(Boolean).join(" ")));
  list.replaceChildren(...said);
}
