/** Approved credit notes: created once as vendor credits, and applied to their invoice's bill. */
import { creditNote, document, standalone, VENDOR, vendor } from "../fixtures/acme";
import { approve, CONFIG, messageOf, play, sendToBill, world } from "./creditNoteWorld";

test("a credit note of an invoice becomes one vendor credit, applied to the invoice's bill", async () => {
  const { credits, bills, linkOf, of, report } = await play(
    world([document("1"), creditNote("2", "30", { issueDate: "2026-01-03" })], [approve("1"), approve("2")]),
  );
  expect(of("2")).toEqual(["created"]);
  expect(credits).toMatchObject([
    {
      archived: false,
      amount: 30,
      appliedAmount: 30,
      referenceNumber: "CN-2",
      creditDate: "2026-01-03",
      usage: [{ billId: bills[0]?.id, amount: 30 }],
      vendorCreditLineItems: [{ amount: 30, description: "Paper returned" }],
    },
  ]);
  expect(credits[0]?.description).toMatch(
    /^Related invoice: https:\/\/app\.precoro\.com\/invoices\/1\nPrecoro credit note #2 \(approved 2026-/,
  );
  expect(bills).toMatchObject([{ creditAmount: 30 }]);
  expect(linkOf("2")).toBe(credits[0]?.id);
  expect(messageOf(report, "2", "created")).toMatch(/^30\.00 of it was applied to the invoice's bill\./);
});

test("a standalone credit note stays unapplied; all its lines are expenses, and tax is a line of its own if configured", async () => {
  const items = [
    { name: "Paper", price: "10", taxPercent: "10", item: { externalId: "0ii01PAPER00000001" } },
  ];
  const { credits, of } = await play(
    world([creditNote("2", "0", { ...standalone, items })], [approve("2")], {
      bill: {
        vendors: [vendor],
        chartOfAccounts: [{ id: "0ca01EXPENSE00000001" }, { id: "0ca01TAX0000000000001" }],
        items: [{ id: "0ii01PAPER00000001" }],
      },
      config: {
        ...CONFIG,
        "Default Expense Account": "0ca01EXPENSE00000001",
        "Tax Account": "0ca01TAX0000000000001",
      },
    }),
  );
  expect(of("2")).toEqual(["created"]);
  expect(credits).toMatchObject([{ amount: 11, appliedAmount: 0, usage: [] }]);
  expect(
    credits[0]?.vendorCreditLineItems.map(({ amount, classifications }) => [amount, classifications]),
  ).toEqual([
    [10, { chartOfAccountId: "0ca01EXPENSE00000001" }],
    [1, { chartOfAccountId: "0ca01TAX0000000000001" }],
  ]);
});

test("turned off: nothing is sent by notification, by Send to Bill or by schedule, and each logs it once", async () => {
  const { credits, report } = await play(
    world([creditNote("2", "30", standalone)], [approve("2"), sendToBill("2"), { advance: "P2D" }], {
      config: { "Export Schedule": "0 * * * *" },
    }),
  );
  expect(credits).toEqual([]);
  const lines = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
  expect(lines.filter((line) => /^Credit note #\d+ was not sent/.test(line))).toHaveLength(2);
});

test("approved before its invoice's bill exists: postponed, and sent by schedule as soon as the invoice is linked", async () => {
  const { credits, of, bills } = await play(
    world(
      [document("1", { status: 7 }), creditNote("2", "30")],
      [approve("2"), { advance: "P1D" }, approve("1"), { advance: "PT2H" }],
      { config: { ...CONFIG, "Export Schedule": "0 * * * *" } },
    ),
  );
  const waits = of("2").filter((outcome) => outcome === "postponed related-invoice-not-sent");
  expect(of("2").at(-1)).toBe("created");
  // Once by its notification, once by schedule, and at most once more a day later.
  expect(waits.length).toBeLessThanOrEqual(3);
  expect(credits).toMatchObject([{ appliedAmount: 30, usage: [{ billId: bills[0]?.id }] }]);
});

test.each([
  ["canceled", { status: 8 }, {}],
  [
    "approved before the start",
    { status: 2, approvalDate: "2025-01-01T10:00:00+0000" },
    { "Send Documents Approved From": "2026-01-01" },
  ],
  ["unknown to Precoro", undefined, {}],
] as const)(
  "its invoice is %s: rejected, and Send to Bill sends it as a standalone credit",
  async (_, invoice, config) => {
    const { credits, of } = await play(
      world(
        [...(invoice ? [document("1", invoice)] : []), creditNote("2", "30")],
        [approve("2"), sendToBill("2")],
        {
          config: { ...CONFIG, ...config },
        },
      ),
    );
    expect([...new Set(of("2"))]).toEqual(["rejected related-invoice-never-sent", "created"]);
    expect(credits).toMatchObject([{ amount: 30, appliedAmount: 0 }]);
  },
);

test("larger than what is due on the bill: applied up to that, and the log names the rest", async () => {
  const { credits, report } = await play(
    world(
      [document("1"), creditNote("2", "80"), creditNote("3", "50")],
      [approve("1"), approve("2"), approve("3")],
    ),
  );
  expect(credits.map(({ appliedAmount }) => appliedAmount)).toEqual([80, 20]);
  expect(messageOf(report, "3", "created")).toMatch(
    /^20\.00 of it was applied to the invoice's bill\. 30\.00 is still unapplied/,
  );
});

test("the bill is partly paid: the credit is applied to its rest", async () => {
  const { credits, of } = await play(
    world(
      [document("1"), creditNote("2", "30")],
      [approve("1"), { bill: "pay", id: { of: "1" }, set: { amount: 40 } }, approve("2")],
    ),
  );
  expect(of("2")).toEqual(["created"]);
  expect(credits).toMatchObject([{ appliedAmount: 30 }]);
});

test("BILL takes no credit on a bill with money on it: the credit stays unapplied, which is logged once, and nothing is retried", async () => {
  const { credits, report, of } = await play(
    world(
      [document("1"), creditNote("2", "30")],
      [
        approve("1"),
        { bill: "pay", id: { of: "1" }, set: { amount: 40 } },
        approve("2"),
        { run: "Export Document", body: { id: 900_002, type: 3, action: 1, idn: "2" } },
        { advance: "P1D" },
      ],
      {
        config: { ...CONFIG, "Export Schedule": "0 * * * *" },
        simulator: { partPaidBillTakesCredit: false },
      },
    ),
  );
  expect(of("2")).toEqual(["created credit-not-applied", "unchanged", "rejected credit-missing-on-bill"]);
  expect(credits).toMatchObject([{ appliedAmount: 0 }]);
  const lines = report.executions.flatMap(({ logs }) =>
    logs.filter(({ message }) => /was not applied/.test(message)),
  );
  expect(lines).toEqual([
    expect.objectContaining({
      level: "warn",
      message: expect.stringMatching(
        /30\.00 of Credit note #2 was not applied .*: BILL refused\. .* by hand/,
      ),
    }),
  ]);
});

test("another integration's link, and a document of the wrong kind for the action, are not touched", async () => {
  const { credits, of } = await play(
    world([creditNote("2", "30", { ...standalone, externalId: "QBO-1" })], [approve("2"), sendToBill("2")]),
  );
  expect([...new Set(of("2"))]).toEqual(["rejected external-id-not-from-bill"]);
  expect(credits).toEqual([]);
});

test("a vendor credit that a person entered is adopted if it is equal, or else rejected with the difference", async () => {
  const byHand = (amount: number, createdTime = "2026-01-05T07:59:00.000+00:00") => ({
    vendors: [vendor],
    vendorCredits: [
      {
        vendorId: VENDOR,
        referenceNumber: "CN-2",
        creditDate: "2026-01-03",
        amount,
        createdTime,
        description: "by hand",
      },
    ],
  });
  const one = creditNote("2", "30", {
    ...standalone,
    issueDate: "2026-01-03",
    createDate: "2026-01-04T08:00:00+0000",
  });
  const same = await play(world([one], [approve("2")], { bill: byHand(30) }));
  expect(same.of("2")).toEqual(["linked"]);
  expect(same.credits.map(({ description }) => description)).toEqual([
    expect.stringMatching(/^by hand\nPrecoro credit note #2 \(approved /),
  ]);
  const other = await play(world([one], [approve("2")], { bill: byHand(31) }));
  expect([...new Set(other.of("2"))]).toEqual(["rejected number-in-use"]);
  expect(other.credits).toHaveLength(1);
});
