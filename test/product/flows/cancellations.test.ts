/** What happens to the bill when its invoice is canceled or rejected in Precoro, in every order. */

import type { Step, WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, document, supplier, VENDOR, vendor } from "../fixtures/acme";
import { outcomesOf, playWorld } from "../kit/playWorld";

const invoice = (idn: string, set: object = {}) => document(idn, set, "10");
const world = (script: Step[], more: Partial<WorldInput> = {}): WorldInput =>
  acmeWorld([invoice("1")], { script, ...more });
const approve: Step = { precoro: "approve", idn: "1" };
const cancel: Step = { precoro: "cancel", idn: "1" };
const later: Step = { advance: "PT2M" };

interface Bill {
  archived: boolean;
  description: string;
}
const play = async (input: WorldInput) => {
  const report = await playWorld(input);
  return {
    report,
    bills: report.bill["bills"] as unknown as Bill[],
    invoice: (report.precoro["invoices"]?.[0] ?? {}) as {
      externalId: string | null;
      externalIntegrationLog: string | null;
    },
    outcomes: outcomesOf(report, "1"),
  };
};

test.each(["cancel", "reject"] as const)(
  "%s: the bill is archived, the log says why, the document keeps its link",
  async (action) => {
    const {
      bills,
      outcomes,
      invoice: document,
      report,
    } = await play(world([approve, later, { precoro: action, idn: "1" }]));
    expect(outcomes).toEqual(["created", "archived"]);
    expect(bills.map(({ archived }) => archived)).toEqual([true]);
    expect(document.externalId).toMatch(/^00n/);
    const lines = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
    const word = action === "cancel" ? "canceled" : "rejected";
    expect(lines.find((line) => line.startsWith("Invoice #1: archived"))).toMatch(
      new RegExp(`^Invoice #1: archived\\. It was ${word} in Precoro, so its bill was archived\\. https://`),
    );
  },
);

test("money on the bill: it is not archived, and the document says why", async () => {
  const {
    bills,
    outcomes,
    invoice: document,
  } = await play(
    world([approve, later, { bill: "pay", id: { of: "1" }, set: { amount: 4 } }, cancel, later]),
  );
  // The payment is imported, and the notification of that changes nothing.
  const changes = outcomes.filter((outcome) => outcome !== "unchanged");
  expect([...new Set(changes)]).toEqual(["created", "rejected money-on-canceled"]);
  expect(bills.map(({ archived }) => archived)).toEqual([false]);
  expect(document.externalIntegrationLog).toMatch(
    /its bill in BILL has a payment or credit on it \(.*4\.00 paid.*\)\. The bill was not archived/,
  );
});

test("canceling again changes nothing; canceling before the export creates nothing", async () => {
  const twice = await play(
    world([approve, later, cancel, later, { run: "Send To Bill", body: { idn: "1" } }]),
  );
  expect(twice.outcomes).toEqual(["created", "archived", "unchanged"]);
  const never = await play(world([cancel, later]));
  expect([never.outcomes, never.bills]).toEqual([["skipped never-sent"], []]);
});

test("canceled after an export that died after creating the bill: the bill is found by its reference line", async () => {
  const { bills, outcomes } = await play(
    world([
      { precoro: "approve", idn: "1", notify: false },
      { run: "Send To Bill", body: { idn: "1" }, die: "POST /v3/bills" },
      { ...cancel, notify: false } as Step,
      { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1" } },
    ]),
  );
  expect(outcomes.at(-1)).toBe("archived");
  expect(bills.filter(({ archived }) => !archived)).toEqual([]);
});

test("approved, canceled and approved again: the same bill is restored", async () => {
  const { bills, outcomes } = await play(world([approve, later, cancel, later, approve, later]));
  expect(outcomes).toEqual(["created", "archived", "restored"]);
  expect(bills.map(({ archived }) => archived)).toEqual([false]);
});

test("canceled at the same moment as it is exported: after the next run no bill is active", async () => {
  const { bills } = await play(
    world([
      { precoro: "approve", idn: "1", notify: false },
      {
        together: [
          { run: "Send To Bill", body: { idn: "1" } },
          { precoro: "cancel", idn: "1" },
        ],
      },
      later,
      { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1" } },
    ]),
  );
  expect(bills.filter(({ archived }) => !archived)).toEqual([]);
});

test("another integration's link and a bill that a person entered are not touched", async () => {
  const foreign = world([cancel, later], {
    precoro: {
      suppliers: [supplier],
      invoices: [invoice("1", { externalId: "QBO-1" })],
    },
  });
  expect((await play(foreign)).outcomes).toEqual(["rejected external-id-not-from-bill"]);
  const handMade = world([cancel, later], {
    bill: {
      vendors: [vendor],
      bills: [{ vendorId: VENDOR, invoice: { invoiceNumber: "INV-1" }, billLineItems: [{ amount: 10 }] }],
    },
  });
  const { bills, outcomes } = await play(handMade);
  expect([outcomes, bills.map(({ archived }) => archived)]).toEqual([["skipped never-sent"], [false]]);
});
