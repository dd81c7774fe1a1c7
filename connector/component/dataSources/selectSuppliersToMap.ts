/** Select Suppliers To Map: a picker of Precoro's suppliers without a link, each with the BILL vendor of the same name. */
import { dataSource } from "@prismatic-io/spectral";
import { billConnectionInput, precoroConnectionInput } from "../inputs";
import { findNames } from "../mappingInputs";
import { selectPairs } from "../mappingPage";

export const selectSuppliersToMap = dataSource({
  display: {
    label: "Select Suppliers To Map",
    description: "Lists the suppliers without a link that have the same name as a vendor in BILL",
  },
  dataSourceType: "objectSelection",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput, find: findNames },
  perform: (_context, params) => selectPairs(params),
  examplePayload: {
    result: [
      {
        object: {
          key: "55:00901ABCDEFGHIJKLMNO",
          label: "Acme Paper (55) → ACME Paper (00901ABCDEFGHIJKLMNO)",
        },
        defaultSelected: false,
      },
    ],
  },
});
