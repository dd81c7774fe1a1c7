/** One invoice and its bill through all changes: revised, edited, archived, restored, paid, link or reference line lost. */
import type { Step } from "../../sandbox/worldFile";
import { approve, BILL, type Bill, callCount, lines, play, sendToBill, VENDOR } from "../kit/oneInvoice";

test("revised and approved again: the same bill and line ids, with the new approval in the reference line", async () => {
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
  const messages = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
  expect(messages).toContainEqual(
    expect.stringMatching(
      /^Invoice #1042: created\. Lines without an account: 2 of 2\. Code them in BILL\. https:/,
    ),
  );
});

test("approved again without a change: nothing is written", async () => {
  const { outcomes, report } = await play([approve, { precoro: "revise", idn: "1042" }]);
  expect(outcomes).toEqual(["created", "unchanged"]);
  expect(callCount(report, "PUT /v3/bills/{id}")).toBe(0);
});

test("a revision keeps what a person coded in BILL", async () => {
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

test("edited without a revision: updated by Send to Bill, not automatically", async () => {
  const edit: Step = { precoro: "edit", idn: "1042", set: { requiredDate: "2026-03-31" } };
  const automatic = await play([approve, edit]);
  expect(automatic.outcomes).toEqual(["created", "unchanged"]);
  const requested = await play([approve, { ...edit, notify: false }, sendToBill]);
  expect(requested.outcomes.slice(0, 2)).toEqual(["created", "updated"]);
  expect(requested.active).toMatchObject([{ dueDate: "2026-03-31" }]);
});

test("money on the bill: a revision is rejected with the amounts, also by Send to Bill, and nothing is written", async () => {
  const { outcomes, active, report, invoice } = await play([
    approve,
    { bill: "pay", id: BILL, set: { amount: 30 } },
    { precoro: "revise", idn: "1042", set: { items: lines("70.00", "40.00") } },
    sendToBill,
  ]);
  // The payment is imported, and the notification of that changes nothing.
  const changes = outcomes.filter((outcome) => outcome !== "unchanged");
  expect(changes.slice(0, 2)).toEqual(["created", "rejected money-on-bill"]);
  expect(outcomes.at(-1)).toBe("rejected money-on-bill");
  expect(active).toMatchObject([{ amount: 100 }]);
  expect(callCount(report, "PUT /v3/bills/{id}")).toBe(0);
  expect(invoice?.externalIntegrationLog).toMatch(/\(30\.00 paid\)/);
});

describe("a person archives the bill in BILL", () => {
  const archived: Step[] = [approve, { bill: "archive", id: BILL }];
  const notification: Step = {
    run: "Export Document",
    body: { id: 900_001, type: 3, action: 1, idn: "1042" },
  };

  test("the document is no longer integrated, and not sent again automatically", async () => {
    const { outcomes, active, invoice } = await play([...archived, notification, notification]);
    expect(outcomes.filter((outcome) => outcome !== "created")).toContain("unlinked archived-in-bill");
    expect(outcomes.at(-1)).toBe("skipped archived-in-bill");
    expect(active).toEqual([]);
    expect(invoice?.externalId).toBeNull();
  });

  test("Send to Bill restores the same bill", async () => {
    const { bills, invoice } = await play([...archived, notification, sendToBill]);
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

test("a lost link is found by the reference line, whatever else the description says", async () => {
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

test("a linked bill that lost its reference line gets it back", async () => {
  const { active, report } = await play([
    approve,
    { bill: "edit", id: BILL, set: { description: "Nothing of ours" } },
    { run: "Export Document", body: { id: 900_001, type: 3, action: 1, idn: "1042" } },
  ]);
  expect(active[0]?.description).toMatch(/^Nothing of ours\nPrecoro invoice #1042/);
  expect(callCount(report, "PATCH /v3/bills/{id}")).toBe(1);
});

test("a link to an unknown bill is rejected, and nothing is created", async () => {
  const { outcomes, bills } = await play([approve], {
    precoro: {
      suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
      invoices: [
        { id: 900_001, idn: "1042", status: 1, supplier: { id: 55 }, externalId: "00n01GONE00000000001" },
      ],
    },
  });
  expect(outcomes.at(-1)).toBe("rejected linked-record-not-found");
  expect(bills).toEqual([]);
});

test.each<[string, Step]>([
  ["automatically", approve],
  ["by Send to Bill", { ...sendToBill, body: { idn: "1042" } }],
])("a bill that a person entered is adopted unchanged, %s", async (_, send) => {
  const handMade = {
    vendorId: VENDOR,
    invoice: { invoiceNumber: "INV-1042", invoiceDate: "2026-01-05" },
    dueDate: "2026-02-04",
    description: "Entered by Kim",
    billLineItems: [{ amount: 99.5, description: "All of it" }, { amount: 0.5 }],
  };
  const { outcomes, bills, report } = await play([{ ...approve, notify: false } as Step, send], {
    bill: { vendors: [{ id: VENDOR, name: "Acme" }], bills: [handMade] },
  });
  expect(outcomes[0]).toBe("linked");
  expect(bills).toMatchObject([
    {
      description: expect.stringMatching(/^Entered by Kim\nPrecoro invoice #1042/),
      billLineItems: [{ amount: 99.5 }, { amount: 0.5 }],
    },
  ]);
  expect(callCount(report, "PUT /v3/bills/{id}")).toBe(0);
});

test("a revision changes the number: the linked bill is read by its id and gets the new number", async () => {
  const { active, outcomes } = await play([
    approve,
    { precoro: "revise", idn: "1042", set: { invoiceNumber: "NEW-7" } },
  ]);
  expect(outcomes).toEqual(["created", "updated"]);
  expect(active).toMatchObject([{ invoice: { invoiceNumber: "NEW-7" } }]);
});

test.each([
  ["the number filter is refused", { refuseInvoiceNumberFilter: true }],
  ["pages are small and accept no filters", { pageSizeMax: 1, refuseFiltersWithPage: true }],
  ["the error log is not shown", { externalIntegrationLogShown: false }],
  ["a second login ends the first session", { secondLoginEndsFirst: true }],
])("%s: still one bill, updated", async (_, simulator) => {
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
