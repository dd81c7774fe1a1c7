/** Select Vendor: one active vendor of BILL. */
import { dataSource } from "@prismatic-io/spectral";
import { billAccess } from "../connections";
import { billConnectionInput } from "../inputs";
import { vendorChoices } from "../sync/choices";
import { openPage } from "../wizard";

export const selectVendor = dataSource({
  display: { label: "Select Vendor", description: "Lists the active vendors of BILL" },
  dataSourceType: "picklist",
  inputs: { billConnection: billConnectionInput },
  perform: async (_context, { billConnection }) => {
    const { vendors } = await openPage().withBill(billAccess(billConnection), vendorChoices);
    return { result: vendors };
  },
  examplePayload: { result: [{ key: "00901ABCDEFGHIJKLMNO", label: "Acme Paper" }] },
});
