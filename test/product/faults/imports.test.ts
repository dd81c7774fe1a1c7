/** Every fault on every call of the imports: the same suppliers, options and items, none twice. */
import type { Report } from "../../sandbox/report";
import type { Step } from "../../sandbox/worldFile";
import { disturbEveryCall } from "./everyCall";

const account = (n: number, name: string, parent?: number) => ({
  id: `0ca01ACCOUNT0000000${n}`,
  name,
  ...(parent === undefined ? {} : { parentId: `0ca01ACCOUNT0000000${parent}` }),
});

const world = {
  bill: {
    vendors: [
      { id: "00901ACMEPAPER0000001", name: "Acme Paper", email: "ap@acme.test" },
      { id: "00901BINDER0000000001", name: "Binder & Co" },
    ],
    chartOfAccounts: [account(2, "Air", 1), account(1, "Travel"), account(3, "Office")],
    items: [
      { id: "0ii01PAPER00000001", name: "Paper", price: 1.5 },
      { id: "0ii01PENS000000001", name: "Pens", price: 2 },
    ],
  },
  precoro: {
    items: [{ id: 9, sku: "P", name: "PENS" }],
    suppliers: [{ id: 8, name: "ACME  paper", contacts: [{ firstname: "Kim", email: "kim@acme.test" }] }],
  },
};

const firstRun: Step[] = [
  { run: "Import Vendors", body: { scope: "all" } },
  { run: "Import List", body: { list: "chartOfAccounts", importAs: "itemCustomField", scope: "all" } },
  { run: "Import Items", body: { scope: "all" } },
];

interface Option {
  id: number;
  name: string;
  externalId: string;
  enable: boolean;
  parent: { id: number } | [];
}

/** Without ids, which depend on the order of events. */
const endOf = ({ precoro }: Report) => {
  const fields = precoro["itemCustomFields"] as unknown as { name: string; options: Option[] }[];
  return {
    fields: fields.map(({ name, options }) => ({
      name,
      options: options
        .map((one) => ({
          name: one.name,
          link: one.externalId,
          on: one.enable,
          below: Array.isArray(one.parent)
            ? null
            : options.find(({ id }) => id === (one.parent as { id: number }).id)?.name,
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
    suppliers: (precoro["suppliers"] ?? [])
      .map(({ name, externalId, contacts }) => ({
        name,
        externalId,
        emails: (contacts as { data: { email: string }[] }).data.map(({ email }) => email),
      }))
      .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1)),
    items: (precoro["items"] ?? [])
      .map(({ sku, name, price, externalId }) => ({ sku, name, price, externalId }))
      .sort((a, b) => (String(a.sku) < String(b.sku) ? -1 : 1)),
  };
};

test("no single fault changes the final result", async () => {
  const secondRun: Step[] = [{ advance: "PT2M" }, ...firstRun];
  const { undisturbed, calls, wrong } = await disturbEveryCall({ world, firstRun, secondRun, endOf });
  expect(undisturbed.fields).toEqual([
    {
      name: "Bill Chart of Accounts",
      options: [
        { name: "Air", link: account(2, "").id, on: true, below: "Travel" },
        { name: "Office", link: account(3, "").id, on: true, below: null },
        { name: "Travel", link: account(1, "").id, on: true, below: null },
      ],
    },
  ]);
  expect(undisturbed.items).toHaveLength(2);
  expect(undisturbed.suppliers).toEqual([
    { name: "Acme Paper", externalId: "00901ACMEPAPER0000001", emails: ["ap@acme.test"] },
    { name: "Binder & Co", externalId: "00901BINDER0000000001", emails: [] },
  ]);
  expect(calls).toBeGreaterThan(22);
  expect(wrong).toEqual([]);
}, 300_000);
