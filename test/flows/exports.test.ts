/** One document's ways through both systems: revised, edited, archived, restored, paid, its link or its line lost. */
import type { Step, WorldInput } from "../sandbox/worldFile";
import { outcomesOf, playWorld } from "./playWorld";

const VENDOR = "00901ACMEPAPER0000001";
const BILL = { of: "1042" };

const lines = (...prices: string[]) =>
  prices.map((price, n) => ({ name: `Line ${n + 1}`, quantity: "1", price }));

const world = (script: Step[], more: WorldInput = {}): WorldInput => ({
  ...more,
  bill: { vendors: [{ id: VENDOR, name: "Acme" }], ...more.bill },
  precoro: {
    suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
    invoices: [{ id: 900_001, idn: "1042", status: 1, supplier: { id: 55 }, items: lines("60.00", "40.00") }],
    ...more.precoro,
  },
  // A minute between what people do, as in life: no hint asks the same question twice within one.
  script: script.flatMap((step) => [step, { advance: "PT2M" }]),
});

interface Bill {
  id: string;
  archived: boolean;
  amount: number;
  description?: string;
  dueDate: string;
  billLineItems: {
    id: string;
    amount: number;
    description?: string;
    classifications?: Record<string, string>;
  }[];
}

const play = async (script: Step[], more: WorldInput = {}) => {
  const report = await playWorld(world(script, more));
  const bills = report.bill["bills"] as unknown as Bill[];
  const [invoice] = report.precoro["invoices"] as unknown as {
    externalId: string | null;
    externalIntegrationLog: string | null;
  }[];
  return {
    report,
    bills,
    active: bills.filter(({ archived }) => !archived),
    invoice,
    outcomes: outcomesOf(report, "1042"),
  };
};

const approve: Step = { precoro: "approve", idn: "1042" };
const button: Step = { run: "Send To Bill", body: { idn: "1042" } };
const writes = (report: Awaited<ReturnType<typeof play>>["report"], call: string) =>
  report.calls.bill[call]?.count ?? 0;

test("revised and approved again: the same bill, its lines with their ids, the new approval in its line", async () => {
  const before = await play([approve]);
  const { active, outcomes } = await play([
    approve,
    { precoro: "revise", idn: "1042", set: { items: lines("60.00", "45.00", "5.00") } },
  ]);
  expect(outcomes).toEqual(["created", "updated"]);
  expect(active).toMatchObject([{ amount: 110 }]);
  const ids = (bill: Bill | undefined) => bill?.billLineItems.map(({ id }) => id) ?? [];
  expect(ids(active[0]).slice(0, 2)).toEqual(ids(before.active[0]));
  expect(active[0]?.description).not.toBe(before.active[0]?.description);
});

test("lines without an account are sent, and the log says so", async () => {
  const { report } = await play([approve]);
  const said = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
  expect(said).toContainEqual(
    expect.stringMatching(/^Invoice #1042: created\. 2 of its 2 lines have no account\. https:/),
  );
});

test("approved again without a change: nothing is written", async () => {
  const { outcomes, report } = await play([approve, { precoro: "revise", idn: "1042" }]);
  expect(outcomes).toEqual(["created", "unchanged"]);
  expect(writes(report, "PUT /v3/bills/{id}")).toBe(0);
});

test("what a person coded in BILL is still there after a revision", async () => {
  const { active } = await play(
    [
      approve,
      {
        bill: "edit",
        id: BILL,
        set: {
          description: "Kim: ask first\nPrecoro invoice #1042 (approved 2026-01-05T08:00:00Z)",
          payFromChartOfAccountId: "0ca01BANK0000000001",
        },
      },
      { precoro: "revise", idn: "1042", set: { requiredDate: "2026-03-31" } },
    ],
    {
      bill: {
        vendors: [{ id: VENDOR, name: "Acme" }],
        chartOfAccounts: [{ id: "0ca01BANK0000000001", name: "Bank" }],
      },
    },
  );
  expect(active).toMatchObject([{ dueDate: "2026-03-31", payFromChartOfAccountId: "0ca01BANK0000000001" }]);
  expect(active[0]?.description).toMatch(/^Kim: ask first\nPrecoro invoice #1042/);
});

test("edited without a revision: nothing by itself, the update by Send to Bill", async () => {
  const edit: Step = { precoro: "edit", idn: "1042", set: { requiredDate: "2026-03-31" } };
  const quiet = await play([approve, edit]);
  expect(quiet.outcomes).toEqual(["created", "unchanged"]);
  const asked = await play([approve, { ...edit, notify: false }, button]);
  expect(asked.outcomes.slice(0, 2)).toEqual(["created", "updated"]);
  expect(asked.active).toMatchObject([{ dueDate: "2026-03-31" }]);
});

test("money on the bill: a revision is rejected with the amounts, also with the button, and nothing is written", async () => {
  const { outcomes, active, report, invoice } = await play([
    approve,
    { bill: "pay", id: BILL, set: { amount: 30 } },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00", "40.00") } },
    button,
  ]);
  expect(outcomes.slice(0, 2)).toEqual(["created", "rejected money-on-bill"]);
  expect(outcomes.at(-1)).toBe("rejected money-on-bill");
  expect(active).toMatchObject([{ amount: 100 }]);
  expect(writes(report, "PUT /v3/bills/{id}")).toBe(0);
  expect(invoice?.externalIntegrationLog).toMatch(/PARTIALLY_PAID, 30\.00 paid/);
});

describe("the bill is archived in BILL by a person", () => {
  const archived: Step[] = [approve, { bill: "archive", id: BILL }];
  const hint: Step = { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1042" } };

  test("the document is no longer integrated and is not sent again by itself", async () => {
    const { outcomes, active, invoice } = await play([...archived, hint, hint]);
    expect(outcomes.filter((outcome) => outcome !== "created")).toContain("unlinked archived-in-bill");
    expect(outcomes.at(-1)).toBe("skipped archived-in-bill");
    expect(active).toEqual([]);
    expect(invoice?.externalId).toBeNull();
  });

  test("Send to Bill restores the same bill", async () => {
    const { bills, invoice } = await play([...archived, hint, button]);
    expect(bills).toMatchObject([{ archived: false }]);
    expect(invoice?.externalId).toBe(bills[0]?.id);
  });

  test("a new approval restores and updates it", async () => {
    const { outcomes, bills } = await play([
      ...archived,
      { precoro: "revise", idn: "1042", set: { items: lines("60.00", "50.00") } },
    ]);
    expect(outcomes).toContain("restored");
    expect(bills).toMatchObject([{ archived: false, amount: 110 }]);
  });
});

test("a lost link is found again by our line, whatever else is in the description", async () => {
  const { outcomes, bills, invoice } = await play([
    approve,
    {
      bill: "edit",
      id: BILL,
      set: { description: "Note\nPrecoro invoice #1042 (approved 2026-01-05T08:00:00Z)" },
    },
    { precoro: "edit", idn: "1042", set: { externalId: null } },
  ]);
  expect(outcomes.at(-1)).toBe("linked");
  expect(bills).toHaveLength(1);
  expect(invoice?.externalId).toBe(bills[0]?.id);
});

test("a linked bill that lost our line gets it back", async () => {
  const { active, report } = await play([
    approve,
    { bill: "edit", id: BILL, set: { description: "Nothing of ours" } },
    { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1042" } },
  ]);
  expect(active[0]?.description).toMatch(/^Nothing of ours\nPrecoro invoice #1042/);
  expect(writes(report, "PATCH /v3/bills/{id}")).toBe(1);
});

test("a link to a bill that BILL does not know is said, and nothing is created", async () => {
  const { outcomes, bills } = await play([approve], {
    precoro: {
      suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
      invoices: [
        { id: 900_001, idn: "1042", status: 1, supplier: { id: 55 }, externalId: "00n01GONE00000000001" },
      ],
    },
  });
  expect(outcomes.at(-1)).toBe("rejected link-unknown");
  expect(bills).toEqual([]);
});

test("the number changes in a revision: the linked bill is read by its id and gets the new number", async () => {
  const { active, outcomes } = await play([
    approve,
    { precoro: "revise", idn: "1042", set: { invoiceNumber: "NEW-7" } },
  ]);
  expect(outcomes).toEqual(["created", "updated"]);
  expect(active).toMatchObject([{ invoice: { invoiceNumber: "NEW-7" } }]);
});

test.each([
  ["the number filter is refused", { refuseInvoiceNumberFilter: true }],
  ["pages are small and take no filters", { pageSizeMax: 1, refuseFiltersWithPage: true }],
  ["the error log is not shown", { externalIntegrationLogShown: false }],
  ["a second login ends the first session", { secondLoginEndsFirst: true }],
])("%s: the same bill", async (_, simulator) => {
  const other = {
    vendorId: VENDOR,
    invoice: { invoiceNumber: "X", invoiceDate: "2026-01-05" },
    dueDate: "2026-02-05",
    billLineItems: [{ amount: 1 }],
  };
  const { outcomes, active } = await play(
    [approve, { precoro: "revise", idn: "1042", set: { items: lines("61.00", "40.00") } }],
    {
      simulator,
      bill: {
        vendors: [{ id: VENDOR, name: "Acme" }],
        bills: [other, { ...other, invoice: { ...other.invoice, invoiceNumber: "Y" } }],
      },
    },
  );
  expect(outcomes).toEqual(["created", "updated"]);
  expect(active.filter(({ description }) => description?.startsWith("Precoro"))).toMatchObject([
    { amount: 101 },
  ]);
});

test("approved within a minute of being read as a draft: the minute is waited out, and nothing is lost", async () => {
  const input = world([]);
  const report = await playWorld({ ...input, script: [{ precoro: "edit", idn: "1042", set: {} }, approve] });
  expect(outcomesOf(report, "1042")).toEqual(["skipped not-approved", "created"]);
});

test("many hints within a minute: one read, one row each, no waiting once it is linked, and the approval among them is not lost", async () => {
  const input = world([]);
  const edit: Step = { precoro: "edit", idn: "1042", set: {} };
  const report = await playWorld({ ...input, script: [edit, edit, edit, approve, edit, edit, edit] });
  expect(outcomesOf(report, "1042")).toEqual(["skipped not-approved", "created"]);
  expect(report.calls.precoro["GET /invoices"]).toMatchObject({ refused: 0 });
  expect(report.virtualSeconds).toBeLessThan(120);
});

test("a rejection that is mended is forgotten in Precoro's log", async () => {
  const { outcomes, invoice } = await play([
    { precoro: "approve", idn: "1042", set: { requiredDate: null } },
    { precoro: "revise", idn: "1042", set: { requiredDate: "2026-02-28" } },
  ]);
  expect(outcomes[0]).toBe("rejected due-date-missing");
  expect(outcomes.at(-1)).toBe("created");
  expect(invoice?.externalIntegrationLog ?? "").toBe("");
});
