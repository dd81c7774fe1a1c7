/** Shows a document's options, items and locations with their current names and links. It changes nothing. */
import { type Fields, isFields } from "../kit/records";
import type { Catalog } from "./catalog/catalog";
import type { FieldKind } from "./records";

/** connector/precoro/API.md §13: the keys under which a value of each kind has its field and its option. */
const names = {
  documentCustomFields: { field: "documentCustomField", option: "documentCustomFieldOption" },
  itemCustomFields: { field: "itemCustomField", option: "itemCustomFieldOption" },
} as const satisfies Record<FieldKind, object>;

/** The document with the company's current records; references to unknown records stay as they are. */
export const withCurrentReferences = (
  document: Fields,
  catalog: Catalog,
  optionObjectsShown: boolean,
): Fields => {
  const values = (kind: FieldKind) => (row: Fields) =>
    withCurrentOption(row, kind, catalog, optionObjectsShown);
  const line = (row: Fields): Fields => ({
    ...row,
    ...related(row, "item", (id) => pick(catalog.items.get(id), "externalId")),
    ...related(row, "location", (id) => pick(catalog.locations.get(id), "name", "externalId")),
    ...wrapped(row, "dataItemCustomFields", values("itemCustomFields")),
  });
  return {
    ...document,
    ...related(document, "location", (id) => pick(catalog.locations.get(id), "name", "externalId")),
    ...wrapped(document, "dataDocumentCustomFields", values("documentCustomFields")),
    ...wrapped(document, "items", line),
  };
};

/** connector/precoro/API.md §13: a custom field's value; the option object may be missing. */
const withCurrentOption = (
  row: Fields,
  kind: FieldKind,
  catalog: Catalog,
  optionObjectsShown: boolean,
): Fields => {
  const { field, option } = names[kind];
  const { [option]: named, ...bare } = row;
  // Assumed: a value names its field, since option ids are unique only within a field.
  const held = catalog.findField(kind, idOf(row[field]))?.options.get(idOf(named) ?? Number.NaN);
  return {
    ...(optionObjectsShown ? row : bare),
    ...(held && { value: held.name }),
    ...related(row, field, (id) => pick(catalog.findField(kind, id)?.row, "name")),
    ...(optionObjectsShown && related(row, option, () => pick(held, "name", "externalId"))),
  };
};

const idOf = (value: unknown): number | undefined => {
  const { id }: Fields = isFields(value) ? value : {};
  return typeof id === "number" ? id : undefined;
};

/** A relation with its record's current fields; nothing if it is empty or unknown. */
const related = (row: Fields, name: string, known: (id: number) => Fields | undefined): Fields => {
  const value = row[name];
  const id = idOf(value);
  const now = id === undefined ? undefined : known(id);
  return now && isFields(value) ? { [name]: { ...value, ...now } } : {};
};

/** connector/precoro/API.md §1.3: child collections are wrapped in `data`; anything else stays as it is. */
const wrapped = (row: Fields, name: string, show: (child: Fields) => Fields): Fields => {
  const value = row[name];
  const { data }: Fields = isFields(value) ? value : {};
  if (!isFields(value) || !Array.isArray(data)) return {};
  return { [name]: { ...value, data: data.map((child) => (isFields(child) ? show(child) : child)) } };
};

const pick = (record: Fields | undefined, ...fields: string[]): Fields | undefined =>
  record && Object.fromEntries(fields.map((field) => [field, record[field]]));
