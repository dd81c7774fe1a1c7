/** Select Options: the active entries of one of BILL's lists with their full path, those that are imported already marked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, precoroSlot, selectFrom } from "../configPagePicker";
import { fieldList, importAs } from "../importInputs";
import { billConnectionInput, needed, precoroConnectionInput } from "../inputs";

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
  },
  perform: (_context, params) => {
    const list = needed(params.list, "The list");
    return selectFrom(params, { list, importAs: params.importAs, slot: precoroSlot[list] });
  },
  examplePayload: exampleSelection("0ca01ABCDEFGHIJKLMNO", "6010 Travel › Air"),
});
