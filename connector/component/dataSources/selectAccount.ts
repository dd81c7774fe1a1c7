/** Select Account: a picklist of the active accounts in BILL, plus *None*. */
import { dataSource } from "@prismatic-io/spectral";
import type { BillClient } from "../../bill/client";
import { readChoices } from "../../sync/importChoices/readChoices";
import { openPage } from "../configPage";
import { billAccess } from "../connections";
import { billConnectionInput } from "../inputs";

const NONE = { key: "none", label: "None" };

export const selectAccount = dataSource({
  display: { label: "Select Account", description: "Lists the active accounts in BILL's chart of accounts" },
  dataSourceType: "picklist",
  inputs: { billConnection: billConnectionInput },
  perform: async (_context, { billConnection }) => {
    const read = (bill: BillClient, until: number) =>
      readChoices(bill, "chartOfAccounts", until, { anyPlace: true });
    const { choices } = await openPage().withBill(billAccess(billConnection), read);
    return { result: [NONE, ...choices] };
  },
  examplePayload: { result: [NONE, { key: "0ca01ABCDEFGHIJKLMNO", label: "6100 Office Supplies" }] },
});
