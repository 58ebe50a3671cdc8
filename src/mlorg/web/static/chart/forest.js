/**
 * An organisation as a forest of nodes: posts under the post they report to, or units with the posts that sit in them.
 * Nothing here knows of a screen.
 */

/**
 * @typedef {object} Post
 * @property {string} id
 * @property {string} title
 * @property {string} role
 * @property {string} unit id of the unit it sits in, '' where not known
 * @property {string} reports_to id of the manager's post, '' where there is none
 * @property {string} line post, top, outside, unknown or absent
 * @property {string[]} dotted_to ids of posts it reports to beside its line
 * @property {boolean} vacant
 * @property {boolean} ml
 * @property {string} mandate
 * @property {string} manager_kind
 *
 * @typedef {object} Unit
 * @property {string} id
 * @property {string} name
 * @property {string} part_of id of the unit around it, '' at the top
 * @property {string} head id of the post that leads it, '' where not known
 *
 * @typedef {{posts: Post[], units: Unit[], as_of?: string | null}} Chart `as_of` is the day it tells of
 *
 * @typedef {object} Node
 * @property {string} id kind:id
 * @property {'post'|'unit'} kind
 * @property {string} label
 * @property {string} note second line of the box
 * @property {Post|Unit} entity
 * @property {Node|null} parent
 * @property {Node[]} children large branches first
 * @property {number} below nodes under it
 * @property {boolean} elsewhere it sits outside the unit of the post it reports to
 *
 * @typedef {{roots: Node[], nodes: Map<string, Node>}} Forest
 */

/** @param {Chart} chart @returns {Forest} posts under the post they report to */
export function forestOfLines(chart) {
  const units = new Map(chart.units.map((unit) => [unit.id, unit]));
  const posts = new Map(chart.posts.map((post) => [post.id, post]));
  return grown(chart.posts.map((post) => {
    const node = nodeOfPost(post, units.get(post.unit)?.name ?? "");
    node.elsewhere = sitsElsewhere(post, posts, units);
    return /** @type {[Node, string]} */ ([node, `post:${post.reports_to}`]);
  }));
}

/** @param {Chart} chart @returns {Forest} units under the unit they are part of, with the posts that sit in them */
export function forestOfUnits(chart) {
  const units = new Map(chart.units.map((unit) => [unit.id, unit]));
  const posts = new Map(chart.posts.map((post) => [post.id, post]));
  const parts = chart.units.map((unit) => [nodeOfUnit(unit, posts), `unit:${unit.part_of}`]);
  const seated = chart.posts.map((post) => {
    const node = nodeOfPost(post, managerOf(post, posts));
    node.elsewhere = sitsElsewhere(post, posts, units);
    return [node, `unit:${post.unit}`];
  });
  return grown(/** @type {[Node, string][]} */ ([...parts, ...seated]));
}

/** True if a post sits neither in its manager's unit nor in a part of it. */
function sitsElsewhere(post, posts, units) {
  const manager = posts.get(post.reports_to);
  const passed = new Set();
  for (let unit = post.unit; manager && !passed.has(unit); unit = units.get(unit)?.part_of ?? "") {
    if (unit === manager.unit) return false;
    passed.add(unit);
  }
  return manager !== undefined;
}

function managerOf(post, posts) {
  const manager = posts.get(post.reports_to);
  return manager ? `reports to ${manager.title}` : { top: "reports to nobody", unknown: "line not stated" }[post.line] ?? "";
}

/** @returns {Node} */
function nodeOfPost(post, note) {
  return { ...EMPTY, children: [], id: `post:${post.id}`, kind: "post", label: post.title, note, entity: post };
}

/** @returns {Node} */
function nodeOfUnit(unit, posts) {
  const head = posts.get(unit.head);
  const note = head ? `led by ${head.title}` : "no known head";
  return { ...EMPTY, children: [], id: `unit:${unit.id}`, kind: "unit", label: unit.name, note, entity: unit };
}

const EMPTY = { parent: null, below: 0, elsewhere: false };

/** @param {[Node, string][]} parents each node with the id of the node above it @returns {Forest} */
function grown(parents) {
  const nodes = new Map(parents.map(([node]) => [node.id, node]));
  for (const [node, above] of parents) {
    const parent = nodes.get(above);
    if (parent && !isAbove(node, parent)) {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  const roots = [...nodes.values()].filter((node) => node.parent === null);
  roots.forEach(countBelow);
  return { roots: roots.sort(largeFirst), nodes };
}

/** True if `node` is `other` or stands above it: a line that goes in a circle is cut where it closes. */
export function isAbove(node, other) {
  for (let at = other; at; at = at.parent) if (at === node) return true;
  return false;
}

function countBelow(node) {
  node.below = node.children.reduce((sum, child) => sum + countBelow(child) + 1, 0);
  node.children.sort(largeFirst);
  return node.below;
}

function largeFirst(one, other) {
  if (one.kind !== other.kind) return one.kind === "unit" ? -1 : 1;
  return other.below - one.below || one.label.localeCompare(other.label) || one.id.localeCompare(other.id);
}

/** @param {Node} node @returns {Node[]} all nodes above it, nearest first */
export function ancestors(node) {
  const found = [];
  for (let at = node.parent; at; at = at.parent) found.push(at);
  return found;
}

/** @param {Node[]} roots @param {Set<string>} open @returns {Node[]} what is to be seen, parents before children */
export function visibleNodes(roots, open) {
  const found = [];
  const visit = (node) => {
    found.push(node);
    if (open.has(node.id)) node.children.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

/** Opens level by level from the top as long as no more than `most` boxes are to be seen. @returns {Set<string>} */
export function openToFit(roots, most) {
  const open = new Set();
  let level = roots;
  let seen = roots.length;
  while (level.length) {
    const next = level.flatMap((node) => node.children);
    if (!next.length || seen + next.length > most) break;
    level.filter((node) => node.children.length).forEach((node) => open.add(node.id));
    seen += next.length;
    level = next;
  }
  return open;
}

/** @param {Chart} chart @param {string} unit id @returns {Chart} only this unit, its parts and who sits in them */
export function withinUnit(chart, unit) {
  const kept = new Set([unit]);
  for (let size = 0; size !== kept.size; ) {
    size = kept.size;
    for (const each of chart.units) if (kept.has(each.part_of)) kept.add(each.id);
  }
  return {
    posts: chart.posts.filter((post) => kept.has(post.unit)),
    units: chart.units.filter((each) => kept.has(each.id)),
  };
}

/** @param {Chart} chart @param {Set<string>} ids @returns {Chart} only what is named, and all that stands above it */
export function onlyAround(chart, ids) {
  const kept = new Set(ids);
  for (const forest of [forestOfLines(chart), forestOfUnits(chart)]) {
    for (const id of ids) {
      const node = forest.nodes.get(id);
      if (node) ancestors(node).forEach((above) => kept.add(above.id));
    }
  }
  return {
    posts: chart.posts.filter((post) => kept.has(`post:${post.id}`)),
    units: chart.units.filter((unit) => kept.has(`unit:${unit.id}`)),
  };
}

/** @param {Iterable<Node>} nodes @param {string} words @returns {Node[]} whose label or note holds all the words */
export function found(nodes, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return [...nodes].filter((node) => {
    const text = `${node.label} ${node.note} ${node.id}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
