/** Credits that BILL does not apply, or not whole: the document is linked all the same, and the log says what to do. */

import { acmeWorld, creditNote, document, VENDOR, vendor } from "../fixtures/acme";
import { approve, CONFIG, notification, play, warningsOf, world } from "./creditNoteWorld";

const both = [document("1"), creditNote("2", "30")];

test("the user may not apply credits: linked, warned once, and nothing failed", async () => {
  const { credits, linkOf, of, report } = await play(
    world(both, [approve("1"), approve("2"), notification("2"), { advance: "PT4H" }], {
      simulator: { mayApplyCredits: false },
      config: { ...CONFIG, "Export Schedule": "0 * * * *" },
    }),
  );
  expect(of("2")).toEqual(["created credit-right-missing", "unchanged"]);
  expect(credits).toMatchObject([{ appliedAmount: 0 }]);
  expect(linkOf("2")).toBe(credits[0]?.id);
  expect(warningsOf(report)).toEqual([
    expect.stringMatching(
      /^Credit note #2: created \(credit-right-missing\)\. .* 30\.00 of Credit note #2 .* the right to pay bills/,
    ),
  ]);
});

test("what a killed run created and did not apply: *BILL Changes* leaves the link to the export, which applies it", async () => {
  const approved = { status: 2, approvalDate: "2026-01-05T07:00:00+0000" };
  const left = {
    vendorId: VENDOR,
    referenceNumber: "CN-2",
    creditDate: "2026-01-05",
    vendorCreditLineItems: [{ amount: 30, description: "Paper returned" }],
    description:
      "Related invoice: https://app.precoro.com/invoices/1\nPrecoro credit note #2 (approved 2026-01-05T07:00:00Z)",
    createdTime: "2026-01-05T07:30:00.000+00:00",
  };
  const { credits, linkOf, of } = await play({
    ...acmeWorld([document("1"), creditNote("2", "30", approved)], {
      bill: { vendors: [vendor], vendorCredits: [left] },
      config: { ...CONFIG, "Export Schedule": "30 * * * *" },
    }),
    script: [approve("1"), { advance: "PT2M" }, { run: "BILL Changes" }, { advance: "PT2H" }],
  });
  expect(of("2")).toEqual(["postponed credit-waits-for-export", "linked"]);
  expect(credits).toMatchObject([{ archived: false, appliedAmount: 30 }]);
  expect(linkOf("2")).toBe(credits[0]?.id);
});
