import assert from "node:assert/strict";
import { test } from "node:test";
import { aimOf, dropped, inOrderOfWaves, withChange } from "../../src/mlorg/web/static/editor/edits.js";
import { advanced, begun, redone, undone } from "../../src/mlorg/web/static/editor/history.js";
import { differences } from "../../src/mlorg/web/static/chart/marks.js";
import { firm } from "./companies.mjs";

const box = (kind, id, chart) => ({ kind, entity: chart[`${kind}s`].find((each) => each.id === id) });
const drop = (dragged, target, follow = "both") => {
  const chart = firm();
  return dropped(box(...dragged, chart), box(...target, chart), follow, chart);
};

test("a post dropped on a manager changes line and seat, or only what was asked", () => {
  const [line, seat] = [{ report: { post: "clerk", to: "lab-lead" } }, { move: { post: "clerk", to: "lab" } }];
  assert.deepEqual(drop(["post", "clerk"], ["post", "lab-lead"]), [line, seat]);
  assert.deepEqual(drop(["post", "clerk"], ["post", "lab-lead"], "line"), [line]);
  assert.deepEqual(drop(["post", "clerk"], ["unit", "lab"], "seat"), [seat]);
});

test("what is there already makes no change", () => {
  assert.deepEqual(drop(["post", "clerk"], ["unit", "shop"]), []);
});

test("a unit dropped on another becomes part of it, and its head reports there", () => {
  assert.deepEqual(drop(["unit", "lab"], ["unit", "shop"]), [
    { set: { subject: "unit:lab", part_of: "shop" } },
    { report: { post: "lab-lead", to: "shop-lead" } },
  ]);
});

test("a later change of the same aim takes the place of the earlier one", () => {
  const first = { move: { post: "clerk", to: "lab" } };
  const second = { move: { post: "clerk", to: "firm" } };
  assert.deepEqual(withChange(withChange([], first), second), [second]);
});

test("a dated change of a file is kept, and the new one comes after it", () => {
  const dated = { on: "2026-04-01", move: { post: "clerk", to: "lab" } };
  const now = { move: { post: "clerk", to: "firm" } };
  assert.deepEqual(withChange([dated], now), [dated, now]);
});

test("owners of different responsibilities have different aims", () => {
  const own = (responsibility) => aimOf({ own: { asset: "unit:shop", responsibility, owner: "unit:lab" } });
  assert.notEqual(own("deploy"), own("maintain"));
  assert.equal(aimOf({ add_post: { id: "a" } }) === aimOf({ add_post: { id: "b" } }), false);
});

test("undo and redo walk the same path, and a new step forgets what was undone", () => {
  const two = advanced(advanced(begun("a"), "b"), "c");
  assert.equal(undone(undone(undone(two))).present, "a");
  assert.deepEqual(redone(undone(two)), two);
  assert.deepEqual(advanced(undone(two), "d"), { past: ["a", "b"], present: "d", future: [] });
  assert.equal(redone(two), two);
});

test("differences are told box by box", () => {
  const [before, after] = [firm(), firm()];
  after.posts[3] = { ...after.posts[3], unit: "lab", reports_to: "lab-lead" };
  after.posts.push({ ...after.posts[4], id: "newcomer" });
  after.units.pop();
  assert.deepEqual([...differences(before, after)], [
    ["post:clerk", ["moves", "new line"]],
    ["post:newcomer", ["new"]],
    ["unit:lab", ["ends"]],
  ]);
});

test("changes are counted in the order in which the server tells them", () => {
  const changes = [
    { on: "2026-07-01", wave: "b", move: {} },
    { move: {} },
    { on: "2026-04-01", wave: "a", move: {} },
    { on: "2026-09-01", wave: "a", move: {} },
  ];
  assert.deepEqual(inOrderOfWaves(changes), [1, 2, 3, 0]);
});
