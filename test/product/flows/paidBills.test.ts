/** Bills and vendor credits with money on them whose lines alone differ from their document: they are left as they are. */
import type { Step } from "../../sandbox/worldFile";
import { creditNote, document } from "../fixtures/acme";
import { approve, BILL, callCount, lines, play, sendToBill } from "../kit/oneInvoice";
import { approve as approveNote, world as notesWorld, play as playNotes } from "./creditNoteWorld";

/** The outcomes, without the events of our own writes. */
const ends = (outcomes: readonly string[]) => outcomes.filter((outcome) => outcome !== "unchanged");

describe("money on the bill", () => {
  const paid: Step = { bill: "pay", id: BILL, set: { amount: 30 } };
  const split: Step = { precoro: "revise", idn: "1042", set: { items: lines("55.00", "45.00") } };

  test.each([true, false])(
    "the split alone was changed (codingOpenWhenPaid: %s): nothing is written and nothing rejected",
    async (codingOpenWhenPaid) => {
      const { outcomes, active, report, invoice } = await play([approve, paid, split, sendToBill], {
        simulator: { codingOpenWhenPaid },
      });
      expect(ends(outcomes)).toEqual(["created"]);
      expect(active[0]?.billLineItems.map(({ amount }) => amount)).toEqual([60, 40]);
      expect(callCount(report, "PUT /v3/bills/{id}")).toBe(0);
      expect(invoice?.externalIntegrationLog ?? "").toBe("");
      const messages = report.executions.flatMap(({ logs }) => logs.map(({ message }) => message));
      expect(messages).toContainEqual(
        expect.stringMatching(
          /^Invoice #1042: unchanged\. Only its lines, their coding or the purchase order differ\. .*\(30\.00 paid\)\. https:/,
        ),
      );
    },
  );

  test.each<[string, Record<string, unknown>]>([
    ["the total", { items: lines("60.00", "45.00") }],
    ["a date", { requiredDate: "2026-03-31" }],
    ["the number", { invoiceNumber: "INV-NEW" }],
  ])("%s was changed: rejected as before", async (_, set) => {
    const { outcomes } = await play([approve, paid, { precoro: "revise", idn: "1042", set }]);
    expect(ends(outcomes)).toEqual(["created", "rejected money-on-bill"]);
  });

  test("an applied vendor credit whose split alone was changed stays as it is", async () => {
    const items = [
      { name: "Paper", price: "20" },
      { name: "Fee", price: "10" },
    ];
    const { of, credits, report } = await playNotes(
      notesWorld(
        [document("1"), creditNote("2", "30")],
        [approveNote("1"), approveNote("2"), { precoro: "revise", idn: "2", set: { items } }],
      ),
    );
    expect(of("2")).toEqual(["created", "unchanged"]);
    expect(credits).toMatchObject([{ appliedAmount: 30, vendorCreditLineItems: [{ amount: 30 }] }]);
    expect(report.calls.bill["PUT /v3/vendor-credits/{id}"]).toBeUndefined();
  });
});
