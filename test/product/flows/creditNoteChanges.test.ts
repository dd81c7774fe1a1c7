/** What happens to a vendor credit after its creation: its credit note is revised or canceled, it is archived, several exports run at once. */

import { brokenInvariants } from "../../sandbox/report";
import type { SingleStep } from "../../sandbox/worldFile";
import { creditNote, document, standalone } from "../fixtures/acme";
import { outcomesOf, playWorld } from "../kit/playWorld";
import { approve, type Credit, messageOf, play, sendToBill, world } from "./creditNoteWorld";

/** BILL does not take a credit off a bill. */
const keepsCredits = { simulator: { creditTakenOffByPut: false } };

describe("revised and approved again", () => {
  const revise: SingleStep = {
    precoro: "revise",
    idn: "2",
    set: { items: [{ name: "Paper", price: "25" }] },
  };

  test("not applied: the same credit is updated", async () => {
    const { credits, of } = await play(world([creditNote("2", "30", standalone)], [approve("2"), revise]));
    expect(of("2")).toEqual(["created", "updated"]);
    expect(credits).toMatchObject([{ amount: 25, archived: false }]);
  });

  test("applied, and BILL does not take it off: rejected with the amounts and not changed, also by Send to Bill", async () => {
    const { credits, of, report } = await play(
      world(
        [document("1"), creditNote("2", "30")],
        [approve("1"), approve("2"), revise, sendToBill("2")],
        keepsCredits,
      ),
    );
    expect([...new Set(of("2"))]).toEqual(["created", "rejected credit-applied"]);
    expect(credits).toMatchObject([{ amount: 30, appliedAmount: 30 }]);
    expect(messageOf(report, "2", "rejected")).toMatch(/\(30\.00 applied\)/);
  });
});

test("revised and approved again, applied: it is taken off, changed and applied again", async () => {
  const revise: SingleStep = {
    precoro: "revise",
    idn: "2",
    set: { items: [{ name: "Paper", price: "25" }] },
  };
  const { credits, bills, of } = await play(
    world([document("1"), creditNote("2", "30")], [approve("1"), approve("2"), revise]),
  );
  expect(of("2")).toEqual(["created", "updated"]);
  expect(credits).toMatchObject([{ amount: 25, appliedAmount: 25 }]);
  expect(bills).toMatchObject([{ creditAmount: 25 }]);
});

describe("canceled", () => {
  const cancel: SingleStep = { precoro: "cancel", idn: "2" };

  test("not applied: the credit is archived", async () => {
    const { credits, of, report } = await play(
      world([creditNote("2", "30", standalone)], [approve("2"), cancel]),
    );
    expect(of("2")).toEqual(["created", "archived"]);
    expect(credits).toMatchObject([{ archived: true }]);
    expect(messageOf(report, "2", "archived")).toBe(
      "It was canceled in Precoro, so its vendor credit was archived.",
    );
  });

  test("applied: it is taken off its bill and archived", async () => {
    const { credits, bills, of } = await play(
      world([document("1"), creditNote("2", "30")], [approve("1"), approve("2"), cancel]),
    );
    expect(of("2")).toEqual(["created", "archived"]);
    expect(credits).toMatchObject([{ archived: true, appliedAmount: 0 }]);
    expect(bills).toMatchObject([{ creditAmount: 0, archived: false }]);
  });

  test("applied, and BILL does not take it off: rejected with what to do", async () => {
    const { credits, of } = await play(
      world([document("1"), creditNote("2", "30")], [approve("1"), approve("2"), cancel], keepsCredits),
    );
    expect([...new Set(of("2"))]).toEqual(["created", "rejected credit-applied-canceled"]);
    expect(credits).toMatchObject([{ archived: false, appliedAmount: 30 }]);
  });

  test("after an export that died after creating it: found by its reference line and archived", async () => {
    const notification = { run: "Export Document", body: { id: 900_002, type: 3, action: 1, idn: "2" } };
    const report = await playWorld(
      world(
        [creditNote("2", "30", standalone)],
        [
          { precoro: "approve", idn: "2", notify: false },
          { ...notification, die: "POST /v3/vendor-credits" },
          cancel,
        ],
      ),
    );
    const credits = report.bill["vendorCredits"] as unknown as Credit[];
    expect(outcomesOf(report, "2").at(-1)).toBe("archived");
    expect(credits).toMatchObject([{ archived: true }]);
  });
});

describe("archived in BILL by a person", () => {
  const archive: SingleStep = { bill: "archive", id: { of: "2" } };

  test("a new approval does not restore it; Send to Bill creates a new one", async () => {
    const { credits, of, linkOf } = await play(
      world(
        [creditNote("2", "30", standalone)],
        [approve("2"), archive, { precoro: "revise", idn: "2", set: { note: "x" } }, sendToBill("2")],
      ),
    );
    expect(of("2").filter((outcome) => !outcome.startsWith("skipped"))).toEqual([
      "created",
      "unlinked credit-archived",
      "created",
    ]);
    expect(credits.map(({ archived }) => archived)).toEqual([true, false]);
    expect(linkOf("2")).toBe(credits[1]?.id);
  });
});

describe("concurrent and killed exports", () => {
  const notification: SingleStep = {
    run: "Export Document",
    body: { id: 900_002, type: 3, action: 1, idn: "2" },
  };
  const dies = (call: string): SingleStep => ({ ...notification, die: call });
  const approveSilently = (idn: string): SingleStep => ({ precoro: "approve", idn, notify: false });
  const orders: [string, SingleStep[]][] = [
    ["three clicks", [sendToBill("2"), sendToBill("2"), sendToBill("2")]],
    ["a click beside one that dies after its create", [dies("POST /v3/vendor-credits"), sendToBill("2")]],
    ["one that dies after it has applied", [dies("PATCH /v3/bills/{id}")]],
    ["one that dies after it has linked", [dies("PATCH /invoices/{id}")]],
  ];

  test.each(orders)("%s: one credit, applied once and linked", async (_name, together) => {
    for (const seed of [1, 2, 3, 4]) {
      const report = await playWorld(
        world(
          [document("1"), creditNote("2", "30")],
          [approve("1"), approveSilently("2"), { together }, notification],
          {
            simulator: { seed, limits: seed % 2 === 0 },
          },
        ),
      );
      const credits = (report.bill["vendorCredits"] as unknown as Credit[]).filter(
        ({ archived }) => !archived,
      );
      const [, second] = report.precoro["invoices"] as unknown as { externalId: string }[];
      expect({ seed, applied: credits.map(({ appliedAmount }) => appliedAmount) }).toEqual({
        seed,
        applied: [30],
      });
      expect(second?.externalId).toBe(credits[0]?.id);
      expect(brokenInvariants(report)).toEqual([]);
    }
  });
});
