/** What was chosen in Precoro and has no place in BILL: sent all the same, said once, and no longer an error in Precoro. */

import { acmeWorld, document } from "../fixtures/acme";
import { outcomesOf, playWorld } from "../kit/playWorld";
import { warningsOf } from "./creditNoteWorld";

test("an account on an item line and several purchase orders: one warning for both, with the write alone", async () => {
  const [office, paper] = ["0ca01OFFICE0000000001", "0ii01PAPER00000000001"];
  const account = {
    value: "Office",
    itemCustomField: { id: 21, name: "Bill Chart of Accounts" },
    itemCustomFieldOption: { id: 1 },
  };
  const invoice = document("1", {
    purchaseOrder: [
      { id: 7, idn: "311" },
      { id: 8, idn: "312" },
    ],
    items: [{ name: "Paper", price: "100", item: { id: 41 }, dataItemCustomFields: { data: [account] } }],
  });
  const world = acmeWorld([invoice], {}, { "Export Schedule": "0 * * * *" });
  const report = await playWorld({
    ...world,
    bill: {
      ...world.bill,
      chartOfAccounts: [{ id: office, name: "Office" }],
      items: [{ id: paper, name: "Paper" }],
    },
    precoro: {
      ...world.precoro,
      items: [{ id: 41, sku: "P", name: "Paper", externalId: paper }],
      itemCustomFields: [
        { id: 21, name: "Bill Chart of Accounts", options: [{ id: 1, name: "Office", externalId: office }] },
      ],
    },
    script: [
      { precoro: "approve", idn: "1" },
      { advance: "PT3H" },
      { run: "Send To Bill", body: { idn: "1" } },
      { advance: "PT2M" },
    ],
  });
  expect(outcomesOf(report, "1")).toEqual(["created account-on-item-line", "unchanged"]);
  expect(report.bill["bills"]).toMatchObject([
    { purchaseOrderNumber: "311", billLineItems: [{ classifications: { itemId: paper } }] },
  ]);
  expect(warningsOf(report)).toEqual([
    expect.stringMatching(
      /^Invoice #1: created \(account-on-item-line\)\. .*: Paper \(Office\)\. .* has several purchase orders.*: 311 was sent, 312 was not\./,
    ),
  ]);
  expect(report.precoro["invoices"]).toMatchObject([{ externalIntegrationLog: null }]);
});
