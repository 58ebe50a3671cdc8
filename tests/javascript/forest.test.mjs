import assert from "node:assert/strict";
import { test } from "node:test";
import * as forest from "../../src/mlorg/web/static/chart/forest.js";
import { firm, post } from "./companies.mjs";

const ids = (nodes) => nodes.map((node) => node.id);

test("posts stand under the post they report to, large branches first", () => {
  const { roots, nodes } = forest.forestOfLines(firm());
  assert.deepEqual(ids(roots), ["post:boss"]);
  assert.deepEqual(ids(roots[0].children), ["post:shop-lead", "post:lab-lead"]);
  assert.equal(nodes.get("post:boss").below, 5);
});

test("posts stand in the unit they sit in, after its parts", () => {
  const { roots } = forest.forestOfUnits(firm());
  assert.deepEqual(ids(roots), ["unit:firm"]);
  assert.deepEqual(ids(roots[0].children), ["unit:shop", "unit:lab", "post:boss"]);
});

test("who sits elsewhere than the manager is marked in both", () => {
  const chart = firm();
  chart.posts.push(post("guest", "shop", "lab-lead"));
  for (const grown of [forest.forestOfLines, forest.forestOfUnits]) {
    assert.ok(grown(chart).nodes.get("post:guest").elsewhere);
    assert.ok(!grown(chart).nodes.get("post:clerk").elsewhere);
  }
});

test("lines in a circle lose nobody", () => {
  const { roots, nodes } = forest.forestOfLines({ units: [], posts: [post("a", "", "b"), post("b", "", "a")] });
  assert.equal(forest.visibleNodes(roots, new Set(nodes.keys())).length, 2);
});

test("levels are opened as long as the boxes fit", () => {
  const { roots } = forest.forestOfLines(firm());
  assert.deepEqual([...forest.openToFit(roots, 3)], ["post:boss"]);
  assert.equal(forest.visibleNodes(roots, forest.openToFit(roots, 6)).length, 6);
});

test("a unit alone keeps its parts and its people", () => {
  const { posts, units } = forest.withinUnit(firm(), "lab");
  assert.deepEqual(posts.map((each) => each.id), ["lab-lead", "researcher"]);
  assert.deepEqual(units.map((each) => each.id), ["lab"]);
});

test("only what changed is kept, with the lines above it", () => {
  const { posts, units } = forest.onlyAround(firm(), new Set(["post:researcher"]));
  assert.deepEqual(posts.map((each) => each.id), ["boss", "lab-lead", "researcher"]);
  assert.deepEqual(units.map((each) => each.id), ["firm", "lab"]);
});

test("all words of a search must occur, in any order", () => {
  const { nodes } = forest.forestOfLines(firm());
  assert.deepEqual(ids(forest.found(nodes.values(), "LEAD shop")), ["post:shop-lead"]);
  assert.deepEqual(forest.found(nodes.values(), "  "), []);
});
