import assert from "node:assert/strict";
import { test } from "node:test";
import { BOX, placed } from "../../src/mlorg/web/static/chart/layout.js";
import { broad } from "./companies.mjs";

const overlap = (one, other) => Math.abs(one.x - other.x) < BOX.width && Math.abs(one.y - other.y) < BOX.height;

test("no two boxes overlap, and all lie within the drawing", () => {
  for (const roots of [[broad(3, 4)], [broad(9, 2), broad(1, 5, "s"), broad(20, 1, "t")], [broad(30, 1)]]) {
    const { spots, width, height } = placed(roots);
    const all = [...spots.values()];
    all.forEach((one, i) => all.slice(i + 1).forEach((other) => assert.ok(!overlap(one, other))));
    all.forEach(({ x, y }) => assert.ok(x >= 0 && y >= 0 && x + BOX.width <= width + 1e-9 && y + BOX.height <= height));
  }
});

test("a parent stands above the middle of its outermost children", () => {
  const { spots } = placed([broad(3, 2)]);
  const [first, last] = [spots.get("r.0").x, spots.get("r.2").x];
  assert.equal(spots.get("r").x, (first + last) / 2);
});

test("thirty leaves make a block, not a row", () => {
  const { width, height } = placed([broad(30, 1)]);
  assert.ok(width < 5 * (BOX.width + 40) && height < 10 * (BOX.height + 30));
});

test("every box but the roots has one line to it", () => {
  const { links, spots } = placed([broad(3, 3), broad(2, 1, "s")]);
  assert.equal(links.length, spots.size - 2);
  assert.equal(new Set(links.map((link) => link.to)).size, links.length);
});

test("nothing makes an empty drawing", () => {
  assert.deepEqual(placed([]), { spots: new Map(), links: [], width: 0, height: 0 });
});

test("five hundred boxes are placed within one frame of thirty a second", () => {
  const roots = [broad(7, 3), broad(9, 2, "s")];
  placed(roots);
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    placed(roots);
    return performance.now() - start;
  });
  assert.ok(Math.min(...times) < 33, `${Math.min(...times)} ms`);
});
