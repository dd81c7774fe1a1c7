/** What becomes of the bill when its invoice is cancelled or rejected in Precoro, in every order. */

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
  async (deed) => {
    const {
      bills,
      outcomes,
      invoice: document,
      report,
    } = await play(world([approve, later, { precoro: deed, idn: "1" }]));
    expect(outcomes).toEqual(["created", "archived"]);
    expect(bills.map(({ archived }) => archived)).toEqual([true]);
    expect(document.externalId).toMatch(/^00n/);
    const lines = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
    const word = deed === "cancel" ? "canceled" : "rejected";
    expect(lines.find((line) => line.startsWith("Invoice #1: archived"))).toMatch(
      new RegExp(`^Invoice #1: archived\\. It was ${word} in Precoro, so its bill was archived\\. https://`),
    );
  },
);

test("money on the bill: it stays, and the document says so", async () => {
  const {
    bills,
    outcomes,
    invoice: document,
  } = await play(
    world([approve, later, { bill: "pay", id: { of: "1" }, set: { amount: 4 } }, cancel, later]),
  );
  // What was paid comes back as a payment, whose notification changes nothing.
  const told = outcomes.filter((outcome) => outcome !== "unchanged");
  expect([...new Set(told)]).toEqual(["created", "rejected money-on-canceled"]);
  expect(bills.map(({ archived }) => archived)).toEqual([false]);
  expect(document.externalIntegrationLog).toMatch(
    /its bill in BILL has a payment or credit on it \(.*4\.00 paid.*\)\. The bill was not archived/,
  );
});

test("canceled twice is canceled once; canceled before anything was sent makes nothing", async () => {
  const twice = await play(
    world([approve, later, cancel, later, { run: "Send To Bill", body: { idn: "1" } }]),
  );
  expect(twice.outcomes).toEqual(["created", "archived", "unchanged"]);
  const never = await play(world([cancel, later]));
  expect([never.outcomes, never.bills]).toEqual([["skipped never-sent"], []]);
});

test("an export that died after its create, then the cancellation: the bill is found by its line", async () => {
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

test("approved, canceled, approved again: the same bill comes back", async () => {
  const { bills, outcomes } = await play(world([approve, later, cancel, later, approve, later]));
  expect(outcomes).toEqual(["created", "archived", "restored"]);
  expect(bills.map(({ archived }) => archived)).toEqual([false]);
});

test("canceled at the same moment as it is exported: the next look leaves none", async () => {
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

test("another integration's link, and a bill that a person made, are left alone", async () => {
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
