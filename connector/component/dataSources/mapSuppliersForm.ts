/** Map Suppliers Form: a form of rows with a supplier in Precoro and its vendor in BILL, both to be searched by name. */
import { dataSource } from "@prismatic-io/spectral";
import { billConnectionInput, precoroConnectionInput } from "../inputs";
import { findNames } from "../mappingInputs";
import { formOf, mappingForm } from "../mappingPage";

export const mapSuppliersForm = dataSource({
  display: {
    label: "Map Suppliers Form",
    description: "A form in which suppliers without a link are mapped to vendors in BILL",
  },
  dataSourceType: "jsonForm",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput, find: findNames },
  perform: (_context, params) => mappingForm(params),
  examplePayload: {
    result: formOf(
      [{ id: "55", card: { name: "Acme Paper" } }],
      [{ key: "00901ABCDEFGHIJKLMNO", label: "Acme Paper Inc." }],
      [],
    ),
  },
});
