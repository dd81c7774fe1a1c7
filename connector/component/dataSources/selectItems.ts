/** Select Items: a picker of BILL's active items, with those already in Precoro's catalog checked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, selectFrom } from "../configPagePicker";
import { pickerFilter } from "../importInputs";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

export const selectItems = dataSource({
  display: {
    label: "Select Items",
    description: "Lists the active items in BILL, with those already in the catalog checked",
  },
  dataSourceType: "objectSelection",
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    filter: pickerFilter,
  },
  perform: (_context, params) => selectFrom(params, { list: "items", filter: params.filter }),
  examplePayload: exampleSelection("0ii01ABCDEFGHIJKLMNO", "Paper A4"),
});
