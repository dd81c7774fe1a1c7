/** Select Vendors: a picker of BILL's active vendors, with those already linked to a supplier checked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, selectFrom } from "../configPagePicker";
import { pickerFilter } from "../importInputs";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

export const selectVendors = dataSource({
  display: {
    label: "Select Vendors",
    description: "Lists the active vendors in BILL, with those already linked to suppliers checked",
  },
  dataSourceType: "objectSelection",
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    filter: pickerFilter,
  },
  perform: (_context, params) => selectFrom(params, { list: "vendors", filter: params.filter }),
  examplePayload: exampleSelection("00901ABCDEFGHIJKLMNO", "Acme Paper"),
});
