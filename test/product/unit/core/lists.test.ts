/** The rules of lists and items, one by one: the hierarchy, option names, types of items, and when two items differ. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CatalogItem,
  type Item,
  itemTypes,
  saysSameItem,
  toCatalog,
} from "../../../../connector/core/items/item";
import type { SentPrice } from "../../../../connector/core/items/itemPrice";
import { accountTypes, isPostable } from "../../../../connector/core/lists/accountType";
import type { ListEntry } from "../../../../connector/core/lists/listEntry";
import { optionNames } from "../../../../connector/core/lists/optionName";
import { ancestorsOf, buildTree } from "../../../../connector/core/lists/tree";
import { money } from "../../../../connector/core/money";
import { isStopped } from "../../../../connector/core/outcome";

const entry = (id: string, name: string, parentId?: string, number?: string): ListEntry => ({
  id,
  name,
  archived: false,
  ...(parentId === undefined ? {} : { parentId }),
  ...(number === undefined ? {} : { number }),
});

/** The enums of BILL's reference, as the fixture of its shapes has them (connector/bill/API.md §8). */
const { enums } = JSON.parse(
  readFileSync(join(__dirname, "../../../simulators/bill/contract/bill-v3-shapes.json"), "utf8"),
) as { enums: { "account.type": string[]; type: string[] } };

describe("the tables are complete", () => {
  test("seventeen types of accounts, fifteen of items", () => {
    expect([...accountTypes].sort()).toEqual([...enums["account.type"]].sort());
    expect([...itemTypes].sort()).toEqual([...enums.type].sort());
    expect([accountTypes.length, itemTypes.length]).toEqual([17, 15]);
  });

  test("an unknown type of account counts as postable", () => {
    expect([isPostable("SOMETHING_NEW"), isPostable(undefined), isPostable("NON_POSTING")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("every type of item becomes one of Precoro's four, or has a reason", () => {
    const became = Object.fromEntries(
      enums.type.map((type) => {
        const content = toCatalog({ id: "0ii01X", name: "X", archived: false, type });
        return [type, isStopped(content) ? content.reason : content.type];
      }),
    );
    expect(became).toEqual({
      INVENTORY: 0,
      INVENTORY_ASSEMBLY: 0,
      NON_INVENTORY: 1,
      FIXED_ASSET: 1,
      EXPENSE: 1,
      SERVICE: 2,
      OTHER_CHARGE: 2,
      SALES_TAX: 3,
      SALES_TAX_GROUP: 3,
      DISCOUNT: "item-not-purchasable",
      PAYMENT: "item-not-purchasable",
      SUBTOTAL: "item-not-purchasable",
      GROUP: "item-is-group",
      CATEGORY: "item-is-group",
      UNKNOWN: "item-type-unknown",
    });
  });
});

describe("the hierarchy", () => {
  /** By id, the ancestors of each entry, or why it has no place. */
  const treeOf = (entries: ListEntry[]) =>
    Object.fromEntries(
      [...buildTree(entries)].map(([id, node]) => [
        id,
        isStopped(node)
          ? node.reason
          : ancestorsOf(node)
              .map(({ entry: above }) => above.id)
              .join(">"),
      ]),
    );

  test("parents after their children, and an entry that is its own parent", () => {
    expect(
      treeOf([entry("c", "C", "b"), entry("b", "B", "a"), entry("a", "A"), entry("s", "Self", "s")]),
    ).toEqual({
      a: "",
      b: "a",
      c: "a>b",
      s: "circular-parent",
    });
  });

  test("a circle affects only its own entries and those below it", () => {
    const circle = [entry("x", "X", "z"), entry("y", "Y", "x"), entry("z", "Z", "y"), entry("w", "W", "x")];
    expect(treeOf([...circle, entry("v", "V", "w"), entry("a", "A")])).toEqual({
      x: "circular-parent",
      y: "circular-parent",
      z: "circular-parent",
      w: "parent-invalid",
      v: "parent-invalid",
      a: "",
    });
  });

  test("a chain of ten thousand is followed", () => {
    const chain = Array.from({ length: 10_000 }, (_, n) =>
      entry(`e${n}`, `E${n}`, n === 0 ? undefined : `e${n - 1}`),
    );
    const found = treeOf(chain.reverse());
    expect(Object.values(found).filter((reason) => reason === "too-many-levels")).toHaveLength(9_995);
  });
});

describe("names", () => {
  const names = (entries: ListEntry[]) => [...optionNames(entries).values()];

  test.each<[string, ListEntry[], string[]]>([
    ["a unique name stays", [entry("1", "Travel"), entry("2", "Air", "1")], ["Travel", "Air"]],
    [
      "under different parents, the parent is added",
      [
        entry("1", "A"),
        entry("2", "B"),
        entry("3", "Other", "1"),
        entry("4", "other", "2"),
        entry("5", "Other"),
      ],
      ["A", "B", "Other (A)", "other (B)", "Other"],
    ],
    [
      "under parents of one name, more of the path",
      [
        entry("1", "A"),
        entry("2", "B"),
        entry("3", "X", "1"),
        entry("4", "X", "2"),
        entry("5", "O", "3"),
        entry("6", "O", "4"),
      ],
      ["A", "B", "X (A)", "X (B)", "O (A › X)", "O (B › X)"],
    ],
    [
      "under the same parent, the number or the id",
      [
        entry("1", "Cash", undefined, "1000"),
        entry("2", "Cash", undefined, "1001"),
        entry("3", "Bank"),
        entry("4", "Bank"),
      ],
      ["Cash #1000", "Cash #1001", "Bank #3", "Bank #4"],
    ],
    [
      "a generated name that is another entry's own",
      [entry("1", "A"), entry("2", "B"), entry("3", "O", "1"), entry("4", "O", "2"), entry("5", "O (A)")],
      ["A", "B", "O (A) #3", "O (B)", "O (A)"],
    ],
  ])("%s", (_, entries, expected) => expect(names(entries)).toEqual(expected));
});

describe("the same item", () => {
  const shown: CatalogItem = { id: "1", sku: "S", name: "X", type: 1, hidden: false, price: money("0.13") };
  const wanted = (price: string | undefined): Item => ({
    id: "0ii01X",
    name: "X",
    archived: false,
    type: "EXPENSE",
    ...(price === undefined ? {} : { price: money(price) }),
  });
  const sent = { sent: money("0.1349"), kept: money("0.13") };
  test.each<[what: string, price: string | undefined, last: SentPrice | undefined, same: boolean]>([
    ["the price shown", "0.13", undefined, true],
    ["no price in BILL", undefined, undefined, true],
    ["another price", "0.1349", undefined, false],
    ["the price that Precoro has made 0.13 of", "0.1349", sent, true],
    ["a price that was never sent, though it would round to 0.13", "0.1301", sent, false],
    [
      "what was sent, and made something else of than is shown now",
      "0.1349",
      { ...sent, kept: money("0.1") },
      false,
    ],
    ["what was sent, without a word of what became of it", "0.1349", { sent: sent.sent }, true],
  ])("%s", (_, price, last, same) => {
    const content = toCatalog(wanted(price), shown);
    expect(isStopped(content) ? undefined : saysSameItem(shown, content, last)).toBe(same);
  });

  test("an archived one is hidden, even if its type or its name would be refused", () => {
    const { id: _, externalId: __, ...content } = { ...shown, externalId: "0ii01X" };
    for (const set of [{ type: "DISCOUNT" }, { name: "x".repeat(301) }]) {
      const item = { ...wanted("7"), archived: true, ...set };
      expect(toCatalog(item, shown)).toEqual({ ...content, hidden: true });
      expect(isStopped(toCatalog({ ...item, archived: false }, shown))).toBe(true);
      expect(isStopped(toCatalog(item))).toBe(true);
    }
  });

  test("ten is not 10.40, however few decimals Precoro shows", () => {
    const ten = { ...shown, price: money("10") };
    const content = toCatalog(wanted("10.40"), ten);
    expect(isStopped(content) ? undefined : saysSameItem(ten, content)).toBe(false);
  });
});
