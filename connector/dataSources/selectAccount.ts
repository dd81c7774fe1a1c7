/** Select Account: the active accounts of BILL's chart of accounts, and none. */
import { dataSource } from "@prismatic-io/spectral";
import { billAccess } from "../connections";
import { billConnectionInput } from "../inputs";
import { accountChoices } from "../sync/choices";
import { openPage } from "../wizard";

const NONE = { key: "none", label: "None" };

export const selectAccount = dataSource({
  display: { label: "Select Account", description: "Lists the active accounts of BILL's chart of accounts" },
  dataSourceType: "picklist",
  inputs: { billConnection: billConnectionInput },
  perform: async (_context, { billConnection }) => ({
    result: [NONE, ...(await openPage().withBill(billAccess(billConnection), accountChoices))],
  }),
  examplePayload: { result: [NONE, { key: "0ca01ABCDEFGHIJKLMNO", label: "6100 Office Supplies" }] },
});
