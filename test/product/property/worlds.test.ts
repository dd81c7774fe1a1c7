/** Random worlds through the shipped flows: running twice is running once, no invariant breaks, and no secret is reported. */
import fc from "fast-check";
import { playStep } from "../../sandbox/playStep";
import { brokenInvariants, reportOf } from "../../sandbox/report";
import { type Simulation, startSimulation } from "../../sandbox/simulation";
import { readWorld, type Step, type WorldInput } from "../../sandbox/worldFile";
import { wireInvoice } from "../arbitraries/invoice";
import { size } from "../kit/long";
import { withoutPaymentSchedule } from "../kit/withSimulation";

jest.setTimeout(300_000);

const id = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
const itemId = (n: number) => `0ii01ITEM${String(n).padStart(11, "0")}`;
const entryId = (n: number) => `0ca01ACCOUNT${String(n).padStart(8, "0")}`;

const names = ["Acme", "ACME ", "acme", "Beta & Co", "Gamma, Inc.", 'Delta "X"', "Épsilon", "E\u0301psilon"];

const vendor = fc.record({
  name: fc.constantFrom(...names),
  archived: fc.boolean(),
  email: fc.constantFrom("", "ap@vendor.test"),
  phone: fc.constantFrom("", "5"),
  billCurrency: fc.constantFrom("USD", "EUR"),
});

const supplier = fc.record({
  name: fc.constantFrom(...names),
  currencies: fc.subarray(["USD", "EUR", "GBP"], { minLength: 1 }),
  externalId: fc.constantFrom(null, null, "QBO-1", id(0), id(1)),
});

const item = fc.record({
  name: fc.constantFrom(...names),
  archived: fc.boolean(),
  type: fc.constantFrom("SERVICE", "INVENTORY", "DISCOUNT", "GROUP"),
  price: fc.constantFrom(null, 0, 0.12, 0.125, 3),
});

const catalogItem = fc.record({
  name: fc.constantFrom(...names),
  price: fc.constantFrom("0", "0.12", "7"),
  hiddenInCatalog: fc.boolean(),
  externalId: fc.constantFrom(null, null, "QBO-1", itemId(0), itemId(1)),
});

const entry = fc.record({
  name: fc.constantFrom(...names),
  archived: fc.boolean(),
  parent: fc.option(fc.nat(5), { nil: undefined }),
});

const option = fc.record({
  name: fc.constantFrom(...names),
  enable: fc.boolean(),
  externalId: fc.constantFrom(null, null, "QBO-1", entryId(0), entryId(1)),
});

const simulator = fc.record({
  seed: fc.nat(1_000),
  refuseDuplicateInvoiceNumbers: fc.boolean(),
  pageSizeMax: fc.constantFrom(1, 2, 100),
  supplierPostTakesExternalId: fc.boolean(),
  optionPostTakesExternalId: fc.boolean(),
  itemPostTakesExternalId: fc.boolean(),
  itemPriceDecimals: fc.constantFrom(0, 2, 6),
  putClearsArrays: fc.boolean(),
  externalIntegrationLogShown: fc.boolean(),
});

const world = fc
  .record({
    vendors: fc.array(vendor, { minLength: 1, maxLength: 5 }),
    suppliers: fc.array(supplier, { minLength: 1, maxLength: 5 }),
    items: fc.array(item, { maxLength: 4 }),
    catalog: fc.array(catalogItem, { maxLength: 4 }),
    entries: fc.array(entry, { maxLength: 6 }),
    options: fc.array(option, { maxLength: 4 }),
    invoices: fc.array(wireInvoice({ lines: { minLength: 1, maxLength: 4 } }), {
      minLength: 1,
      maxLength: 4,
    }),
    numbers: fc.array(fc.constantFrom("A-1", "A-2", "A,3", "a number that is too long"), {
      minLength: 4,
      maxLength: 4,
    }),
    simulator,
  })
  .map(({ vendors, suppliers, items, catalog, entries, options, invoices, numbers, ...rest }) => {
    const records = invoices.map(({ supplier: _, ...invoice }, n) => ({
      ...invoice,
      id: 900_000 + n,
      idn: String(n + 1),
      invoiceNumber: numbers[n],
      supplier: { id: 50 + (n % suppliers.length) },
    }));
    const once: Step[] = [
      { run: "Import Vendors", body: { scope: "all" } },
      { run: "Import Items", body: { scope: "all" } },
      { run: "Import List", body: { list: "chartOfAccounts", importAs: "itemCustomField", scope: "all" } },
      ...records.map((invoice) => ({
        run: "Export Document",
        body: { type: 3, action: 1, idn: invoice.idn, id: invoice.id },
      })),
      { advance: "PT5M" },
    ];
    const input: WorldInput = {
      bill: {
        vendors: vendors.map((one, n) => ({ id: id(n), ...one })),
        items: [{ id: "0ii01ITEM000000000001" }, ...items.map((one, n) => ({ id: itemId(n), ...one }))],
        chartOfAccounts: entries.map(({ parent, ...one }, n) => ({
          id: entryId(n),
          ...one,
          ...(parent === undefined ? {} : { parentId: entryId(parent) }),
        })),
      },
      precoro: {
        suppliers: suppliers.map((one, n) => ({ id: 50 + n, ...one })),
        items: catalog.map((one, n) => ({ id: 70 + n, sku: `S${n}`, ...one })),
        itemCustomFields: [
          {
            id: 80,
            name: "Bill Chart of Accounts",
            options: options.map((one, n) => ({ id: 81 + n, ...one })),
          },
        ],
        invoices: records,
      },
      ...rest,
    };
    return { input, once };
  });

const done = ({ bill, precoro }: Simulation) =>
  [...bill.journal.writes(), ...precoro.journal.writes()].filter(
    ({ status }) => status !== null && status < 300,
  );

test("running twice is running once, no invariant breaks, and no secret is reported", async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ input, once }) => {
      const stage = await startSimulation(readWorld(withoutPaymentSchedule(input), "a random world"), {
        warm: true,
      });
      try {
        const run = async () => {
          for (const step of once) await playStep(stage, step);
        };
        await run();
        const first = reportOf(stage, 0);
        const before = done(stage).length;
        await run();
        const second = reportOf(stage, 0);

        expect(done(stage).slice(before)).toEqual([]);
        expect({ bill: second.bill, precoro: second.precoro }).toEqual({
          bill: first.bill,
          precoro: first.precoro,
        });
        expect(brokenInvariants(second)).toEqual([]);
        expect(second.executions.filter(({ status }) => status === "failed")).toEqual([]);
        const report = JSON.stringify(second);
        const { bill, precoro, platform } = stage;
        const { password, devKey } = bill.credentials;
        const { session } = platform.state.crossFlow["bill"] as { session: { id: string } };
        for (const secret of [password, devKey, precoro.credentials.apiToken, session.id]) {
          expect(report).not.toContain(secret);
        }
      } finally {
        await stage.close();
      }
    }),
    { numRuns: size("WORLDS", 15, 400) },
  );
});
