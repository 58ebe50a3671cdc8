/** Keys of a tree, as the ARIA Authoring Practices Guide describes them. */

const SPELLING_PAUSE = 600;

/** @param {import("./orgchart.js").OrgChart} chart */
export function enableKeys(chart) {
  const spell = spelling();
  chart.canvas.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const node = chart.forest.nodes.get(chart.current);
    if (!node) return;
    const act = spell.isGoingOn() && event.key === " " ? undefined : KEYS[event.key];
    if (act) act(chart, node);
    else if (event.key.length === 1) goTo(chart, matching(chart, node, spell.add(event.key)));
    else return;
    event.preventDefault();
  });
}

/** @type {Record<string, (chart: import("./orgchart.js").OrgChart, node: import("./forest.js").Node) => void>} */
const KEYS = {
  ArrowDown: (chart, node) => goTo(chart, beside(chart, node, 1)),
  ArrowUp: (chart, node) => goTo(chart, beside(chart, node, -1)),
  ArrowRight: (chart, node) => (isClosed(chart, node) ? chart.toggle(node) : goTo(chart, node.children[0])),
  ArrowLeft: (chart, node) => (chart.open.has(node.id) && node.children.length ? chart.toggle(node) : goTo(chart, node.parent)),
  Home: (chart) => goTo(chart, chart.visible[0]),
  End: (chart) => goTo(chart, chart.visible[chart.visible.length - 1]),
  Enter: (chart, node) => chart.activate(node),
  " ": (chart, node) => chart.toggle(node),
  "*": (chart, node) => openBeside(chart, node),
};

const isClosed = (chart, node) => node.children.length > 0 && !chart.open.has(node.id);

function goTo(chart, node) {
  if (node) chart.focus(node.id);
}

const beside = (chart, node, step) => chart.visible[chart.visible.indexOf(node) + step];

function openBeside(chart, node) {
  const siblings = node.parent ? node.parent.children : chart.forest.roots;
  siblings.filter((each) => each.children.length).forEach((each) => chart.open.add(each.id));
  chart.draw();
}

/** The next box after `node` whose label begins with what was typed. */
function matching(chart, node, typed) {
  const at = chart.visible.indexOf(node) + (typed.length > 1 ? 0 : 1);
  const inTurn = [...chart.visible.slice(at), ...chart.visible.slice(0, at)];
  return inTurn.find((each) => each.label.toLowerCase().startsWith(typed));
}

/** Joins letters that follow each other quickly. */
function spelling() {
  let typed = "";
  let last = -Infinity;
  const isGoingOn = () => performance.now() - last < SPELLING_PAUSE;
  return {
    isGoingOn,
    /** @param {string} letter @returns {string} all that was typed so far */
    add(letter) {
      typed = (isGoingOn() ? typed : "") + letter.toLowerCase();
      last = performance.now();
      return typed;
    },
  };
}
