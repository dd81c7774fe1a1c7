/** Discounts and other negative lines: they go to BILL as they are, and subtracted from another line where BILL refuses them. */
import type { SingleStep, Step, WorldInput } from "../../sandbox/worldFile";
import { creditNote, document, standalone } from "../fixtures/acme";
import { approve, BILL, callCount, lines, play, sendToBill, VENDOR } from "../kit/oneInvoice";
import { outcomesOf, playWorld } from "../kit/playWorld";
import { approve as approveNote, world as notesWorld, play as playNotes } from "./creditNoteWorld";

const ACCOUNT = "0ca01DISCOUNTS0000001";
const TAX = "0ca01TAX0000000000001";
const refusing = { simulator: { negativeLinesAccepted: false } };
const POST = "POST /v3/bills";
const PUT = "PUT /v3/bills/{id}";

const discounted = [
  ...lines("60.00"),
  {
    name: "Rebate",
    quantity: "1",
    price: "-10.00",
    dataItemCustomFields: {
      data: [
        {
          value: "Discounts",
          itemCustomField: { id: 17, name: "Bill Chart of Accounts" },
          itemCustomFieldOption: { id: 4, name: "Discounts", externalId: ACCOUNT },
        },
      ],
    },
  },
];
const invoiceOf = (items: object[], n = 0) => ({
  id: 900_001 + n,
  idn: String(1042 + n),
  status: 1,
  supplier: { id: 55 },
  items,
});
const withInvoices = (more: WorldInput, ...all: object[][]): WorldInput => ({
  ...more,
  bill: {
    vendors: [{ id: VENDOR, name: "Acme" }],
    chartOfAccounts: [
      { id: ACCOUNT, name: "Discounts" },
      { id: TAX, name: "Tax" },
    ],
  },
  precoro: {
    suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
    invoices: all.map((items, n) => invoiceOf(items, n)),
  },
});
const amounts = (bill: { billLineItems: { amount: number; description?: string }[] } | undefined) =>
  bill?.billLineItems.map(({ amount, description }) => `${description} ${amount}`);

test("accepted: a line of its own with its own account, in one call, and nothing is written again", async () => {
  const { outcomes, active, report } = await play(
    [approve, { precoro: "revise", idn: "1042" }, sendToBill],
    withInvoices({}, discounted),
  );
  expect(outcomes).toEqual(["created", "unchanged", "unchanged"]);
  expect(amounts(active[0])).toEqual(["Line 1 60", "Rebate -10"]);
  expect(active[0]).toMatchObject({ amount: 50 });
  expect(active[0]?.billLineItems[1]?.classifications).toEqual({ chartOfAccountId: ACCOUNT });
  expect([callCount(report, POST), callCount(report, PUT)]).toEqual([1, 0]);
});

test("a negative tax with a Tax Account is a line of its own, too", async () => {
  const items = [
    { name: "Paper", quantity: "1", price: "60.00" },
    { name: "Return", quantity: "1", price: "-10.00", taxPercent: 10 },
  ];
  const more = withInvoices({ config: { "Tax Account": TAX } }, items);
  const accepted = await play([approve], more);
  expect(accepted.outcomes).toEqual(["created"]);
  expect(amounts(accepted.active[0])).toEqual(["Paper 60", "Return -10", "Tax -1"]);
  const refused = await play([approve, { precoro: "revise", idn: "1042" }], { ...more, ...refusing });
  expect(refused.outcomes).toEqual(["created", "unchanged"]);
  expect(amounts(refused.active[0])).toEqual(["Paper (less Return 10.00) (less Tax 1.00) 49"]);
});

describe("refused", () => {
  test("the other form is tried once, remembered for 30 days, and then the lines are tried as they are", async () => {
    const { report, bills } = await play(
      [
        approve,
        { precoro: "approve", idn: "1043" },
        { precoro: "revise", idn: "1042" },
        { advance: "P30D" },
        { precoro: "approve", idn: "1044" },
      ],
      withInvoices({ ...refusing, config: { "Export Schedule": "" } }, discounted, discounted, discounted),
    );
    expect(outcomesOf(report, "1042")).toEqual(["created", "unchanged"]);
    expect(bills.map(amounts)).toEqual(Array(3).fill(["Line 1 (less Rebate 10.00) 50"]));
    // Two for the first, one for the second, two for the third.
    expect(callCount(report, POST)).toBe(5);
  });

  test("a revision that brings a discount: the bill is updated in the other form", async () => {
    const { outcomes, active, report } = await play(
      [approve, { precoro: "revise", idn: "1042", set: { items: { data: discounted } } }, sendToBill],
      withInvoices(refusing, lines("60.00", "40.00")),
    );
    expect(outcomes).toEqual(["created", "updated", "unchanged"]);
    expect(amounts(active[0])).toEqual(["Line 1 (less Rebate 10.00) 50"]);
    expect(callCount(report, PUT)).toBe(2);
  });

  test("no line is large enough: rejected with BILL's words, and with what to do", async () => {
    const { outcomes, bills, invoice } = await play(
      [approve],
      withInvoices(refusing, [
        ...lines("60.00", "60.00"),
        { name: "Rebate", quantity: "1", price: "-70.00" },
      ]),
    );
    expect(outcomes).toEqual(["rejected negative-line"]);
    expect(bills).toEqual([]);
    expect(invoice?.externalIntegrationLog).toMatch(
      /has the negative line Rebate \(-70\.00\).*BILL refused it: .+\. In Precoro, put the discount/,
    );
  });

  test("what BILL is known to refuse, and no line takes, is not sent every day", async () => {
    const { report } = await play(
      [approve, { precoro: "approve", idn: "1043" }, { advance: "P3D" }],
      withInvoices({ ...refusing, config: { "Export Schedule": "0 6 * * *" } }, discounted, [
        ...lines("60.00", "60.00"),
        { name: "Rebate", quantity: "1", price: "-70.00" },
      ]),
    );
    expect(outcomesOf(report, "1043")).toContain("rejected negative-line");
    expect(callCount(report, POST)).toBe(2);
  });

  test.each(["reset-before", "reset-after", "500"] as const)("%s at each create: one bill", async (kind) => {
    for (const skip of [0, 1]) {
      const { active, bills } = await play(
        [{ fault: { system: "bill", match: POST, kind, skip } }, approve],
        withInvoices(refusing, discounted),
      );
      expect(bills).toHaveLength(1);
      expect(amounts(active[0])).toEqual(["Line 1 (less Rebate 10.00) 50"]);
    }
  });

  test("a run that dies after the refusal, and three at once: one active bill", async () => {
    const send: SingleStep = { run: "Send To Bill", body: { idn: "1042" } };
    const quietly: Step = { precoro: "approve", idn: "1042", notify: false };
    const died = await play(
      [quietly, { ...send, die: POST }, sendToBill],
      withInvoices(refusing, discounted),
    );
    expect(died.bills.map(amounts)).toEqual([["Line 1 (less Rebate 10.00) 50"]]);
    const raced = await play([quietly, { together: [send, send, send] }], withInvoices(refusing, discounted));
    expect(raced.active.map(amounts)).toEqual([["Line 1 (less Rebate 10.00) 50"]]);
    expect(raced.invoice?.externalId).toBe(raced.active[0]?.id);
  });

  test("bills and vendor credits are remembered apart", async () => {
    const items = [
      { name: "Paper", price: "30" },
      { name: "Fee", price: "-5" },
    ];
    const note = (idn: string) => creditNote(idn, "30", { ...standalone, items });
    const { report, credits } = await playNotes(
      notesWorld(
        [document("1", { items }), note("2"), note("3")],
        ["1", "2", "3"].map(approveNote),
        refusing,
      ),
    );
    expect(
      credits.map(({ amount, vendorCreditLineItems: [first, ...more] }) => [
        amount,
        first?.description,
        more.length,
      ]),
    ).toEqual([
      [25, "Paper (less Fee 5.00)", 0],
      [25, "Paper (less Fee 5.00)", 0],
    ]);
    expect([callCount(report, POST), callCount(report, "POST /v3/vendor-credits")]).toEqual([2, 3]);
  });
});

test("a refusal for another cause is reported in its own words, and nothing is remembered", async () => {
  const { report } = await play(
    [approve, { precoro: "approve", idn: "1043" }],
    withInvoices({ simulator: { booksClosedUntil: "2026-12-31" } }, discounted, discounted),
  );
  expect(outcomesOf(report, "1042")).toEqual(["rejected books-closed"]);
  expect(report.precoro["invoices"]).toMatchObject([
    {
      externalIntegrationLog: expect.stringMatching(
        /^BILL refused to create the bill .* or give Invoice #1042 a later date in Precoro\.$/,
      ),
    },
    {},
  ]);
  // Each is tried in both forms.
  expect(callCount(report, POST)).toBe(4);
});

describe("a bill in the older form", () => {
  /** Made while BILL refused negative lines. */
  const older = (script: Step[], more: WorldInput = {}): WorldInput => ({
    ...withInvoices(more, discounted),
    bill: {
      ...withInvoices({}, discounted).bill,
      bills: [
        {
          id: "00n01OLDERFORM0000001",
          vendorId: VENDOR,
          invoice: { invoiceNumber: "INV-1042", invoiceDate: "2026-01-05" },
          dueDate: "2026-02-04",
          description: "Precoro invoice #1042 (approved 2026-01-04T08:00:00Z)",
          billLineItems: [{ amount: 50, description: "Line 1 (less Rebate 10.00)" }],
        },
      ],
    },
    script,
  });

  test("is left as it is, paid or not", async () => {
    const pay: Step = { bill: "pay", id: BILL };
    for (const script of [[approve], [pay, approve]]) {
      const report = await playWorld(older([...script, { advance: "PT2M" }, sendToBill]));
      expect(outcomesOf(report, "1042").filter((one) => one !== "unchanged")).toEqual(["linked"]);
      expect(report.calls.bill[PUT]).toBeUndefined();
    }
  });

  test("takes the discount as a line of its own with the next change", async () => {
    const report = await playWorld(
      older([{ precoro: "approve", idn: "1042", set: { requiredDate: "2026-03-31" } }]),
    );
    const [bill] = report.bill["bills"] as unknown as Parameters<typeof amounts>[0][];
    expect(amounts(bill)).toEqual(["Line 1 60", "Rebate -10"]);
  });
});
