/** Edits as entries of a scenario file, and the list they make. Nothing here knows of a screen. */

/**
 * @typedef {Record<string, any>} Change one entry of a scenario file: a verb, and optionally on, wave, reason
 * @typedef {import("../chart/forest.js").Post} Post
 * @typedef {import("../chart/forest.js").Unit} Unit
 * @typedef {import("../chart/forest.js").Chart} Chart
 */

const NOT_VERBS = new Set(["on", "wave", "reason"]);

/** @param {Change} change @returns {string} what it changes: two changes of the same aim override each other */
export function aimOf(change) {
  const verb = Object.keys(change).find((key) => !NOT_VERBS.has(key));
  const said = change[verb];
  if (verb === "own") return ["own", said.asset, said.responsibility, said.part ?? "accountable"].join(" ");
  if (verb === "set") return ["set", said.subject, ...Object.keys(said).filter((key) => key !== "subject")].join(" ");
  const about = said.post ?? said.unit;
  return about ? `${verb} ${about}` : JSON.stringify(change);
}

/**
 * The list with one more change. One of the same aim, day and wave gives way to it.
 * @param {Change[]} changes
 * @param {Change} change
 * @returns {Change[]}
 */
export function withChange(changes, change) {
  const sameAs = (old) => aimOf(old) === aimOf(change) && old.on === change.on && old.wave === change.wave;
  return [...changes.filter((old) => !sameAs(old)), change];
}

/** @param {Post} post as it is now @param {string} unit id @returns {Change[]} empty where it sits there already */
export const seatIn = (post, unit) => (post.unit === unit ? [] : [{ move: { post: post.id, to: unit } }]);

/** @param {Post} post as it is now @param {string} manager id of a post @returns {Change[]} */
export const reportTo = (post, manager) =>
  post.reports_to === manager ? [] : [{ report: { post: post.id, to: manager } }];

/** @param {Unit} unit as it is now @param {string} whole id of the unit it becomes part of @returns {Change[]} */
export const partOf = (unit, whole) =>
  unit.part_of === whole ? [] : [{ set: { subject: `unit:${unit.id}`, part_of: whole } }];

/**
 * What dropping a box on another means. `follow` says what goes along: line, seat or both.
 * @param {{kind: string, entity: any}} dragged
 * @param {{kind: string, entity: any}} target
 * @param {"both"|"line"|"seat"} follow
 * @param {Chart} chart as it is now
 * @returns {Change[]}
 */
export function dropped(dragged, target, follow, chart) {
  const unit = target.kind === "unit" ? target.entity.id : target.entity.unit;
  const manager = target.kind === "post" ? target.entity.id : target.entity.head;
  if (dragged.kind === "post") return postDropped(dragged.entity, unit, manager, follow);
  const head = chart.posts.find((post) => post.id === dragged.entity.head);
  const line = follow !== "seat" && head ? postDropped(head, "", manager, "line") : [];
  return [...(follow !== "line" && unit ? partOf(dragged.entity, unit) : []), ...line];
}

function postDropped(post, unit, manager, follow) {
  const line = manager && manager !== post.id ? reportTo(post, manager) : [];
  const seat = unit ? seatIn(post, unit) : [];
  return [...(follow === "seat" ? [] : line), ...(follow === "line" ? [] : seat)];
}

/**
 * The changes in the order in which the server tells them: wave after wave, earliest first, undated before all.
 * @param {Change[]} changes
 * @returns {number[]} places in the list
 */
export function inOrderOfWaves(changes) {
  const places = changes.map((_, i) => i).sort((a, b) => compared(changes[a].on ?? "", changes[b].on ?? "") || a - b);
  const waveOf = (place) => changes[place].wave || changes[place].on || "";
  const waves = [...new Set(places.map(waveOf))];
  return waves.flatMap((wave) => places.filter((place) => waveOf(place) === wave));
}

const compared = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
