/** The inputs of Map Suppliers: what was chosen on the wizard's page of that name. */
import { input } from "@prismatic-io/spectral";
import { omitUndefined } from "../core/omitUndefined";
import { type PairRow, pairOfKey } from "../core/vendors/supplierPairs";
import { BadInput } from "./badInput";
import { cleanIds, optionalText } from "./inputs";

/** The key of an entry that only says something. Choosing it means nothing. */
export const NOTE_KEY = "none";

const cleanPairs = (value: unknown): PairRow[] =>
  cleanIds(value)
    .filter((key) => key !== NOTE_KEY)
    .map(pairOfKey);

/** Accepts the form's data, its list of rows alone, or either as JSON text. Empty data has no rows. */
const cleanRows = (value: unknown): PairRow[] => {
  if (typeof value === "string") return value.trim() === "" ? [] : cleanRows(parsed(value));
  if (typeof value !== "object" || value === null) return [];
  const rows = Array.isArray(value) ? value : (value as { mappings?: unknown }).mappings;
  return (Array.isArray(rows) ? rows : []).map(rowOf);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput(`Supplier Mappings is not valid JSON: ${text.slice(0, 60)}`);
  }
};

const rowOf = (row: unknown): PairRow => {
  const { supplier, vendor } = (typeof row === "object" && row !== null ? row : {}) as Record<
    string,
    unknown
  >;
  return omitUndefined({ supplierId: optionalText(supplier), vendorId: optionalText(vendor) });
};

export const suppliersToMap = input({
  label: "Suppliers To Map",
  type: "string",
  required: false,
  example: "55:00901ABCDEFGHIJKLMNO",
  comments:
    "Pairs of a supplier's ID in Precoro and a vendor's ID in BILL, joined by a colon, as a list or an object selection.",
  clean: cleanPairs,
});

export const supplierMappings = input({
  label: "Supplier Mappings",
  type: "code",
  language: "json",
  required: false,
  example: '{"mappings": [{"supplier": "55", "vendor": "00901ABCDEFGHIJKLMNO"}]}',
  comments: "The data of the form Supplier Mappings: rows with the IDs of a supplier and of its vendor.",
  clean: cleanRows,
});

export const findNames = input({
  label: "Names To Find",
  type: "string",
  required: false,
  example: "paper",
  comments:
    "Parts of the names of the suppliers and vendors to show, separated by semicolons. * or nothing shows all.",
  clean: (value: unknown): string => optionalText(value) ?? "",
});
