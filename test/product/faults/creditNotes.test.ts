/** Every fault on every call that creates, applies or archives a vendor credit: the same result, nothing twice, nothing lost. */

import type { Report } from "../../sandbox/report";
import type { Step } from "../../sandbox/worldFile";
import { acmeWorld, creditNote, document, standalone } from "../fixtures/acme";
import { disturbEveryCall } from "./everyCall";

const world = acmeWorld(
  [document("1", { status: 2 }), creditNote("2", "30"), creditNote("3", "20", standalone)],
  {
    config: { "Send Credit Notes": "true", "Export Schedule": "" },
  },
);

const notify = (idn: string): Step => ({
  run: "Export Document",
  body: { id: 900_000 + Number(idn), type: 3, action: 1, idn },
});
const firstRun: Step[] = [
  notify("1"),
  { advance: "PT2M" },
  { precoro: "approve", idn: "2" },
  { precoro: "approve", idn: "3" },
  { advance: "PT2M" },
  { precoro: "cancel", idn: "3" },
];
const secondRun: Step[] = [
  { advance: "PT2M" },
  notify("1"),
  notify("2"),
  notify("3"),
  { advance: "PT2M" },
  notify("2"),
];

const endOf = ({ bill, precoro }: Report) => ({
  bills: bill["bills"]?.map(({ archived, amount, creditAmount }) => ({ archived, amount, creditAmount })),
  credits: bill["vendorCredits"]
    ?.map(({ referenceNumber, archived, amount, appliedAmount }) => ({
      referenceNumber,
      archived,
      amount,
      appliedAmount,
    }))
    .filter(({ archived, referenceNumber }) => !archived || referenceNumber === "CN-3"),
  linked: precoro["invoices"]?.map(({ idn, externalId }) => [idn, String(externalId).slice(0, 3)]),
});

test("no single fault changes the final result", async () => {
  const { undisturbed, calls, wrong } = await disturbEveryCall(
    { world, firstRun, secondRun, endOf },
    (call) => call.includes("/v3/vendor-credits") || call.startsWith("PATCH "),
  );
  expect(undisturbed).toEqual({
    bills: [{ archived: false, amount: 100, creditAmount: 30 }],
    credits: [
      { referenceNumber: "CN-2", archived: false, amount: 30, appliedAmount: 30 },
      { referenceNumber: "CN-3", archived: true, amount: 20, appliedAmount: 0 },
    ],
    linked: [
      ["1", "00n"],
      ["2", "vcr"],
      ["3", "vcr"],
    ],
  });
  expect(wrong).toEqual([]);
  expect(calls).toBeGreaterThan(12);
}, 300_000);
