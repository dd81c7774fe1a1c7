/** Imported records reach the bill's lines: account, class, department, customer, location and item. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { resultsOf, runAndListWrites, withSimulation } from "../kit/withSimulation";

const ids = {
  travel: "0ca01TRAVEL0000001",
  office: "0ca01OFFICE0000001",
  retail: "cls01RETAIL0000001",
  sales: "0de01SALES00000001",
  anne: "0cu01ANNE000000001",
  berlin: "loc01BERLIN0000001",
  munich: "loc01MUNICH0000001",
  paper: "0ii01PAPER00000001",
};

/** Custom fields that people created before BILL's lists are imported into them. */
const field = (id: number, name: string, ...options: string[]) => ({
  id,
  name,
  options: options.map((option, n) => ({ id: n + 1, name: option })),
});
const onDocument = (id: number, name: string, option: number, value: string) => ({
  value,
  documentCustomField: { id, name },
  documentCustomFieldOption: { id: option },
});
const onLine = (id: number, name: string, option: number, value: string) => ({
  value,
  itemCustomField: { id, name },
  itemCustomFieldOption: { id: option },
});

const invoice = {
  id: 900_001,
  idn: "1",
  status: 1,
  supplier: { id: 5 },
  dataDocumentCustomFields: {
    data: [
      onDocument(11, "Bill Classes", 1, "Retail"),
      onDocument(12, "Bill Departments", 1, "Sales"),
      onDocument(13, "Bill Customers", 1, "Anne"),
    ],
  },
  location: { id: 31 },
  items: [
    {
      name: "Flight",
      price: "100",
      dataItemCustomFields: { data: [onLine(21, "Bill Chart of Accounts", 1, "Travel")] },
    },
    { name: "Paper A4", price: "20", item: { id: 41 } },
    {
      name: "Desk",
      price: "30",
      dataItemCustomFields: { data: [onLine(21, "Bill Chart of Accounts", 2, "Office")] },
    },
  ],
};

const world: WorldInput = {
  bill: {
    vendors: [{ id: "00901ACME0000000001", name: "Acme" }],
    chartOfAccounts: [
      { id: ids.travel, name: "Travel" },
      { id: ids.office, name: "Office" },
    ],
    accountingClasses: [{ id: ids.retail, name: "Retail" }],
    departments: [{ id: ids.sales, name: "Sales" }],
    customers: [{ id: ids.anne, name: "Anne" }],
    locations: [
      { id: ids.berlin, name: "Berlin" },
      { id: ids.munich, name: "Munich" },
    ],
    items: [{ id: ids.paper, name: "Paper", price: 20 }],
  },
  precoro: {
    suppliers: [{ id: 5, name: "Acme" }],
    documentCustomFields: [
      field(11, "Bill Classes", "Retail"),
      field(12, "Bill Departments", "Sales"),
      field(13, "Bill Customers", "Anne"),
      field(14, "Bill Locations", "Munich"),
    ],
    itemCustomFields: [field(21, "Bill Chart of Accounts", "Travel", "Office")],
    locations: [{ id: 31, name: "Berlin" }],
    items: [{ id: 41, sku: "P", name: "paper" }],
    invoices: [invoice],
  },
};

const importAll = async (simulation: Simulation, locationsAs = "location") => {
  await runAndListWrites(simulation, "Import Vendors", { scope: "all" });
  await runAndListWrites(simulation, "Import Items", { scope: "all" });
  const lists = [
    ["chartOfAccounts", "itemCustomField"],
    ["classes", "documentCustomField"],
    ["departments", "documentCustomField"],
    ["customers", "documentCustomField"],
    ["locations", locationsAs],
  ];
  for (const [list, importAs] of lists)
    await runAndListWrites(simulation, "Import List", { list, importAs, scope: "all" });
};

const approve = async (simulation: Simulation, set: object = {}) => {
  simulation.precoro.world.approve("1", set as Record<string, unknown>);
  await simulation.idle();
  const [bill] = simulation.bill.world.bills();
  return bill?.billLineItems.map(({ description, classifications }) => [description, classifications]);
};

const shared = {
  accountingClassId: ids.retail,
  departmentId: ids.sales,
  customerId: ids.anne,
  locationId: ids.berlin,
};
const coded = [
  ["Flight", { chartOfAccountId: ids.travel, ...shared }],
  ["Paper A4", { itemId: ids.paper, ...shared }],
  ["Desk", { chartOfAccountId: ids.office, ...shared }],
];

test("every line is coded from its own fields and the document's; a linked item becomes an item line", () =>
  withSimulation(world, async (simulation) => {
    await importAll(simulation);
    expect(await approve(simulation)).toEqual(coded);
  }));

test("if Precoro shows only the names of options, they are looked up in their fields", () =>
  withSimulation({ ...world, simulator: { optionObjectsShown: false } }, async (simulation) => {
    await importAll(simulation);
    expect(await approve(simulation)).toEqual(coded);
  }));

test("an option name that is not unique in its field is rejected", () =>
  withSimulation(
    {
      ...world,
      simulator: { optionObjectsShown: false },
      precoro: {
        ...world.precoro,
        itemCustomFields: [field(21, "Bill Chart of Accounts", "Travel", "Office", "OFFICE")],
      },
    },
    async (simulation) => {
      await importAll(simulation);
      await approve(simulation);
      const first = simulation.platform.executions.find(({ flow }) => flow === "Export Document");
      expect(resultsOf(first ?? { results: [] })).toEqual({ "1": "rejected option-ambiguous" });
      expect(simulation.bill.world.bills()).toEqual([]);
    },
  ));

test("a line's field wins over the document's, and the current target of locations over a former one", async () => {
  const twice = {
    dataDocumentCustomFields: {
      data: [...invoice.dataDocumentCustomFields.data, onDocument(14, "Bill Locations", 1, "Munich")],
    },
  };
  for (const [choice, place] of [
    ["Location", ids.berlin],
    ["Document custom field", ids.munich],
  ]) {
    await withSimulation({ ...world, config: { "Locations As": choice } }, async (simulation) => {
      await importAll(simulation);
      await importAll(simulation, "documentCustomField");
      const lines = await approve(simulation, twice);
      expect(lines?.[0]?.[1]).toMatchObject({ locationId: place });
    });
  }
  await withSimulation(world, async (simulation) => {
    await importAll(simulation);
    const [flight, ...others] = invoice.items;
    const lines = await approve(simulation, { items: [{ ...flight, location: { id: 31 } }, ...others] });
    expect(lines?.[0]?.[1]).toMatchObject({ locationId: ids.berlin });
  });
});
