/** What happens to an applied credit between two calls of the run that takes it off and applies it again. */

import type { Simulation } from "../../sandbox/simulation";
import type { SingleStep } from "../../sandbox/worldFile";
import { creditNote, document } from "../fixtures/acme";
import { approve, messageOf, play, warningsOf, world } from "./creditNoteWorld";

const revise = (price: string): SingleStep => ({
  precoro: "revise",
  idn: "2",
  set: { items: [{ name: "Paper returned", price }] },
});
const cancel: SingleStep = { precoro: "cancel", idn: "2" };

describe("between two calls of one run", () => {
  /** Does it once, right after the first such call after note 2 was revised. */
  const after =
    (call: string, act: (simulation: Simulation, billId: string) => void) =>
    (simulation: Simulation): void => {
      const { bill, precoro } = simulation;
      let isDone = false;
      bill.journal.listen(({ method, path }) => {
        const isRevised = Number(precoro.world.invoice("2")["sum"]) === 25;
        if (isDone || !isRevised || `${method} ${path}` !== call) return;
        isDone = true;
        act(simulation, bill.world.bills()[0]?.id ?? "");
      });
    };
  const revised = [approve("1"), approve("2"), revise("25")];
  const both = [document("1"), creditNote("2", "30")];

  test("the bill is paid before the credit is taken off: BILL refuses, and nothing is changed", async () => {
    const { credits, of } = await play(
      world(both, revised),
      after("GET /v3/bills/{id}", ({ bill }, id) => bill.world.pay(id, { amount: 10 }, { notify: false })),
    );
    expect([...new Set(of("2"))]).toEqual(["created", "rejected credit-applied"]);
    expect(credits).toMatchObject([{ amount: 30, appliedAmount: 30 }]);
  });

  test.each([
    ["takes a credit", { partPaidBillTakesCredit: true }, ["created", "updated"], 25],
    ["takes none", { partPaidBillTakesCredit: false }, ["created", "updated credit-not-applied"], 0],
  ])("it is paid in part after that, and %s", async (_, simulator, outcomes, appliedAmount) => {
    const { credits, of } = await play(
      world(both, revised, { simulator }),
      after("PUT /v3/bills/{id}", ({ bill }, id) => bill.world.pay(id, { amount: 10 }, { notify: false })),
    );
    expect([...new Set(of("2"))]).toEqual(outcomes);
    expect(credits).toMatchObject([{ amount: 25, appliedAmount }]);
  });

  test("it is scheduled in full after that: the credit stays unapplied, and the log warns", async () => {
    const { credits, of, report } = await play(
      world(both, revised),
      after("PUT /v3/bills/{id}", ({ bill }, id) =>
        bill.world.pay(id, { amount: 90, status: "SCHEDULED" }, { notify: false }),
      ),
    );
    expect(of("2")).toEqual(["created", "updated credit-not-applied"]);
    expect(credits).toMatchObject([{ amount: 25, appliedAmount: 10 }]);
    expect(warningsOf(report)).toEqual([
      expect.stringMatching(
        /15\.00 of Credit note #2 was not applied .* 10\.00 was, and 90\.00 of that bill is still due/,
      ),
    ]);
  });

  test("the user loses the right to apply: changed, unapplied and linked, and the log warns", async () => {
    const { credits, bills, of, linkOf, report } = await play(
      world(both, revised),
      after("PUT /v3/bills/{id}", ({ bill }) => bill.world.changeRules({ mayApplyCredits: false })),
    );
    expect(of("2")).toEqual(["created", "updated credit-right-missing"]);
    expect(credits).toMatchObject([{ amount: 25, appliedAmount: 0 }]);
    expect(bills).toMatchObject([{ creditAmount: 0 }]);
    expect(linkOf("2")).toBe(credits[0]?.id);
    expect(warningsOf(report)).toEqual([
      expect.stringMatching(
        /25\.00 of Credit note #2 was not applied to the bill of invoice #1, because BILL/,
      ),
    ]);
  });

  test("BILL refuses the new content: the credit goes back as it was", async () => {
    const tooLong = { items: [{ name: "Paper ".repeat(1_000), price: "25" }] };
    const { credits, bills, of, report } = await play(
      world(both, [approve("1"), approve("2"), { precoro: "revise", idn: "2", set: tooLong }]),
    );
    expect(of("2")).toEqual(["created", "rejected refused-by-bill"]);
    expect(credits).toMatchObject([{ amount: 30, appliedAmount: 30 }]);
    expect(bills).toMatchObject([{ creditAmount: 30 }]);
    expect(messageOf(report, "2", "rejected")).toMatch(/^BILL refused .* its vendor credit stays applied\.$/);
  });

  test("the credit is archived while it is applied: the log warns at once", async () => {
    const { of, report } = await play(
      world([document("1"), creditNote("2", "30")], [approve("1"), approve("2"), cancel]),
      ({ bill, precoro }) => {
        bill.journal.listen(({ method, path }) => {
          const [one] = bill.world.bills();
          const [credit] = bill.world.credits();
          const isOff = method === "GET" && path === "/v3/vendor-credits" && credit?.appliedAmount === 0;
          if (one && credit && isOff && Number(precoro.world.invoice("2")["status"]) === 8)
            bill.world.apply(credit.id, one.id, 30, { notify: false });
        });
      },
    );
    expect(of("2")).toEqual(["created", "archived applied-credit-archived"]);
    expect(warningsOf(report)).toEqual([
      expect.stringMatching(/was applied in BILL \(30\.00 applied\) while/),
    ]);
  });
});
