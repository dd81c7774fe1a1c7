/** BILL's items in Precoro's catalogue: types, prices, names, what changes on either side. */
import type { Stage } from "../../sandbox/stage";
import type { WorldInput } from "../../sandbox/worldFile";
import { messageOf, onStage, resultsOf, writing } from "../kit/onStage";

const id = (n: number) => `0ii01ITEM${String(n).padStart(11, "0")}`;
const item = (n: number, set: object = {}) => ({
  id: id(n),
  name: `Item ${n}`,
  type: "NON_INVENTORY",
  price: 10,
  ...set,
});

const importing = (stage: Stage, body: object = { scope: "all" }) => writing(stage, "Import Items", body);
const world = (items: object[], more: Partial<WorldInput> = {}): WorldInput => ({ bill: { items }, ...more });

const catalogue = ({ precoro }: Stage) =>
  precoro.world.items().map(({ sku, name, type, price, hiddenInCatalog, externalId }) => ({
    sku,
    name,
    type,
    price,
    hidden: hiddenInCatalog,
    externalId,
  }));

test("items come with a SKU of their own, their price to the last decimal, and a link; a second run writes nothing", () =>
  onStage(
    world([
      item(1, { name: "Bürostuhl „Ærø“ 椅子", price: 0.123456, type: "INVENTORY" }),
      item(2, { price: 1234.5, type: "SERVICE" }),
      item(3, { name: "VAT", type: "SALES_TAX", price: undefined }),
    ]),
    async (stage) => {
      const { execution, writes } = await importing(stage);
      expect(resultsOf(execution)).toEqual({ [id(1)]: "created", [id(2)]: "created", [id(3)]: "created" });
      expect(catalogue(stage)).toEqual([
        {
          sku: `BILL-${id(1)}`,
          name: "Bürostuhl „Ærø“ 椅子",
          type: 0,
          price: "0.123456",
          hidden: false,
          externalId: id(1),
        },
        { sku: `BILL-${id(2)}`, name: "Item 2", type: 2, price: "1234.5", hidden: false, externalId: id(2) },
        { sku: `BILL-${id(3)}`, name: "VAT", type: 3, price: "0", hidden: false, externalId: id(3) },
      ]);
      expect(messageOf(execution, id(3))).toBe("BILL has no price for it; enter one in Precoro.");
      expect(writes).toHaveLength(6);
      expect((await importing(stage)).writes).toEqual([]);
      expect((await importing(stage, { scope: "integrated" })).writes).toEqual([]);
    },
  ));

test("where Precoro keeps fewer decimals, that is said once and written once", () =>
  onStage(world([item(1, { price: 0.125001 })], { simulator: { itemPriceDecimals: 2 } }), async (stage) => {
    const { execution } = await importing(stage);
    expect(messageOf(execution, id(1))).toBe("Precoro keeps the price 0.125001 as 0.13.");
    expect((await importing(stage)).writes).toEqual([]);
    stage.bill.world.edit(id(1), { price: 0.5 });
    expect((await importing(stage)).writes).toEqual(["PUT /items/{id}"]);
    expect(catalogue(stage)[0]).toMatchObject({ price: "0.5" });
  }));

test("a price that BILL takes away stays in Precoro; one that a person edited there follows BILL again", () =>
  onStage(world([item(1), item(2)]), async (stage) => {
    await importing(stage);
    stage.bill.world.edit(id(1), { price: null });
    const [, second] = stage.precoro.world.items();
    stage.precoro.world.editItem(second?.id ?? 0, { price: "99", name: "Mine" });
    expect(resultsOf((await importing(stage, { scope: "integrated" })).execution)).toEqual({
      [id(1)]: "unchanged",
      [id(2)]: "updated",
    });
    expect(catalogue(stage)).toMatchObject([{ price: "10" }, { price: "10", name: "Item 2" }]);
  }));

test("an archived item is hidden, never deleted, and shown again when it is restored; a new one is not imported", () =>
  onStage(world([item(1), item(2, { archived: true })]), async (stage) => {
    expect(resultsOf((await importing(stage)).execution)[id(2)]).toBe("skipped item-archived");
    stage.bill.world.archive(id(1));
    expect(resultsOf((await importing(stage)).execution)[id(1)]).toBe("archived");
    expect(catalogue(stage)).toMatchObject([{ hidden: true }]);
    stage.bill.world.restore(id(1));
    expect(resultsOf((await importing(stage)).execution)[id(1)]).toBe("restored");
    expect(catalogue(stage)).toMatchObject([{ hidden: false }]);
  }));

test("the same name is linked, a SKU of ours is ours whatever its name, and doubt is a person's business", () =>
  onStage(
    world([item(1), item(2), item(3), item(4, { name: "Twin" }), item(5, { name: "TWIN" }), item(6)], {
      precoro: {
        items: [
          { id: 1, sku: "A", name: "ITEM  1", price: "1" },
          { id: 2, sku: `BILL-${id(2)}`, name: "Renamed here" },
          { id: 3, sku: "B", name: "Item 3", externalId: "XERO-3" },
          { id: 6, sku: "C", name: "Item 6" },
          { id: 7, sku: "D", name: "item 6" },
        ],
      },
    }),
    async (stage) => {
      const { execution } = await importing(stage);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "linked",
        [id(2)]: "linked",
        [id(3)]: "rejected foreign-link",
        [id(4)]: "rejected item-name-shared",
        [id(5)]: "rejected item-name-shared",
        [id(6)]: "rejected catalog-name-shared",
      });
      expect(catalogue(stage)).toMatchObject([
        { sku: "A", name: "Item 1", price: "10", externalId: id(1) },
        { sku: `BILL-${id(2)}`, name: "Item 2", externalId: id(2) },
        { externalId: "XERO-3" },
        {},
        {},
      ]);
      expect((await importing(stage)).writes).toEqual([]);
    },
  ));

test("what has no place in the catalogue, or a name too long for it, is said; nothing is cut", () =>
  onStage(
    world([
      item(1, { type: "DISCOUNT" }),
      item(2, { type: "CATEGORY" }),
      item(3, { type: "UNKNOWN" }),
      item(4, { name: "x".repeat(301) }),
      item(5, { name: "y".repeat(300) }),
    ]),
    async (stage) => {
      const { execution } = await importing(stage);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "rejected item-not-bought",
        [id(2)]: "rejected item-is-heading",
        [id(3)]: "rejected item-type-unknown",
        [id(4)]: "rejected item-name-too-long",
        [id(5)]: "created",
      });
      expect(messageOf(execution, id(4))).toContain("has 301 characters; Precoro takes 300");
      expect(catalogue(stage)).toHaveLength(1);
    },
  ));

test("only what was chosen, and an id that BILL does not know is said", () =>
  onStage(world([item(1), item(2)]), async (stage) => {
    const { execution } = await importing(stage, { scope: "selected", itemIds: [id(2), id(9)] });
    expect(resultsOf(execution)).toEqual({ [id(2)]: "created", [id(9)]: "rejected item-unknown" });
    expect((await importing(stage, { scope: "selected", itemIds: [] })).writes).toEqual([]);
  }));

test("an answer that was lost makes no item twice", async () => {
  for (const kind of ["reset-after", "reset-before", "500", "slow", "truncated"] as const) {
    await onStage(world([item(1), item(2)]), async (stage) => {
      stage.precoro.faults.add({ match: "POST /items", kind, times: 1 });
      await importing(stage);
      await importing(stage);
      expect(catalogue(stage).map(({ externalId }) => externalId)).toEqual([id(1), id(2)]);
      expect((await importing(stage)).writes).toEqual([]);
    });
  }
});

const nameOf = (n: number) => `${["Ærø", "椅子", "Пила", "Stuhl"][n % 4]} ${n}${"x".repeat(n % 290)}`;

/** `ITEMS=5000` plays the largest catalogue; the same happens with fewer, in fewer days. */
const ITEMS = Number(process.env["ITEMS"] ?? 2_500);

test(
  "thousands of items of every kind come over the days that the imports' share allows, and nothing is lost",
  () =>
    onStage(
      world(
        Array.from({ length: ITEMS }, (_, n) =>
          item(n, {
            name: nameOf(n),
            price: n % 7 === 0 ? undefined : (n * 1_000_003) / 1_000_000,
          }),
        ),
        {
          simulator: { latencyMs: 1, itemPostTakesExternalId: true },
          config: { "Import Schedule": "0 */2 * * *", "Export Schedule": "" },
        },
      ),
      async (stage) => {
        await stage.platform.call(
          "Import Items",
          { scope: "all" },
          { apiKey: stage.platform.keyOf("Import Items") },
        );
        await stage.platform.advance(3 * 24 * 3_600_000);
        const items = catalogue(stage);
        expect(items).toHaveLength(ITEMS);
        for (const { name, price, externalId } of items) {
          const n = Number(String(externalId).slice(9));
          expect(name).toBe(nameOf(n));
          expect(Number(price)).toBe(n % 7 === 0 ? 0 : (n * 1_000_003) / 1_000_000);
        }
        const { calls } = stage.precoro.journal;
        expect(calls()["POST /items"]).toEqual({ count: ITEMS, refused: 0 });
        expect(stage.platform.state.crossFlow["imports"]).toEqual([]);
      },
    ),
  120_000,
);
