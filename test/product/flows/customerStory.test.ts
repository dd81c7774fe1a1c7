/**
 * A new customer's story with the wizard alone: pickers are filled by their data sources, boxes are checked, the wizard is finished,
 * and people work in Precoro and BILL. Nobody calls a flow.
 */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import type { Execution } from "../../simulators/prismatic";
import { document } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const ACME = "00901ACME0000000001";
const BOLT = "00901BOLT0000000001";
const OFFICE = "0ca01OFFICE000000001";

const world: WorldInput = {
  bill: {
    vendors: [
      { id: ACME, name: "Acme", email: "ap@acme.test" },
      { id: BOLT, name: "Bolt" },
    ],
    chartOfAccounts: [
      { id: OFFICE, name: "Office", account: { type: "EXPENSE", number: "6100" } },
      { id: "0ca01TRAVEL000000001", name: "Travel", account: { type: "EXPENSE", number: "6200" } },
    ],
    items: [
      { id: "0ii01PAPER00000001", name: "Paper", type: "INVENTORY", price: 9.9 },
      { id: "0ii01TONER00000001", name: "Toner", type: "INVENTORY", price: 50 },
    ],
  },
  precoro: {
    suppliers: [
      { id: 5, name: "ACME" },
      { id: 6, name: "Bolt Ltd." },
    ],
    invoices: [
      document("1", { invoiceNumber: "INV-1" }),
      document("2", { invoiceNumber: "INV-2", supplier: { id: 6 } }),
      document("3", { logicType: 1, invoiceNumber: "CN-1", parentData: { id: 900_001, idn: "1" } }, "30"),
    ],
  },
};

interface Choice {
  readonly object: { readonly key: string; readonly label: string };
  readonly defaultSelected: boolean;
}

/** A person at the wizard. */
const wizardOf = ({ platform, idle }: Simulation) => {
  const choices = async (picker: string) => (await platform.dataSource(picker)) as Choice[];
  return {
    /** The labels of the checked boxes. */
    checked: async (picker: string) =>
      (await choices(picker)).flatMap(({ object, defaultSelected }) =>
        defaultSelected ? [object.label] : [],
      ),
    /** Checks these boxes beside those that are checked already. */
    async check(picker: string, ...labels: string[]) {
      const chosen = (await choices(picker)).filter(
        ({ object, defaultSelected }) => defaultSelected || labels.includes(object.label),
      );
      platform.configure({ [picker]: chosen });
    },
    set: (selections: Record<string, unknown>) => platform.configure(selections),
    async finish() {
      await platform.deploy();
      await idle();
    },
  };
};

const later = ({ platform }: Simulation) => platform.advance(HOUR_MS);
const linesAbout = (executions: readonly Execution[], what: string) =>
  executions.flatMap(({ logs }) =>
    logs.flatMap(({ message }) => (message.startsWith(what) ? [message] : [])),
  );
const billsOf = ({ bill }: Simulation) =>
  bill.world.bills().map(({ invoice, amount, archived }) => [invoice.invoiceNumber, amount, archived]);
const linkOf = ({ precoro }: Simulation, idn: string) => precoro.world.invoice(idn)["externalId"];

test("everything left empty: nothing is imported, nothing fails, and no document is sent", () =>
  withSimulation(world, async (simulation) => {
    const { platform, precoro, bill } = simulation;
    await wizardOf(simulation).finish();
    precoro.world.approve("1");
    await later(simulation);
    expect(platform.executions.filter(({ status }) => status === "failed")).toEqual([]);
    // All that is written is why the document was not sent.
    expect(precoro.journal.writes().map(({ request }) => request)).toEqual([
      { externalIntegrationLog: expect.stringMatching(/^Supplier ACME of Invoice #1 is not linked/) },
    ]);
    expect(bill.world.bills()).toEqual([]);
    expect(linesAbout(platform.executions, "Invoice #1: skipped (supplier-not-linked)")).not.toEqual([]);
  }));

test("*Show Document*: an approved invoice of an imported vendor becomes a bill, and its log line leads there", () =>
  withSimulation(world, async (simulation) => {
    const { platform, precoro, bill } = simulation;
    const wizard = wizardOf(simulation);
    await wizard.check("Vendors To Import", "Acme");
    wizard.set({ "Default Expense Account": OFFICE });
    await wizard.finish();
    expect(precoro.world.supplier(5)).toMatchObject({ name: "Acme", externalId: ACME });
    precoro.world.approve("1");
    await simulation.idle();
    expect(billsOf(simulation)).toEqual([["INV-1", 100, false]]);
    const [{ id = "" } = {}] = bill.world.bills();
    expect(linkOf(simulation, "1")).toBe(id);
    const [line] = linesAbout(platform.executions, "Invoice #1: created.");
    expect(line).toMatch(new RegExp(`^Invoice #1: created\\. https://\\S+/Bill\\?id=${id}$`));
  }));

test("an invoice waits for its supplier: it is sent by itself once that is integrated", () =>
  withSimulation(world, async (simulation) => {
    const { precoro } = simulation;
    const wizard = wizardOf(simulation);
    await wizard.finish();
    precoro.world.approve("1");
    await later(simulation);
    expect(billsOf(simulation)).toEqual([]);
    await wizard.check("Vendors To Import", "Acme");
    await wizard.finish();
    await later(simulation);
    expect(billsOf(simulation)).toEqual([["INV-1", 100, false]]);
  }));

test("more options: what is imported is checked at the next visit, and more can be added", () =>
  withSimulation(
    { ...world, config: { "Chart of Accounts As": "Item custom field" } },
    async (simulation) => {
      const { precoro, platform } = simulation;
      const wizard = wizardOf(simulation);
      await wizard.check("Chart of Accounts Options", "6100 Office");
      await wizard.check("Items To Import", "Paper");
      await wizard.finish();
      await platform.advance(2 * 60_000);
      expect(await wizard.checked("Chart of Accounts Options")).toEqual(["6100 Office"]);
      await platform.advance(2 * 60_000);
      expect(await wizard.checked("Items To Import")).toEqual(["Paper"]);
      await platform.advance(2 * 60_000);
      await wizard.check("Chart of Accounts Options", "6200 Travel");
      await wizard.check("Items To Import", "Toner");
      await wizard.finish();
      const [field] = precoro.world.fields("itemCustomFields");
      expect(field?.name).toBe("Bill Chart of Accounts");
      expect(precoro.world.options("itemCustomFields", field?.id ?? 0).map(({ name }) => name)).toEqual([
        "Office",
        "Travel",
      ]);
      expect(precoro.world.items().map(({ name }) => name)).toEqual(["Paper", "Toner"]);
    },
  ));

test("credit notes turned on later: the next one is applied to its invoice's bill", () =>
  withSimulation(world, async (simulation) => {
    const { precoro, bill } = simulation;
    const wizard = wizardOf(simulation);
    await wizard.check("Vendors To Import", "Acme");
    await wizard.finish();
    precoro.world.approve("1");
    await later(simulation);
    wizard.set({ "Send Credit Notes": true });
    await wizard.finish();
    precoro.world.approve("3");
    await later(simulation);
    expect(bill.world.credits()).toMatchObject([{ amount: 30, appliedAmount: 30 }]);
  }));

test("a canceled invoice: its bill is archived, and the log says why", () =>
  withSimulation(world, async (simulation) => {
    const { platform, precoro } = simulation;
    const wizard = wizardOf(simulation);
    await wizard.check("Vendors To Import", "Acme");
    await wizard.finish();
    precoro.world.approve("1");
    await later(simulation);
    precoro.world.cancel("1");
    await simulation.idle();
    expect(billsOf(simulation)).toEqual([["INV-1", 100, true]]);
    const [line] = linesAbout(platform.executions, "Invoice #1: archived.");
    expect(line).toContain("It was canceled in Precoro, so its bill was archived.");
  }));

test("map and update: a supplier of another name gets its vendor and its invoice goes out; saving again takes over what changed in BILL", () =>
  withSimulation(world, async (simulation) => {
    const { precoro, bill } = simulation;
    const wizard = wizardOf(simulation);
    await wizard.check("Suppliers To Map", `ACME (5) → Acme (${ACME})`);
    wizard.set({ "Supplier Mappings": { mappings: [{ supplier: "6", vendor: BOLT }] } });
    precoro.world.approve("2");
    await wizard.finish();
    await later(simulation);
    expect(precoro.world.suppliers()).toMatchObject([
      { name: "ACME", externalId: ACME },
      { name: "Bolt Ltd.", externalId: BOLT },
    ]);
    expect(billsOf(simulation)).toEqual([["INV-2", 100, false]]);

    bill.world.edit(BOLT, { name: "Bolt Inc." });
    wizard.set({ "Refresh On Save": true });
    await wizard.finish();
    expect(precoro.world.suppliers()).toMatchObject([{ name: "Acme" }, { name: "Bolt Inc." }]);
  }));
