/** BILL's lists as Precoro's fields: hierarchy, names, what changes on either side, and what must be made by hand. */

import { messageOf, onStage, resultsOf } from "../kit/onStage";
import {
  account,
  accounts,
  all,
  choose,
  full,
  id,
  importing,
  optionNamed,
  travel,
  treeOf,
  update,
} from "./accounts";

test("a list in any order becomes a field with its hierarchy, names that can be told apart, codes and links", () =>
  onStage(accounts(travel), async (stage) => {
    const { execution, writes } = await importing(stage, all);
    expect(treeOf(stage)).toEqual(full);
    expect(resultsOf(execution)).toEqual(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [id(n), "created"])));
    expect(optionNamed(stage, "Travel").option).toMatchObject({
      code: "6200",
      externalId: id(1),
      enable: true,
    });
    // One for the field, two for each option: it and its link.
    expect(writes).toHaveLength(1 + 2 * 5);
    expect((await importing(stage, all)).writes).toEqual([]);
    expect((await importing(stage, update)).writes).toEqual([]);
  }));

test("where POST takes the link, one write makes an option", () =>
  onStage(accounts(travel, { simulator: { optionPostTakesExternalId: true } }), async (stage) => {
    expect((await importing(stage, all)).writes).toHaveLength(1 + 5);
    expect(treeOf(stage)).toEqual(full);
  }));

test("only what is chosen comes, its parents with it; choosing later adds more and takes nothing away", () =>
  onStage(accounts(travel), async (stage) => {
    expect(resultsOf((await importing(stage, choose(2))).execution)).toEqual({
      [id(1)]: "created",
      [id(2)]: "created",
    });
    expect(treeOf(stage)).toEqual(["Bill Chart of Accounts", "  Travel", "    Air"]);
    await importing(stage, choose(5));
    expect(treeOf(stage)).toEqual(full.filter((line) => !line.includes("Other (Travel)")));
    expect((await importing(stage, { ...all, scope: "selected", optionIds: ["*"] })).writes).toHaveLength(2);
    expect(treeOf(stage)).toEqual(full);
  }));

test("five levels fit; what lies deeper, in a circle or below nothing is rejected with its reason, alone", () =>
  onStage(
    accounts([
      ...[1, 2, 3, 4, 5, 6, 7].map((n) => account(n, `Level ${n}`, n === 1 ? undefined : n - 1)),
      account(11, "Hen", 12),
      account(12, "Egg", 11),
      account(13, "Chick", 11),
      account(14, "Orphan", 99),
      account(15, "Fine"),
    ]),
    async (stage) => {
      const { execution } = await importing(stage, all);
      expect(resultsOf(execution)).toEqual({
        ...Object.fromEntries([1, 2, 3, 4, 5, 15].map((n) => [id(n), "created"])),
        [id(6)]: "rejected too-deep",
        [id(7)]: "rejected too-deep",
        [id(11)]: "rejected entry-in-circle",
        [id(12)]: "rejected entry-in-circle",
        [id(13)]: "rejected parent-without-place",
        [id(14)]: "rejected parent-missing",
      });
      expect(messageOf(execution, id(6))).toBe(
        "Level 6 is on level 6 in BILL; Precoro takes 5. Move it up in BILL, then update the list.",
      );
      expect(messageOf(execution, id(11))).toContain("(Hen › Egg › Hen)");
    },
  ));

test("an update brings names, parents and what is active; a moved branch moves whole", () =>
  onStage(accounts(travel), async (stage) => {
    const { bill } = stage;
    await importing(stage, all);
    bill.world.edit(id(2), { name: "Flights" });
    bill.world.edit(id(1), { parentId: id(3) });
    bill.world.archive(id(5));
    const { execution, writes } = await importing(stage, update);
    expect(resultsOf(execution)).toEqual({
      [id(1)]: "updated",
      [id(2)]: "updated",
      [id(3)]: "unchanged",
      [id(4)]: "unchanged",
      [id(5)]: "archived",
    });
    expect(writes).toHaveLength(3);
    expect(treeOf(stage)).toEqual([
      "Bill Chart of Accounts",
      "  Office",
      "    Other (Office) (off)",
      "    Travel",
      "      Flights",
      "      Other (Travel)",
    ]);
    bill.world.restore(id(5));
    expect(resultsOf((await importing(stage, update)).execution)[id(5)]).toBe("restored");
  }));

test("options that change places: a branch that grows too tall for its new place waits until its own have left", () =>
  onStage(
    accounts([
      ...[1, 2, 3, 4].map((n) => account(n, `A${n}`, n === 1 ? undefined : n - 1)),
      ...[11, 12, 13].map((n) => account(n, `B${n}`, n === 11 ? undefined : n - 1)),
    ]),
    async (stage) => {
      const { bill } = stage;
      await importing(stage, all);
      // A1 goes below B12 to level 3; A4, which would then be on level 6, goes below B13.
      bill.world.edit(id(1), { parentId: id(12) });
      bill.world.edit(id(4), { parentId: id(13) });
      const { execution } = await importing(stage, update);
      expect(Object.values(resultsOf(execution)).filter((outcome) => outcome.startsWith("rejected"))).toEqual(
        [],
      );
      expect(treeOf(stage)).toEqual([
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

test("an option that has no place any more leaves its old one, and comes back when BILL is put right", () =>
  onStage(
    accounts([1, 2, 3, 4, 5, 9].map((n) => account(n, `L${n}`, n === 1 || n === 9 ? undefined : n - 1))),
    async (stage) => {
      const { bill } = stage;
      await importing(stage, all);
      bill.world.edit(id(1), { parentId: id(9) });
      const { execution } = await importing(stage, update);
      expect(resultsOf(execution)).toMatchObject({ [id(5)]: "rejected too-deep", [id(1)]: "updated" });
      expect(treeOf(stage)).toEqual([
        "Bill Chart of Accounts",
        "  L5",
        "  L9",
        "    L1",
        "      L2",
        "        L3",
        "          L4",
      ]);
      expect((await importing(stage, update)).writes).toEqual([]);
      bill.world.edit(id(5), { parentId: id(1) });
      expect(resultsOf((await importing(stage, update)).execution)[id(5)]).toBe("updated");
    },
  ));

test("archived ones are not imported; one that others lie below comes switched off", () =>
  onStage(
    accounts([
      account(1, "Old", undefined, { archived: true }),
      account(2, "Still used", 1),
      account(3, "Gone", undefined, { archived: true }),
    ]),
    async (stage) => {
      const { execution } = await importing(stage, all);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "created",
        [id(2)]: "created",
        [id(3)]: "skipped entry-archived",
      });
      expect(treeOf(stage)).toEqual(["Bill Chart of Accounts", "  Old (off)", "    Still used"]);
    },
  ));

test("an account that nothing can be posted to comes only for the sake of those below it", () =>
  onStage(
    accounts([
      account(1, "Heading", undefined, { account: { type: "NON_POSTING" } }),
      account(2, "Real", 1),
      account(3, "Memo", undefined, { account: { type: "NON_POSTING" } }),
    ]),
    async (stage) => {
      expect(resultsOf((await importing(stage, all)).execution)).toEqual({
        [id(1)]: "created",
        [id(2)]: "created",
        [id(3)]: "skipped entry-not-postable",
      });
    },
  ));
