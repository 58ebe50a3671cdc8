/** What differs between two charts, box by box. */

/** @typedef {import("./forest.js").Chart} Chart */

/** What is compared of a post, and the word for a difference in it. */
const OF_POSTS = { unit: "moves", reports_to: "new line", title: "new title", role: "new role",
  manager_kind: "other kind of manager", mandate: "other mandate" };
const OF_UNITS = { part_of: "moves", name: "renamed", head: "new head" };

/**
 * @param {Chart} before
 * @param {Chart} after
 * @returns {Map<string, string[]>} kind:id -> words, only for what differs; `new` and `ends` stand alone
 */
export function differences(before, after) {
  return new Map([
    ...differing("post", before.posts, after.posts, OF_POSTS),
    ...differing("unit", before.units, after.units, OF_UNITS),
  ]);
}

function* differing(kind, before, after, words) {
  const old = new Map(before.map((entity) => [entity.id, entity]));
  for (const entity of after) {
    const was = old.get(entity.id);
    old.delete(entity.id);
    const said = was ? wordsFor(was, entity, words) : ["new"];
    if (said.length) yield [`${kind}:${entity.id}`, said];
  }
  for (const id of old.keys()) yield [`${kind}:${id}`, ["ends"]];
}

function wordsFor(was, is, words) {
  const said = Object.keys(words).filter((field) => was[field] !== is[field]).map((field) => words[field]);
  if (String(was.dotted_to) !== String(is.dotted_to)) said.push("other dotted line");
  return said;
}
