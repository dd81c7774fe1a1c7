/** BILL's lists as Precoro's custom fields: hierarchy, names, and changes in BILL. */

import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import {
  account,
  accountsWorld,
  all,
  choose,
  expectedTree,
  id,
  importList,
  optionNamed,
  travel,
  treeOf,
  update,
} from "./accountsWorld";

test("a list in any order becomes a field with its hierarchy, unique names, codes and links", () =>
  withSimulation(accountsWorld(travel), async (simulation) => {
    const { execution, writes } = await importList(simulation, all);
    expect(treeOf(simulation)).toEqual(expectedTree);
    expect(resultsOf(execution)).toEqual(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [id(n), "created"])));
    expect(optionNamed(simulation, "Travel").option).toMatchObject({
      code: "6200",
      externalId: id(1),
      enable: true,
    });
    // One write for the field, two for each option: itself and its link.
    expect(writes).toHaveLength(1 + 2 * 5);
    expect((await importList(simulation, all)).writes).toEqual([]);
    expect((await importList(simulation, update)).writes).toEqual([]);
  }));

test("if POST accepts the link, an option takes one write", () =>
  withSimulation(
    accountsWorld(travel, { simulator: { optionPostTakesExternalId: true } }),
    async (simulation) => {
      expect((await importList(simulation, all)).writes).toHaveLength(1 + 5);
      expect(treeOf(simulation)).toEqual(expectedTree);
    },
  ));

test("only selected entries and their parents are imported; a later selection adds more and removes nothing", () =>
  withSimulation(accountsWorld(travel), async (simulation) => {
    expect(resultsOf((await importList(simulation, choose(2))).execution)).toEqual({
      [id(1)]: "created",
      [id(2)]: "created",
    });
    expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Travel", "    Air"]);
    await importList(simulation, choose(5));
    expect(treeOf(simulation)).toEqual(expectedTree.filter((line) => !line.includes("Other (Travel)")));
    expect(
      (await importList(simulation, { ...all, scope: "selected", optionIds: ["*"] })).writes,
    ).toHaveLength(2);
    expect(treeOf(simulation)).toEqual(expectedTree);
  }));

test("five levels are imported; only entries that are deeper, in a cycle or below an unknown parent are rejected", () =>
  withSimulation(
    accountsWorld([
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => account(n, `Level ${n}`, n === 1 ? undefined : n - 1)),
      account(11, "Hen", 12),
      account(12, "Egg", 11),
      account(13, "Chick", 11),
      account(14, "Orphan", 99),
      account(15, "Fine"),
    ]),
    async (simulation) => {
      const { execution } = await importList(simulation, all);
      expect(resultsOf(execution)).toEqual({
        ...Object.fromEntries([1, 2, 3, 4, 5, 15].map((n) => [id(n), "created"])),
        [id(6)]: "rejected too-many-levels",
        [id(7)]: "rejected too-many-levels",
        [id(11)]: "rejected circular-parent",
        [id(12)]: "rejected circular-parent",
        [id(13)]: "rejected parent-invalid",
        [id(14)]: "rejected parent-not-found",
      });
      expect(messageOf(execution, id(6))).toBe(
        "Level 6 is on level 6 in BILL, but Precoro allows 5 levels. Move it up in BILL, then run Import List again.",
      );
      expect(messageOf(execution, id(11))).toContain("(Hen › Egg › Hen)");
    },
  ));

test("an update changes names, parents and what is active; a branch moves as a whole", () =>
  withSimulation(accountsWorld(travel), async (simulation) => {
    const { bill } = simulation;
    await importList(simulation, all);
    bill.world.edit(id(2), { name: "Flights" });
    bill.world.edit(id(1), { parentId: id(3) });
    bill.world.archive(id(5));
    const { execution, writes } = await importList(simulation, update);
    expect(resultsOf(execution)).toEqual({
      [id(1)]: "updated",
      [id(2)]: "updated",
      [id(3)]: "unchanged",
      [id(4)]: "unchanged",
      [id(5)]: "archived",
    });
    expect(writes).toHaveLength(3);
    expect(treeOf(simulation)).toEqual([
      "Bill Chart of Accounts",
      "  Office",
      "    Other (Office) (off)",
      "    Travel",
      "      Flights",
      "      Other (Travel)",
    ]);
    bill.world.restore(id(5));
    expect(resultsOf((await importList(simulation, update)).execution)[id(5)]).toBe("restored");
  }));

test("options that change places: a branch that is too deep for its new parent waits until its own children have moved", () =>
  withSimulation(
    accountsWorld([
      ...[1, 2, 3, 4].map((n) => account(n, `A${n}`, n === 1 ? undefined : n - 1)),
      ...[11, 12, 13].map((n) => account(n, `B${n}`, n === 11 ? undefined : n - 1)),
    ]),
    async (simulation) => {
      const { bill } = simulation;
      await importList(simulation, all);
      // A1 moves below B12 to level 3; A4, which would then be on level 6, moves below B13.
      bill.world.edit(id(1), { parentId: id(12) });
      bill.world.edit(id(4), { parentId: id(13) });
      const { execution } = await importList(simulation, update);
      expect(Object.values(resultsOf(execution)).filter((outcome) => outcome.startsWith("rejected"))).toEqual(
        [],
      );
      expect(treeOf(simulation)).toEqual([
        "Bill Chart of Accounts",
        "  B11",
        "    B12",
        "      A1",
        "        A2",
        "          A3",
        "      B13",
        "        A4",
      ]);
    },
  ));

test("an option without a valid place leaves its old one, and returns when BILL is corrected", () =>
  withSimulation(
    accountsWorld([1, 2, 3, 4, 5, 9].map((n) => account(n, `L${n}`, n === 1 || n === 9 ? undefined : n - 1))),
    async (simulation) => {
      const { bill } = simulation;
      await importList(simulation, all);
      bill.world.edit(id(1), { parentId: id(9) });
      const { execution } = await importList(simulation, update);
      expect(resultsOf(execution)).toMatchObject({ [id(5)]: "rejected too-many-levels", [id(1)]: "updated" });
      expect(treeOf(simulation)).toEqual([
        "Bill Chart of Accounts",
        "  L5",
        "  L9",
        "    L1",
        "      L2",
        "        L3",
        "          L4",
      ]);
      expect((await importList(simulation, update)).writes).toEqual([]);
      bill.world.edit(id(5), { parentId: id(1) });
      expect(resultsOf((await importList(simulation, update)).execution)[id(5)]).toBe("updated");
    },
  ));

test("archived entries are not imported, except for a parent of active ones, which is disabled", () =>
  withSimulation(
    accountsWorld([
      account(1, "Old", undefined, { archived: true }),
      account(2, "Still used", 1),
      account(3, "Gone", undefined, { archived: true }),
    ]),
    async (simulation) => {
      const { execution } = await importList(simulation, all);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "created",
        [id(2)]: "created",
        [id(3)]: "skipped list-entry-archived",
      });
      expect(treeOf(simulation)).toEqual(["Bill Chart of Accounts", "  Old (off)", "    Still used"]);
    },
  ));

test("a non-posting account is imported only as a parent", () =>
  withSimulation(
    accountsWorld([
      account(1, "Heading", undefined, { account: { type: "NON_POSTING" } }),
      account(2, "Real", 1),
      account(3, "Memo", undefined, { account: { type: "NON_POSTING" } }),
    ]),
    async (simulation) => {
      expect(resultsOf((await importList(simulation, all)).execution)).toEqual({
        [id(1)]: "created",
        [id(2)]: "created",
        [id(3)]: "skipped account-not-postable",
      });
    },
  ));
