/** Select Vendors: the active vendors of BILL, those that have a supplier already marked. */
import { dataSource } from "@prismatic-io/spectral";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, precoroConnectionInput } from "../inputs";
import { linkedVendors, type VendorChoices, vendorChoices } from "../sync/choices";
import { openPage } from "../wizard";

export const selectVendors = dataSource({
  display: {
    label: "Select Vendors",
    description: "Lists the active vendors of BILL and marks those that are suppliers already",
  },
  dataSourceType: "objectSelection",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput },
  perform: async (_context, params) => {
    const page = openPage();
    const listed = await page.withBill(billAccess(params.billConnection), vendorChoices);
    const marks = await page.withPrecoro(precoroAccess(params.precoroConnection), 1, linkedVendors);
    return { result: toSelection({ ...listed, ...marks }) };
  },
  examplePayload: {
    result: [
      { object: { key: "*", label: "All active ones" }, defaultSelected: false },
      { object: { key: "00901ABCDEFGHIJKLMNO", label: "Acme Paper" }, defaultSelected: true },
    ],
  },
});

/** What a list cannot show is said in the label of its first entry, the one place a picker has for words. */
const toSelection = ({ vendors, complete, linked, allMarked }: VendorChoices) => {
  const notes = [
    ...(complete ? [] : [`only ${vendors.length} are listed here`]),
    ...(allMarked ? [] : ["Precoro is busy: marks of linked ones may be missing"]),
  ];
  const all = `All active ones${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`;
  return [
    { object: { key: "*", label: all }, defaultSelected: false },
    ...vendors.map((vendor) => ({ object: vendor, defaultSelected: linked?.has(vendor.key) ?? false })),
  ];
};
