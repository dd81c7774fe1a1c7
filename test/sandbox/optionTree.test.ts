/** The trees that `npm start` shows: every option once, its standing, and what has changed between two looks. */

import { createPrecoroWorld } from "../simulators/precoro/world";
import { changesIn, countsOf, treesOf, wholeTree } from "./optionTree";

const option = (id: number, name: string, parent: number | null, set: object = {}) => ({
  id,
  name,
  parent,
  externalId: `0ca01ACCOUNT${id}`,
  ...set,
});

const options = [
  option(3, "Air", 2, { code: "210" }),
  option(1, "Office", null, { code: "100", externalId: null }),
  option(2, "Travel", null, { code: "200" }),
  option(4, "Old", 2, { code: "220", enable: false }),
  option(5, "No number", null),
];

const worldOf = (records: Record<string, object[]>) =>
  createPrecoroWorld(records, {
    now: () => 0,
    onWebhook: () => {},
    supplierPostTakesExternalId: false,
    paymentPostTakesExternalId: false,
    putClearsArrays: false,
    externalIntegrationLogShown: true,
    customFieldCreation: "allowed",
    optionPostTakesExternalId: false,
    itemPostTakesExternalId: false,
    itemPriceDecimals: 6,
    optionObjectsShown: true,
  });

const field = { id: 7, name: "Accounts", options };

test("children stand below their parents, numbers in one column, and what is off or not linked says so", () => {
  const [tree, ...others] = treesOf(worldOf({ itemCustomFields: [field] }), "Accounts");
  expect(others).toEqual([]);
  expect(tree && countsOf(tree)).toBe("5 options of items, 1 off, 1 not linked");
  expect(tree && wholeTree(tree, 30)).toEqual([
    "100  Office (not linked)",
    "200  Travel",
    "210    Air",
    "220    Old (off)",
    "     No number",
  ]);
});

test("a tree is set in columns where they fit, and no branch is torn apart", () => {
  const [tree] = treesOf(worldOf({ itemCustomFields: [field] }), "Accounts");
  expect(tree && wholeTree(tree, 80)).toEqual([
    "100  Office (not linked)    200  Travel              No number",
    "                            210    Air",
    "                            220    Old (off)",
  ]);
});

test("of a second look, only what changed is shown, with what lies above it and what moved with it", () => {
  const world = worldOf({ itemCustomFields: [field] });
  const [before] = treesOf(world, "Accounts");
  world.editOption("itemCustomFields", 7, 2, { parent: 1 });
  world.editOption("itemCustomFields", 7, 4, { enable: true });
  const [after] = treesOf(world, "Accounts");
  expect(before && after && changesIn(before, after)).toEqual([
    "BEFORE              NOW",
    "200  Travel         100  Office (not linked)",
    "210    Air          200    Travel",
    "220    Old (off)    210      Air",
    "                    220      Old",
  ]);
  expect(after && changesIn(after, after)).toEqual([]);
});

test("fields of one name on items and documents are two trees, locations are one; others are none", () => {
  const world = worldOf({ itemCustomFields: [field], documentCustomFields: [{ id: 8, name: "Accounts" }] });
  expect(treesOf(world, "Accounts").map(countsOf)).toEqual([
    "5 options of items, 1 off, 1 not linked",
    "0 options of documents",
  ]);
  expect(treesOf(world, "Locations").map(countsOf)).toEqual(["0 locations"]);
  expect(treesOf(world, "Nothing")).toEqual([]);
});

test("a tree of thousands is shown in part, and says how many are left", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => option(n + 1, `Option ${n}`, null));
  const [tree] = treesOf(worldOf({ itemCustomFields: [{ ...field, options: many }] }), "Accounts");
  expect(tree && wholeTree(tree, 80).at(-1)).toBe("… 940 more");
});
