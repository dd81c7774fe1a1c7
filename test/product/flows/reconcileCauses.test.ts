/** Reconcile names what differs by payments and links, and what to do, before BILL pays too much. */

import { acmeWorld, document as invoice } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";
import { billOf } from "./paymentWorld";
import {
  approveNote,
  creditOf,
  HOUR_MS,
  inState,
  MINUTE_MS,
  quietly,
  reconcile,
  sent,
} from "./reconcileWorld";

describe("payments", () => {
  test("the warning about a credit before the bill exists says how much, and what to do", () =>
    withSimulation(
      acmeWorld([
        invoice("1", { status: 4, sumPaid: "30", payments: { data: [{ sumPaid: "30", logicType: 1 }] } }),
      ]),
      async (simulation) => {
        const execution = await simulation.platform.run("Send To Bill", { idn: "1" });
        expect(resultsOf(execution)).toEqual({ "1": "created credited-before-bill" });
        const [line] = execution.logs.filter(({ level }) => level === "warn");
        expect(line?.message).toContain("30.00 of Invoice #1 is already credited in Precoro");
        await simulation.platform.advance(2 * MINUTE_MS);
        const { found } = await reconcile(simulation);
        expect(found).toEqual({ "1": "rejected credit-from-balance" });
      },
    ));

  test("paid by hand in Precoro while BILL has it scheduled: BILL would pay it again", () =>
    sent(async (simulation) => {
      simulation.bill.world.pay(billOf(simulation, "1"), { status: "SCHEDULED" }, quietly);
      expect((await reconcile(simulation)).found).toEqual({});
      simulation.precoro.world.pay("1", { sumPaid: "40" }, quietly);
      await simulation.platform.advance(2 * MINUTE_MS);
      const { found, message, rests } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected paid-only-in-precoro" });
      expect(rests).toEqual(["60.00 · 100.00 · 100.00"]);
      expect(message("1")).toMatch(
        /^Left to pay: 60\.00 in Precoro, 100\.00 in BILL \(100\.00 scheduled\)\. 40\.00 of/,
      );
    }));

  test("not booked yet and paid by hand: both are said, the one that BILL would pay again first, and the next import books", () =>
    sent(
      async (simulation) => {
        const { bill, precoro, platform } = simulation;
        bill.world.pay(
          billOf(simulation, "1"),
          { amount: 50, updatedTime: "2025-12-01T00:00:00.000+00:00" },
          quietly,
        );
        precoro.world.pay("1", { sumPaid: "20", payDate: "2026-01-02T00:00:00+0000" }, quietly);
        const { found, message, rows } = await reconcile(simulation);
        expect(found).toEqual({ "1": "rejected paid-only-in-precoro" });
        expect(message("1")).toContain("No action needed: Import Payments looks for it next.");
        expect(rows[0]).toContain(",paid-only-in-precoro; paid-only-in-bill,");
        await platform.advance(2 * HOUR_MS);
        expect(Number(precoro.world.invoice("1")["sumPaid"])).toBe(70);
        const again = await reconcile(simulation);
        expect(again.found).toEqual({ "1": "rejected paid-only-in-precoro" });
        expect(again.rests).toEqual(["30.00 · 50.00 · 0.00"]);
      },
      { config: { "Payments Schedule": "0 * * * *" } },
    ));

  test("one that the import refuses is not said to be imported next", () =>
    sent(async (simulation) => {
      const { bill, precoro } = simulation;
      bill.world.pay(billOf(simulation, "1"), { amount: 50 }, quietly);
      precoro.world.pay("1", { sumPaid: "80", payDate: "2026-01-02T00:00:00+0000" }, quietly);
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected paid-only-in-precoro" });
      expect(message("1")).toContain("but only 20.00 is open in Precoro");
      expect(message("1")).not.toContain("No action needed");
    }));

  test("voided in BILL after it was booked", () =>
    sent(async (simulation) => {
      const { bill, platform } = simulation;
      bill.world.pay(billOf(simulation, "1"), { amount: 40 });
      await platform.run("Import Payments");
      await platform.advance(2 * MINUTE_MS);
      const [payment] = bill.world.payments();
      bill.world.void(String(payment?.id), quietly);
      const { found, message, rests } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected payment-reversed" });
      expect(rests).toEqual(["60.00 · 100.00 · 0.00"]);
      expect(message("1")).toContain(`Payment ${payment?.id} of 40.00 on Invoice #1 was imported earlier`);
    }));

  test.each(["PROCESSED", "SENT", "VOID_PENDING"])(
    "booked, and BILL's bill does not count it while it is %s: in step",
    (status) =>
      sent(async (simulation) => {
        const { bill, platform } = simulation;
        bill.world.pay(billOf(simulation, "1"), { amount: 40 });
        await platform.run("Import Payments");
        await platform.advance(2 * MINUTE_MS);
        inState(simulation, String(bill.world.payments()[0]?.id), status);
        bill.world.edit(billOf(simulation, "1"), { paidAmount: 0, scheduledAmount: 40 }, quietly);
        expect((await reconcile(simulation)).found).toEqual({});
      }),
  );

  test("booked twice", () =>
    sent(async (simulation) => {
      const { bill, precoro, platform } = simulation;
      bill.world.pay(billOf(simulation, "1"), { amount: 40 });
      await platform.run("Import Payments");
      await platform.advance(2 * MINUTE_MS);
      const externalId = String(bill.world.payments()[0]?.id);
      precoro.world.pay("1", { sumPaid: "40", externalId }, quietly);
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected payment-booked-twice" });
      const idns = precoro.world.payments().map(({ idn }) => `#${idn}`);
      expect(message("1")).toContain(
        `pays 40.00 of Invoice #1 in BILL, but 2 payments in Precoro come from it (${idns.join(", ")}), 80.00 together.`,
      );
    }));

  test("overpaid in BILL", () =>
    sent(async (simulation) => {
      const { bill, platform } = simulation;
      bill.world.pay(billOf(simulation, "1"));
      await platform.run("Import Payments");
      await platform.advance(2 * MINUTE_MS);
      bill.world.edit(billOf(simulation, "1"), { billLineItems: [{ amount: 80 }] }, quietly);
      const { found, rests } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected amount-differs" });
      expect(rests).toEqual(["0.00 · -20.00 · 0.00"]);
    }));
});

describe("links", () => {
  test("one that leads to the bill of another document is reported, also where that document is in order", () =>
    sent(async (simulation) => {
      const { bill, precoro } = simulation;
      const own = billOf(simulation, "2");
      bill.world.archive(own, quietly);
      precoro.world.edit("2", { externalId: billOf(simulation, "1") }, quietly);
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({ "2": "rejected link-belongs-to-other-document" });
      expect(message("2")).toContain("Invoice #2 is linked to a bill that was sent for invoice #1.");
    }));

  test("two documents with the link of one bill that names neither", () =>
    sent(async (simulation) => {
      const { bill, precoro } = simulation;
      bill.world.edit(billOf(simulation, "1"), { description: "typed over" }, quietly);
      bill.world.archive(billOf(simulation, "2"), quietly);
      precoro.world.edit("2", { externalId: billOf(simulation, "1") }, quietly);
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({
        "1": "rejected voucher-linked-twice",
        "2": "rejected voucher-linked-twice",
      });
      expect(message("2")).toContain("Invoice #2 and Invoice #1 are linked to the same bill");
    }));
});

test.each([
  [true, true, true],
  [true, false, false],
  [false, true, false],
  [false, false, true],
])(
  "whatever BILL's amounts mean (credits in paidAmount: %s, due without the schedule: %s, credits alone partly paid: %s), the rests are right",
  (paidAmountIncludesCredits, dueAmountLessScheduled, creditsAlonePartlyPaid) =>
    sent(
      async (simulation) => {
        const { bill, platform } = simulation;
        await approveNote(simulation, "3");
        expect((await reconcile(simulation)).found).toEqual({});
        // As much is scheduled as is credited, so that the bill's amounts alone can fit both meanings.
        bill.world.pay(billOf(simulation, "1"), { amount: 40 });
        bill.world.pay(billOf(simulation, "1"), { amount: 30, status: "SCHEDULED" });
        await platform.run("Import Payments");
        await platform.advance(2 * MINUTE_MS);
        expect((await reconcile(simulation)).found).toEqual({});
        bill.world.unapply(creditOf(simulation, "3"), quietly);
        await platform.advance(2 * MINUTE_MS);
        const { found, rests } = await reconcile(simulation);
        expect(found).toEqual({
          "1": "rejected credit-missing-on-bill",
          "3": "rejected credit-missing-on-bill",
        });
        expect(rests[0]).toBe("30.00 · 60.00 · 30.00");
      },
      { simulator: { paidAmountIncludesCredits, dueAmountLessScheduled, creditsAlonePartlyPaid } },
    ),
);

test("a month without differences costs list calls only; a difference costs what tells its cause, once", () =>
  sent(async (simulation) => {
    const { bill, precoro, platform } = simulation;
    const journals = [bill.journal, precoro.journal];
    const callsOf = async () => {
      await platform.advance(2 * MINUTE_MS);
      const before = journals.map(({ entries }) => entries.length);
      await platform.run("Reconcile");
      return journals.flatMap(({ entries }, n) =>
        entries.slice(before[n]).map(({ method, path }) => `${method} ${path}`),
      );
    };
    const lists = ["GET /v3/bills", "GET /invoices", "GET /suppliers"];
    expect(await callsOf()).toEqual(lists);
    precoro.world.pay("1", { sumPaid: "40" }, quietly);
    expect(await callsOf()).toEqual([...lists, "GET /invoices/{id}"]);
    precoro.world.pay("2", { sumPaid: "30", logicType: 1 }, quietly);
    expect(await callsOf()).toEqual([
      "GET /v3/bills",
      "GET /v3/vendor-credits",
      "GET /invoices",
      "GET /suppliers",
      "GET /invoices/{id}",
      "GET /invoices/{id}",
    ]);
  }));
