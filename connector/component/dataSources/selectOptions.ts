/** Select Options: a picker of a BILL list's active entries by full path, with those already imported checked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, selectFrom } from "../configPagePicker";
import { fieldList, importAs, pickerFilter } from "../importInputs";
import { billConnectionInput, precoroConnectionInput, requireText } from "../inputs";

export const selectOptions = dataSource({
  display: {
    label: "Select Options",
    description: "Lists the active entries of a BILL list, with those already imported checked",
  },
  dataSourceType: "objectSelection",
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    list: fieldList,
    importAs,
    filter: pickerFilter,
  },
  perform: (_context, params) => {
    const list = requireText(params.list, "The list");
    return selectFrom(params, { list, importAs: params.importAs, filter: params.filter });
  },
  examplePayload: exampleSelection("0ca01ABCDEFGHIJKLMNO", "6010 Travel › Air"),
});
