/** BILL's items in Precoro's catalog: types, prices, names, and changes in both systems. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { size } from "../kit/long";
import { messageOf, resultsOf, runAndListWrites, withSimulation } from "../kit/withSimulation";

const id = (n: number) => `0ii01ITEM${String(n).padStart(11, "0")}`;
const item = (n: number, set: object = {}) => ({
  id: id(n),
  name: `Item ${n}`,
  type: "NON_INVENTORY",
  price: 10,
  ...set,
});

const importing = (simulation: Simulation, body: object = { scope: "all" }) =>
  runAndListWrites(simulation, "Import Items", body);
const world = (items: object[], more: Partial<WorldInput> = {}): WorldInput => ({ bill: { items }, ...more });

const catalog = ({ precoro }: Simulation) =>
  precoro.world.items().map(({ sku, name, type, price, hiddenInCatalog, externalId }) => ({
    sku,
    name,
    type,
    price,
    hidden: hiddenInCatalog,
    externalId,
  }));

test("items get a SKU, their price to the last decimal, and a link; a second run writes nothing", () =>
  withSimulation(
    world([
      item(1, { name: "Bürostuhl „Ærø“ 椅子", price: 0.123456, type: "INVENTORY" }),
      item(2, { price: 1234.5, type: "SERVICE" }),
      item(3, { name: "VAT", type: "SALES_TAX", price: undefined }),
    ]),
    async (simulation) => {
      const { execution, writes } = await importing(simulation);
      expect(resultsOf(execution)).toEqual({ [id(1)]: "created", [id(2)]: "created", [id(3)]: "created" });
      expect(catalog(simulation)).toEqual([
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
      expect(messageOf(execution, id(3))).toBe("BILL has no price for it. Enter one in Precoro.");
      expect(writes).toHaveLength(6);
      expect((await importing(simulation)).writes).toEqual([]);
      expect((await importing(simulation, { scope: "integrated" })).writes).toEqual([]);
    },
  ));

test("if Precoro stores fewer decimals, this is logged once and written once", () =>
  withSimulation(
    world([item(1, { price: 0.125001 })], { simulator: { itemPriceDecimals: 2 } }),
    async (simulation) => {
      const { execution } = await importing(simulation);
      expect(messageOf(execution, id(1))).toBe("Precoro saved the price 0.125001 as 0.13.");
      expect((await importing(simulation)).writes).toEqual([]);
      simulation.bill.world.edit(id(1), { price: 0.5 });
      expect((await importing(simulation)).writes).toEqual(["PUT /items/{id}"]);
      expect(catalog(simulation)[0]).toMatchObject({ price: "0.5" });
    },
  ));

test.each([
  ["0.12", "0.123", 6, "0.123"],
  ["0.13", "0.125001", 6, "0.125001"],
  ["0.12", "0.123", 2, "0.12"],
  ["0.4", "0.125", 0, "0"],
])(
  "a price of %s that becomes %s, with %i decimals kept, is sent once",
  (before, after, itemPriceDecimals, kept) =>
    withSimulation(
      world([item(1, { price: Number(before) })], { simulator: { itemPriceDecimals } }),
      async (simulation) => {
        await importing(simulation);
        simulation.bill.world.edit(id(1), { price: Number(after) });
        expect((await importing(simulation)).writes).toEqual(["PUT /items/{id}"]);
        expect(catalog(simulation)[0]?.price).toBe(kept);
        for (const scope of ["all", "integrated"])
          expect((await importing(simulation, { scope })).writes).toEqual([]);
        // What a person enters in Precoro instead follows BILL again.
        const [entered] = simulation.precoro.world.items();
        simulation.precoro.world.editItem(entered?.id ?? 0, { price: "7" });
        expect((await importing(simulation)).writes).toEqual(["PUT /items/{id}"]);
        expect(catalog(simulation)[0]?.price).toBe(kept);
        expect((await importing(simulation)).writes).toEqual([]);
      },
    ),
);

test("a price removed in BILL stays in Precoro; a price that a person edited in Precoro follows BILL again", () =>
  withSimulation(world([item(1), item(2)]), async (simulation) => {
    await importing(simulation);
    simulation.bill.world.edit(id(1), { price: null });
    const [, second] = simulation.precoro.world.items();
    simulation.precoro.world.editItem(second?.id ?? 0, { price: "99", name: "Mine" });
    expect(resultsOf((await importing(simulation, { scope: "integrated" })).execution)).toEqual({
      [id(1)]: "unchanged",
      [id(2)]: "updated",
    });
    expect(catalog(simulation)).toMatchObject([{ price: "10" }, { price: "10", name: "Item 2" }]);
  }));

test("an archived item is hidden, not deleted, and shown again when it is restored; a new archived one is not imported", () =>
  withSimulation(world([item(1), item(2, { archived: true })]), async (simulation) => {
    expect(resultsOf((await importing(simulation)).execution)[id(2)]).toBe("skipped item-archived");
    simulation.bill.world.archive(id(1));
    expect(resultsOf((await importing(simulation)).execution)[id(1)]).toBe("archived");
    expect(catalog(simulation)).toMatchObject([{ hidden: true }]);
    simulation.bill.world.restore(id(1));
    expect(resultsOf((await importing(simulation)).execution)[id(1)]).toBe("restored");
    expect(catalog(simulation)).toMatchObject([{ hidden: false }]);
  }));

test("an item is linked by equal name, or by our SKU whatever its name; ambiguous ones are rejected", () =>
  withSimulation(
    world([item(1), item(2), item(3), item(4, { name: "Twin" }), item(5, { name: "TWIN" }), item(6)], {
      precoro: {
        items: [
          { id: 1, sku: "A", name: "ITEM  1", price: "1" },
          { id: 2, sku: `BILL-${id(2)}`, name: "Renamed in Precoro" },
          { id: 3, sku: "B", name: "Item 3", externalId: "XERO-3" },
          { id: 6, sku: "C", name: "Item 6" },
          { id: 7, sku: "D", name: "item 6" },
        ],
      },
    }),
    async (simulation) => {
      const { execution } = await importing(simulation);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "linked",
        [id(2)]: "linked",
        [id(3)]: "rejected external-id-not-from-bill",
        [id(4)]: "rejected duplicate-item-name",
        [id(5)]: "rejected duplicate-item-name",
        [id(6)]: "rejected duplicate-catalog-name",
      });
      expect(catalog(simulation)).toMatchObject([
        { sku: "A", name: "Item 1", price: "10", externalId: id(1) },
        { sku: `BILL-${id(2)}`, name: "Item 2", externalId: id(2) },
        { externalId: "XERO-3" },
        {},
        {},
      ]);
      expect((await importing(simulation)).writes).toEqual([]);
    },
  ));

test("an item that does not belong in the catalog, or whose name is too long, is rejected; no name is cut", () =>
  withSimulation(
    world([
      item(1, { type: "DISCOUNT" }),
      item(2, { type: "CATEGORY" }),
      item(3, { type: "UNKNOWN" }),
      item(4, { name: "x".repeat(301) }),
      item(5, { name: "y".repeat(300) }),
    ]),
    async (simulation) => {
      const { execution } = await importing(simulation);
      expect(resultsOf(execution)).toEqual({
        [id(1)]: "rejected item-not-purchasable",
        [id(2)]: "rejected item-is-group",
        [id(3)]: "rejected item-type-unknown",
        [id(4)]: "rejected item-name-too-long",
        [id(5)]: "created",
      });
      expect(messageOf(execution, id(4))).toContain("has 301 characters, but Precoro allows 300");
      expect(catalog(simulation)).toHaveLength(1);
    },
  ));

test("only selected items are imported, and an unknown id is rejected", () =>
  withSimulation(world([item(1), item(2)]), async (simulation) => {
    const { execution } = await importing(simulation, { scope: "selected", itemIds: [id(2), id(9)] });
    expect(resultsOf(execution)).toEqual({ [id(2)]: "created", [id(9)]: "rejected item-not-found" });
    expect((await importing(simulation, { scope: "selected", itemIds: [] })).writes).toEqual([]);
  }));

test("a lost response does not create an item twice", async () => {
  for (const kind of ["reset-after", "reset-before", "500", "slow", "truncated"] as const) {
    await withSimulation(world([item(1), item(2)]), async (simulation) => {
      simulation.precoro.faults.add({ match: "POST /items", kind, times: 1 });
      await importing(simulation);
      await importing(simulation);
      expect(catalog(simulation).map(({ externalId }) => externalId)).toEqual([id(1), id(2)]);
      expect((await importing(simulation)).writes).toEqual([]);
    });
  }
});

const nameOf = (n: number) => `${["Ærø", "椅子", "Пила", "Stuhl"][n % 4]} ${n}${"x".repeat(n % 290)}`;

/** More than a day's import quota; the largest catalog has 10,000. */
const ITEMS = size("ITEMS", 1_100, 10_000);

test(
  "thousands of items are imported over the days that the import quota allows, and none is lost",
  () =>
    withSimulation(
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
      async (simulation) => {
        await simulation.platform.call(
          "Import Items",
          { scope: "all" },
          { apiKey: simulation.platform.keyOf("Import Items") },
        );
        await simulation.platform.advance((Math.ceil(ITEMS / 2_000) + 1) * 24 * 3_600_000);
        const items = catalog(simulation);
        expect(items).toHaveLength(ITEMS);
        for (const { name, price, externalId } of items) {
          const n = Number(String(externalId).slice(9));
          expect(name).toBe(nameOf(n));
          expect(Number(price)).toBe(n % 7 === 0 ? 0 : (n * 1_000_003) / 1_000_000);
        }
        const { calls } = simulation.precoro.journal;
        expect(calls()["POST /items"]).toEqual({ count: ITEMS, refused: 0 });
        expect(simulation.platform.state.crossFlow["imports"]).toEqual([]);
      },
    ),
  300_000,
);
