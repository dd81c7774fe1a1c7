/** The option trees that `npm start` prints: every option once, whether it is on and linked, and what changed since the last print. */

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
    paymentRowsShown: true,
    customFieldCreation: "allowed",
    optionPostTakesExternalId: false,
    itemPostTakesExternalId: false,
    itemPriceDecimals: 6,
    optionObjectsShown: true,
    sumsAsNumbers: true,
  });

const field = { id: 7, name: "Accounts", options };

test("children are below their parents, numbers are in one column, and options that are off or not linked say so", () => {
  const [tree, ...others] = treesOf(worldOf({ itemCustomFields: [field] }), "Accounts");
  expect(others).toEqual([]);
  expect(tree && countsOf(tree)).toBe("5 item options, 1 off, 1 not linked");
  expect(tree && wholeTree(tree, 30)).toEqual([
    "100  Office (not linked)",
    "200  Travel",
    "210    Air",
    "220    Old (off)",
    "     No number",
  ]);
});

test("a tree is printed in columns where they fit, and no branch is split", () => {
  const [tree] = treesOf(worldOf({ itemCustomFields: [field] }), "Accounts");
  expect(tree && wholeTree(tree, 80)).toEqual([
    "100  Office (not linked)    200  Travel              No number",
    "                            210    Air",
    "                            220    Old (off)",
  ]);
});

test("the second time, only changes are shown, with their parents and what moved with them", () => {
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

test("an item field and a document field of one name are two trees, locations are one, an unknown name is none", () => {
  const world = worldOf({ itemCustomFields: [field], documentCustomFields: [{ id: 8, name: "Accounts" }] });
  expect(treesOf(world, "Accounts").map(countsOf)).toEqual([
    "5 item options, 1 off, 1 not linked",
    "0 document options",
  ]);
  expect(treesOf(world, "Locations").map(countsOf)).toEqual(["0 locations"]);
  expect(treesOf(world, "Nothing")).toEqual([]);
});

test("a tree of thousands is cut off and says how many entries are left", () => {
  const many = Array.from({ length: 1_000 }, (_, n) => option(n + 1, `Option ${n}`, null));
  const [tree] = treesOf(worldOf({ itemCustomFields: [{ ...field, options: many }] }), "Accounts");
  expect(tree && wholeTree(tree, 80).at(-1)).toBe("… 940 more");
});
