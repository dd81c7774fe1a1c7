/** Select Vendor: a picklist of BILL's active vendors. */
import { dataSource } from "@prismatic-io/spectral";
import type { BillClient } from "../../bill/client";
import { readChoices } from "../../sync/importChoices/readChoices";
import { openPage } from "../configPage";
import { billAccess } from "../connections";
import { billConnectionInput } from "../inputs";

export const selectVendor = dataSource({
  display: { label: "Select Vendor", description: "Lists the active vendors in BILL" },
  dataSourceType: "picklist",
  inputs: { billConnection: billConnectionInput },
  perform: async (_context, { billConnection }) => {
    const read = (bill: BillClient, until: number) => readChoices(bill, "vendors", until);
    const { choices } = await openPage().withBill(billAccess(billConnection), read);
    return { result: choices };
  },
  examplePayload: { result: [{ key: "00901ABCDEFGHIJKLMNO", label: "Acme Paper" }] },
});
