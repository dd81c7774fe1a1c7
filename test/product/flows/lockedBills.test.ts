/** Bills that BILL's approvals or closed books lock, in every flow that writes. */
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { creditNote, document } from "../fixtures/acme";
import { approve, BILL, callCount, lines, play, sendToBill, VENDOR } from "../kit/oneInvoice";
import { approve as approveNote, messageOf, world as notesWorld, play as playNotes } from "./creditNoteWorld";

const PUT = "PUT /v3/bills/{id}";
const ARCHIVE = "POST /v3/bills/{id}/archive";
const onceApproved: WorldInput = { simulator: { billsLocked: "onceApproved" } };
const booksClosed: WorldInput = { simulator: { booksClosedUntil: "2026-01-31" } };
const quietly = { notify: false };

const inApproval = (approvalStatus = "APPROVED"): Step => ({
  bill: "edit",
  id: BILL,
  set: { approvalStatus },
});
const approversRemoved: Step = inApproval("UNASSIGNED");
const revise: Step = { precoro: "revise", idn: "1042", set: { items: lines("70.00", "40.00") } };
const cancel: Step = { precoro: "cancel", idn: "1042" };
const sweep: Step = { run: "Export Changed Documents" };

/** The outcomes, without the events of our own writes and repeats. */
const ends = (outcomes: readonly string[]) =>
  outcomes.filter((outcome, at) => outcome !== "unchanged" && outcome !== outcomes[at - 1]);

describe("an invoice is revised after its bill was approved", () => {
  test.each<[string, Step[]]>([
    ["by its event", [revise]],
    ["by Send to Bill", [{ ...revise, ...quietly }, sendToBill]],
    ["by the schedule", [{ ...revise, ...quietly }, sweep]],
  ])("%s: rejected with the setting and the ways out, the bill stays as it is", async (_, steps) => {
    const { outcomes, active, invoice, report } = await play([approve, inApproval(), ...steps], onceApproved);
    expect(ends(outcomes)).toEqual(["created", "rejected locked-by-approvals"]);
    expect(active).toMatchObject([{ amount: 100 }]);
    expect(invoice?.externalId).toBe(active[0]?.id);
    expect(invoice?.externalIntegrationLog).toMatch(
      /^BILL refused to change bill 00n\w+ of Invoice #1042: .*APPROVED.* It is approved.*remove its approvers or allow edits under Settings > Approval Settings, then run Send To Bill\. Or archive/,
    );
    expect(callCount(report, PUT)).toBe(2);
  });

  test("while it is being approved, with the setting that allows edits afterwards", async () => {
    const whileApproving: WorldInput = { simulator: { billsLocked: "whileApproving" } };
    const { outcomes, active } = await play(
      [approve, inApproval("APPROVING"), revise, inApproval(), sendToBill],
      whileApproving,
    );
    expect(ends(outcomes)).toEqual(["created", "rejected locked-by-approvals", "updated"]);
    expect(active).toMatchObject([{ amount: 110 }]);
  });

  test("where BILL allows edits, an approved bill is updated", async () => {
    const { outcomes } = await play([approve, inApproval(), revise]);
    expect(ends(outcomes)).toEqual(["created", "updated"]);
  });

  test("the first way out: the approvers are removed, and Send to Bill updates it", async () => {
    const { outcomes, active, invoice } = await play(
      [approve, inApproval(), revise, approversRemoved, sendToBill],
      onceApproved,
    );
    expect(ends(outcomes)).toEqual(["created", "rejected locked-by-approvals", "updated"]);
    expect(active).toMatchObject([{ amount: 110 }]);
    expect(invoice?.externalIntegrationLog ?? "").toBe("");
  });

  test("the second way out: a person archives it, and Send to Bill creates a new one", async () => {
    const { outcomes, active, bills, invoice } = await play(
      [approve, inApproval(), revise, { bill: "archive", id: BILL }, sendToBill, sendToBill],
      onceApproved,
    );
    expect(ends(outcomes)).toEqual([
      "created",
      "rejected locked-by-approvals",
      "unlinked archived-in-bill",
      "skipped archived-in-bill",
      "created",
    ]);
    expect(bills).toHaveLength(2);
    expect(active).toMatchObject([{ amount: 110 }]);
    expect(invoice?.externalId).toBe(active[0]?.id);
  });

  test("archived without a revision: the approved bill itself is restored", async () => {
    const { bills, active } = await play(
      [approve, inApproval(), { bill: "archive", id: BILL }, sendToBill],
      onceApproved,
    );
    expect(bills).toHaveLength(1);
    expect(active).toHaveLength(1);
  });
});

describe("an invoice is canceled after its bill was approved", () => {
  test.each<[string, Step[]]>([
    ["by its event", [cancel]],
    ["by Send to Bill", [{ ...cancel, ...quietly }, sendToBill]],
    ["by the schedule", [{ ...cancel, ...quietly }, sweep]],
  ])("%s: rejected with the setting and the ways out", async (_, steps) => {
    const { outcomes, active, invoice, report } = await play([approve, inApproval(), ...steps], onceApproved);
    expect(ends(outcomes)).toEqual(["created", "rejected locked-by-approvals-canceled"]);
    expect(active).toHaveLength(1);
    expect(invoice?.externalIntegrationLog).toMatch(
      /^Invoice #1042 is canceled in Precoro, but BILL refused to archive bill 00n.*Settings > Approval Settings, then archive the bill there, so that it isn't paid\.$/,
    );
    // Two by each flow: our own text on the invoice is an event, too.
    expect(callCount(report, ARCHIVE)).toBe(steps.length * 2);
  });

  test("once the approvers are removed, the schedule archives it within a day", async () => {
    const { outcomes, active } = await play(
      [approve, inApproval(), cancel, approversRemoved, { advance: "P1DT1H" }],
      onceApproved,
    );
    expect(ends(outcomes).slice(0, 2)).toEqual(["created", "rejected locked-by-approvals-canceled"]);
    expect(ends(outcomes).at(-1)).toBe("archived");
    expect(active).toEqual([]);
  });
});

describe("the books are closed", () => {
  test("a revision, by its event and by Send to Bill", async () => {
    const { outcomes, active, invoice } = await play([approve, revise, sendToBill], {
      ...booksClosed,
      bill: { bills: [ofLastMonth()] },
    });
    expect(ends(outcomes).slice(0, 2)).toEqual(["rejected books-closed"]);
    expect(active).toMatchObject([{ amount: 100 }]);
    expect(invoice?.externalIntegrationLog).toMatch(
      /^BILL refused to change the bill of Invoice #1042, whose date is in a closed period: .*Books Closed Date under Settings > Accounting > Preferences, then run Send To Bill; or record the difference by hand in an open period\.$/,
    );
  });

  test("a cancellation", async () => {
    const { outcomes, active } = await play([approve, cancel], {
      ...booksClosed,
      bill: { bills: [ofLastMonth()] },
    });
    expect(ends(outcomes).at(-1)).toBe("rejected books-closed-canceled");
    expect(active).toHaveLength(1);
  });
});

describe("more than one bill of an invoice", () => {
  /** A second bill that another run has made, and that was approved before this one sees it. */
  const doubled = (approvalStatus: string): WorldInput => ({
    ...onceApproved,
    bill: {
      bills: [
        { ...ofLastMonth(), createdTime: "2026-01-01T08:00:00.000+00:00" },
        { ...ofLastMonth(), id: "00n01SECOND0000000001", approvalStatus },
      ],
    },
  });

  test("the one to archive is locked: rejected with what to do, and archived once it is not", async () => {
    const { outcomes, active, invoice } = await play([approve], doubled("APPROVED"));
    expect(ends(outcomes)).toEqual(["rejected duplicate-locked"]);
    expect(active).toHaveLength(2);
    expect(invoice?.externalIntegrationLog).toMatch(
      /has more than one active bill in BILL, but BILL refused to archive 00n01SECOND0000000001, which is approved: .* remove its approvers/,
    );
    const unlocked: Step = {
      bill: "edit",
      id: "00n01SECOND0000000001",
      set: { approvalStatus: "UNASSIGNED" },
    };
    const after = await play([approve, unlocked, sendToBill], doubled("APPROVED"));
    expect(after.active).toHaveLength(1);
  });

  test("a canceled invoice: the others are archived all the same", async () => {
    const { bills, outcomes } = await play([{ precoro: "approve", idn: "1042", ...quietly }, cancel], {
      ...doubled("UNASSIGNED"),
      bill: {
        bills: [
          { ...ofLastMonth(), approvalStatus: "APPROVED" },
          { ...ofLastMonth(), id: "00n01SECOND0000000001" },
        ],
      },
    });
    expect(bills.map(({ archived }) => archived)).toEqual([false, true]);
    expect(ends(outcomes)).toEqual(["rejected locked-by-approvals-canceled"]);
  });
});

test("a locked bill without a reference line that is linked: rejected, and the bill stays as it is", async () => {
  const { outcomes, active } = await play(
    [
      approve,
      { bill: "edit", id: BILL, set: { approvalStatus: "APPROVED", description: "Kim" } },
      { precoro: "revise", idn: "1042" },
    ],
    onceApproved,
  );
  expect(ends(outcomes)).toEqual(["created", "rejected locked-by-approvals"]);
  expect(active).toMatchObject([{ description: "Kim" }]);
});

test("a credit that a locked bill does not take: linked, and the log warns with the setting", async () => {
  const { of, report, credits } = await playNotes(
    notesWorld(
      [document("1"), creditNote("2", "30")],
      [
        approveNote("1"),
        { bill: "edit", id: { of: "1" }, set: { approvalStatus: "APPROVED" } },
        approveNote("2"),
      ],
      onceApproved,
    ),
  );
  expect(of("2")).toEqual(["created credit-bill-locked"]);
  expect(credits).toMatchObject([{ appliedAmount: 0 }]);
  expect(messageOf(report, "2", "created")).toMatch(
    /which is approved, because BILL refused: .* then apply the credit there/,
  );
});

/** The invoice's bill as an earlier approval made it. */
function ofLastMonth() {
  return {
    id: "00n01LASTMONTH0000001",
    vendorId: VENDOR,
    invoice: { invoiceNumber: "INV-1042", invoiceDate: "2026-01-05" },
    dueDate: "2026-02-04",
    description: "Precoro invoice #1042 (approved 2026-01-04T08:00:00Z)",
    billLineItems: [
      { amount: 60, description: "Line 1" },
      { amount: 40, description: "Line 2" },
    ],
  };
}
