/** Reconcile names what differs by credits: not applied, not sent, from or to another invoice, in BILL alone. */

import { acmeWorld, creditNote, document as invoice, VENDOR, vendor } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";
import { billOf } from "./paymentWorld";
import { approveNote, creditOf, HOUR_MS, MINUTE_MS, quietly, reconcile, sent } from "./reconcileWorld";

describe("credits", () => {
  test("one that is not applied in BILL: on the invoice and on its note, until a person applies it", () =>
    sent(async (simulation) => {
      await approveNote(simulation, "3");
      await approveNote(simulation, "4");
      simulation.bill.world.unapply(creditOf(simulation, "3"), quietly);
      const { found, message, rests } = await reconcile(simulation);
      expect(found).toEqual({
        "1": "rejected credit-missing-on-bill",
        "3": "rejected credit-missing-on-bill",
      });
      expect(message("1")).toBe(
        `Left to pay: 50.00 in Precoro, 80.00 in BILL. 30.00 of Credit note #3 is credited to Invoice #1 in Precoro, but vendor credit ${creditOf(simulation, "3")} is not applied to its bill in BILL. Apply it in BILL before the bill is paid.`,
      );
      expect(rests).toEqual(["50.00 · 80.00 · 0.00", "0.00 · 30.00 · 0.00"]);
      simulation.bill.world.apply(creditOf(simulation, "3"), billOf(simulation, "1"), 30, quietly);
      await simulation.platform.advance(2 * MINUTE_MS);
      expect((await reconcile(simulation)).found).toEqual({});
    }));

  test("one that the connection's user may not apply: daily, for as long as it is so", () =>
    sent(
      async (simulation) => {
        await approveNote(simulation, "3");
        for (const _ of [1, 2]) {
          const { found, rests } = await reconcile(simulation);
          expect(found).toEqual({
            "1": "rejected credit-missing-on-bill",
            "3": "rejected credit-missing-on-bill",
          });
          expect(rests).toEqual(["70.00 · 100.00 · 0.00", "0.00 · 30.00 · 0.00"]);
          await simulation.platform.advance(24 * HOUR_MS);
        }
      },
      { simulator: { mayApplyCredits: false } },
    ));

  test("one that is applied to another bill in BILL: that bill has it without Precoro", () =>
    sent(async (simulation) => {
      await approveNote(simulation, "3");
      const credit = creditOf(simulation, "3");
      simulation.bill.world.unapply(credit, quietly);
      simulation.bill.world.apply(credit, billOf(simulation, "2"), 30, quietly);
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({
        "1": "rejected credit-on-other-bill",
        "2": "rejected credit-only-in-bill",
        "3": "rejected credit-on-other-bill",
      });
      expect(message("1")).toContain(billOf(simulation, "2"));
      expect(message("2")).toContain(`${credit} of credit note #3`);
    }));

  test("a credit note that is not sent", () =>
    sent(
      async (simulation) => {
        await approveNote(simulation, "3");
        const { found, message } = await reconcile(simulation);
        expect(found).toEqual({ "1": "rejected credit-not-sent" });
        expect(message("1")).toContain("Turn on Send Credit Notes and run Send To Bill for it, or enter");
      },
      { config: { "Send Credit Notes": "" } },
    ));

  test("a note whose vendor credit is gone", () =>
    sent(async (simulation) => {
      await approveNote(simulation, "3");
      simulation.bill.world.unapply(creditOf(simulation, "3"), quietly);
      simulation.bill.world.archive(creditOf(simulation, "3"), quietly);
      expect((await reconcile(simulation)).found).toEqual({
        "1": "rejected credit-not-sent",
        "3": "rejected credit-archived",
      });
    }));

  test("a credit of the supplier's balance that pays another invoice in Precoro", () =>
    sent(async (simulation) => {
      simulation.precoro.world.pay("2", { sumPaid: "30", logicType: 1 }, quietly);
      simulation.bill.world.add("vendorCredits", {
        id: "vcr01OPEN00000000001",
        vendorId: VENDOR,
        referenceNumber: "OPEN",
        vendorCreditLineItems: [{ amount: 45 }],
      });
      const { found, message, rests } = await reconcile(simulation);
      expect(found).toEqual({ "2": "rejected credit-from-balance" });
      expect(rests).toEqual(["70.00 · 100.00 · 0.00"]);
      expect(message("2")).toContain("Not applied yet in BILL: vcr01OPEN00000000001 (45.00).");
    }));

  test("a credit that a person has applied in BILL alone", () =>
    sent(async (simulation) => {
      simulation.bill.world.add("vendorCredits", {
        id: "vcr01OPEN00000000001",
        vendorId: VENDOR,
        referenceNumber: "OPEN",
        vendorCreditLineItems: [{ amount: 45 }],
      });
      simulation.bill.world.apply("vcr01OPEN00000000001", billOf(simulation, "1"), 45, quietly);
      const { found, message, rests } = await reconcile(simulation);
      expect(found).toEqual({ "1": "rejected credit-only-in-bill" });
      expect(rests).toEqual(["100.00 · 55.00 · 0.00"]);
      expect(message("1")).toContain("(vcr01OPEN00000000001)");
    }));

  test("a note whose amount differs from its vendor credit", () =>
    sent(async (simulation) => {
      await approveNote(simulation, "3");
      simulation.precoro.world.edit(
        "3",
        { items: { data: [{ name: "Paper returned", price: "25" }] } },
        quietly,
      );
      const { found, message } = await reconcile(simulation);
      expect(found).toEqual({ "3": "rejected amount-differs" });
      expect(message("3")).toContain("Take it off its bill in BILL, then run Send To Bill");
    }));

  test("an older invoice's credit note from before the period is found all the same", () => {
    const at = (day: string) => {
      const time = `${day}T10:00:00+0000`;
      return { createDate: time, approvalDate: time, updateDate: time };
    };
    const [billId, creditId] = ["00n01OLDBILL000000001", "vcr01OLDCREDIT0000001"];
    const payments = { data: [{ sumPaid: "30", logicType: 1 }] };
    return withSimulation(
      acmeWorld(
        [
          invoice("1", { ...at("2025-10-01"), status: 4, externalId: billId, sumPaid: "30", payments }),
          creditNote("3", "30", { ...at("2025-10-02"), status: 2, externalId: creditId }),
        ],
        {
          bill: {
            vendors: [vendor],
            bills: [
              {
                id: billId,
                vendorId: VENDOR,
                amount: 100,
                createdTime: "2025-10-01T11:00:00.000+00:00",
                description: "Precoro invoice #1 (approved 2025-10-01T10:00:00Z)",
              },
            ],
            vendorCredits: [
              {
                id: creditId,
                vendorId: VENDOR,
                referenceNumber: "CN-3",
                createdTime: "2025-10-02T11:00:00.000+00:00",
                description: "Precoro credit note #3 (approved 2025-10-02T10:00:00Z)",
                vendorCreditLineItems: [{ amount: 30 }],
              },
            ],
          },
        },
        { "Export Schedule": "", "Send Credit Notes": "true" },
      ),
      async (simulation) => {
        expect((await reconcile(simulation)).found).toEqual({});
        simulation.precoro.world.pay("1", { sumPaid: "1" }, quietly);
        await simulation.platform.advance(2 * MINUTE_MS);
        const { found, message } = await reconcile(simulation);
        expect(found).toEqual({ "1": "rejected credit-missing-on-bill" });
        expect(message("1")).toContain("30.00 of Credit note #3 is credited to Invoice #1");
        expect(message("1")).toContain("1.00 of Invoice #1 is paid in Precoro");
      },
    );
  });
});
