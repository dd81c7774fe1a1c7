/** Select Vendors: a picker of BILL's active vendors, with those already linked to a supplier checked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, precoroSlot, selectFrom } from "../configPagePicker";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

export const selectVendors = dataSource({
  display: {
    label: "Select Vendors",
    description: "Lists the active vendors in BILL, with those already linked to suppliers checked",
  },
  dataSourceType: "objectSelection",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput },
  perform: (_context, params) => selectFrom(params, { list: "vendors", slot: precoroSlot.vendors }),
  examplePayload: exampleSelection("00901ABCDEFGHIJKLMNO", "Acme Paper"),
});
