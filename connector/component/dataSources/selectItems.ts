/** Select Items: the active items of BILL, those that are in Precoro's catalog already marked. */
import { dataSource } from "@prismatic-io/spectral";
import { exampleSelection, precoroSlot, selectFrom } from "../configPagePicker";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

export const selectItems = dataSource({
  display: {
    label: "Select Items",
    description: "Lists the active items in BILL, with those already in the catalog checked",
  },
  dataSourceType: "objectSelection",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput },
  perform: (_context, params) => selectFrom(params, { list: "items", slot: precoroSlot.items }),
  examplePayload: exampleSelection("0ii01ABCDEFGHIJKLMNO", "Paper A4"),
});
