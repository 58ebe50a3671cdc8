/**
 * Places the boxes of a chart: subtrees side by side, as close as their outlines allow, parents over the middle of
 * their children; children without children of their own stand in stacks, so that thirty people fill a block.
 *
 * The outlines are those of Reingold and Tilford, "Tidier drawings of trees", IEEE Transactions on Software
 * Engineering SE-7(2), 1981, here one left and one right edge for each row of boxes.
 */

/** Sizes in pixels of the drawing. */
export const BOX = { width: 204, height: 52 };
const GAP = { side: 26, below: 26 };
const PITCH = { x: BOX.width + GAP.side, y: BOX.height + GAP.below };
const STACK = 8;

/**
 * @typedef {{id: string, children: Tree[]}} Tree what is to be seen, nested
 * @typedef {{x: number, y: number}} Spot left upper corner of a box
 * @typedef {{from: string, to: string, path: string}} Link
 * @typedef {{spots: Map<string, Spot>, links: Link[], width: number, height: number}} Placed
 * @typedef {{left: number[], right: number[], place: (x: number, row: number) => void}} Block
 *   edges by row around the middle of a part of the drawing, and how to put it somewhere
 */

/** @param {Tree[]} roots @returns {Placed} */
export function placed(roots) {
  const drawing = { spots: new Map(), links: [], width: 0, height: 0 };
  const all = sideBySide(roots.map((root) => blockOf(root, drawing)));
  all.place(-Math.min(...all.left, 0), 0);
  drawing.width = Math.max(...all.right, 0) - Math.min(...all.left, 0);
  drawing.height = Math.max(all.left.length * PITCH.y - GAP.below, 0);
  return drawing;
}

/** @returns {Block} a node over its children */
function blockOf(node, drawing) {
  const leaves = node.children.filter((child) => child.children.length === 0);
  const inner = node.children.filter((child) => child.children.length > 0);
  const parts = inner.map((child) => blockOf(child, drawing));
  if (leaves.length) parts.unshift(stackOf(leaves, node, drawing));
  const below = sideBySide(parts);
  return {
    left: [-BOX.width / 2, ...below.left],
    right: [BOX.width / 2, ...below.right],
    place(x, row) {
      drawing.spots.set(node.id, { x: x - BOX.width / 2, y: row * PITCH.y });
      below.place(x, row + 1);
      for (const child of inner) drawing.links.push(linkFromAbove(node.id, child.id, drawing.spots));
    },
  };
}

/** @returns {Block} leaves in columns of equal height */
function stackOf(leaves, parent, drawing) {
  const columns = Math.ceil(leaves.length / STACK);
  const rows = Math.ceil(leaves.length / columns);
  const half = (columns * PITCH.x - GAP.side) / 2;
  return {
    left: Array(rows).fill(-half),
    right: Array(rows).fill(half),
    place(x, row) {
      leaves.forEach((leaf, i) => {
        const left = x - half + Math.floor(i / rows) * PITCH.x;
        drawing.spots.set(leaf.id, { x: left, y: (row + (i % rows)) * PITCH.y });
        drawing.links.push(linkFromSide(parent.id, leaf.id, drawing.spots));
      });
    },
  };
}

/** @param {Block[]} blocks @returns {Block} the blocks as close together as their outlines allow */
function sideBySide(blocks) {
  const left = [];
  const right = [];
  const shifts = blocks.map((block) => {
    const shift = shiftBeside(right, block.left);
    block.left.forEach((edge, row) => {
      left[row] = Math.min(left[row] ?? Infinity, edge + shift);
      right[row] = Math.max(right[row] ?? -Infinity, block.right[row] + shift);
    });
    return shift;
  });
  const middle = blocks.length ? (shifts[0] + shifts[shifts.length - 1]) / 2 : 0;
  return {
    left: left.map((edge) => edge - middle),
    right: right.map((edge) => edge - middle),
    place(x, row) {
      blocks.forEach((block, i) => block.place(x + shifts[i] - middle, row));
    },
  };
}

function shiftBeside(right, left) {
  let shift = right.length ? -Infinity : 0;
  const rows = Math.min(right.length, left.length);
  for (let row = 0; row < rows; row++) shift = Math.max(shift, right[row] + GAP.side - left[row]);
  return shift;
}

/** Down from the middle of the parent, across, and down to the middle of the child. */
function linkFromAbove(from, to, spots) {
  const [start, end] = [bottomOf(spots.get(from)), spots.get(to)];
  const x = end.x + BOX.width / 2;
  return { from, to, path: `M${start.x} ${start.y}V${start.y + GAP.below / 2}H${x}V${end.y}` };
}

/** Down from the middle of the parent, across, down beside the stack, and into the child from its left. */
function linkFromSide(from, to, spots) {
  const [start, end] = [bottomOf(spots.get(from)), spots.get(to)];
  const [x, y] = [end.x - GAP.side / 2, end.y + BOX.height / 2];
  return { from, to, path: `M${start.x} ${start.y}V${start.y + GAP.below / 2}H${x}V${y}H${end.x}` };
}

const bottomOf = (spot) => ({ x: spot.x + BOX.width / 2, y: spot.y + BOX.height });

/** A curve between two boxes that no line joins. @param {Spot} one @param {Spot} other @returns {string} */
export function curveBetween(one, other) {
  const [a, b] = [bottomOf(one), { x: other.x + BOX.width / 2, y: other.y + BOX.height }];
  const low = Math.max(a.y, b.y) + GAP.below;
  return `M${a.x} ${a.y}C${a.x} ${low} ${b.x} ${low} ${b.x} ${b.y}`;
}
