/** A world with every list imported, and a person who opens the wizard's pages: all data sources of a page at once, each a process of its own. */
import * as z from "zod";
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";

const account = (n: number, name: string, parent?: number, set: object = {}) => ({
  id: `0ca01ACCOUNT0000000${n}`,
  name,
  ...(parent === undefined ? {} : { parentId: `0ca01ACCOUNT0000000${parent}` }),
  ...set,
});

const linked = (name: string, externalId: string) => ({
  id: externalId.length,
  name,
  options: [{ id: 1, name: "one", externalId }],
});

export const world: WorldInput = {
  bill: {
    vendors: [
      { id: "00901BETA0000000001", name: "beta" },
      { id: "00901ALPHA000000001", name: "Alpha" },
    ],
    chartOfAccounts: [
      account(2, "Air", 1),
      account(1, "Travel"),
      account(3, "Gone", undefined, { archived: true }),
      account(4, "Memo", undefined, { account: { type: "NON_POSTING" } }),
    ],
    departments: [{ id: "0de01SALES00000001", name: "Sales" }],
    accountingClasses: [{ id: "cls01RETAIL0000001", name: "Retail" }],
    locations: [{ id: "loc01BERLIN0000001", name: "Berlin" }],
    customers: [{ id: "0cu01ANNE000000001", name: "Anne" }],
    items: [{ id: "0ii01PAPER00000001", name: "Paper" }],
  },
  precoro: {
    suppliers: [{ id: 1, name: "beta", externalId: "00901BETA0000000001" }],
    items: [{ id: 2, sku: "P", name: "Paper", externalId: "0ii01PAPER00000001" }],
    itemCustomFields: [linked("Bill Chart of Accounts", account(2, "").id)],
    documentCustomFields: [linked("Bill Departments", "0de01SALES00000001")],
    locations: [{ id: 5, name: "Berlin", externalId: "loc01BERLIN0000001" }],
  },
  config: {
    "Chart of Accounts As": "Item custom field",
    "Departments As": "Document custom field",
    "Locations As": "Location",
  },
};

export const pickers = [
  "Vendors To Import",
  "Chart of Accounts Options",
  "Classes Options",
  "Departments Options",
  "Customers Options",
  "Locations Options",
  "Items To Import",
];
const pages = [
  ["Connection Check", "Vendors To Import", "Items To Import"],
  ["Chart of Accounts Options", "Classes Options", "Departments Options"],
  ["Customers Options", "Locations Options"],
];
export const page = pages.flat();

/** The platform's shape of an object selection. Source: integration/PLATFORM.md §1.8. */
const selection = z
  .array(
    z.strictObject({
      object: z.strictObject({ key: z.string().min(1), label: z.string().min(1) }),
      defaultSelected: z.boolean(),
    }),
  )
  .min(1);

/** All data sources of a page at once, or of each page, a minute after the page before. */
export const open = async ({ platform, clock }: Simulation, names: readonly string[]) => {
  const begun = clock.now();
  const results = await Promise.all(names.map((name) => platform.dataSource(name)));
  expect(clock.now() - begun).toBeLessThanOrEqual(20_000);
  return Object.fromEntries(names.map((name, n) => [name, results[n]]));
};

export const openPages = async (simulation: Simulation, secondsBetween: number) => {
  const shown: Record<string, unknown> = {};
  for (const names of pages) {
    Object.assign(shown, await open(simulation, names));
    await simulation.clock.sleep(secondsBetween * 1_000);
  }
  return shown;
};

export const labels = (result: unknown) => selection.parse(result).map(({ object }) => object.label);
export const importedIn = (result: unknown) =>
  selection.parse(result).flatMap(({ object, defaultSelected }) => (defaultSelected ? [object.label] : []));

export const importedFields = [
  ["Bill Chart of Accounts", account(2, "").id],
  ["Bill Departments", "0de01SALES00000001"],
  ["Bill Classes", "cls01RETAIL0000001"],
  ["Bill Locations", "loc01BERLIN0000001"],
  ["Bill Customers", "0cu01ANNE000000001"],
].map(([name = "", externalId = ""], n) => ({ ...linked(name, externalId), id: 9_000 + n }));

/** Every list is imported, and all to document custom fields, so that all pickers ask for the same fields. */
export const allImported: WorldInput = {
  ...world,
  precoro: { ...world.precoro, itemCustomFields: [], documentCustomFields: importedFields },
  config: Object.fromEntries(
    ["Chart of Accounts", "Departments", "Classes", "Locations", "Customers"].map((list) => [
      `${list} As`,
      "Document custom field",
    ]),
  ),
};

export const allMarks = {
  "Vendors To Import": ["beta"],
  "Items To Import": ["Paper"],
  "Chart of Accounts Options": ["Travel › Air"],
  "Classes Options": ["Retail"],
  "Departments Options": ["Sales"],
  "Customers Options": ["Anne"],
  "Locations Options": ["Berlin"],
};

export const marksIn = (shown: Record<string, unknown>) =>
  Object.fromEntries(pickers.map((name) => [name, importedIn(shown[name])]));
