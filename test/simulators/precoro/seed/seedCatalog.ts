/** Completes the custom fields, locations and items of a world file. */
import Big from "big.js";
import { z } from "zod";
import { type Fields, indexByKey } from "../../kit/records";
import {
  type CustomField,
  DROP_DOWN,
  fieldShape,
  type Item,
  itemShape,
  itemTypes,
  type Location,
  locationShape,
  NON_INVENTORY,
  type Option,
  optionShape,
} from "../catalog/catalogRecords";
import { parentIdOf, parentProblem } from "../catalog/hierarchy";
import { stampOf } from "../wireFormat";
import { parseRecord, type SeedContext, wrappedList } from "./seed";

/** A custom field with its options, by id. */
export interface FieldWithOptions {
  readonly row: CustomField;
  readonly options: Map<number, Option>;
}

/** In a world file, a parent may be its bare id, or null for none. */
const parent = z
  .union([z.int().transform((id) => ({ id })), z.null().transform(() => []), locationShape.shape.parent])
  .optional();

const partialLocation = locationShape.partial().extend({ parent });
const partialOption = optionShape.partial().extend({ parent });
const partialItem = itemShape.partial();
const partialField = fieldShape.partial().extend({ options: wrappedList(z.unknown()).optional() });

export const optionOf = (record: Fields, place: string, { nextId }: Pick<SeedContext, "nextId">): Option => {
  const { id = nextId(), ...fields } = parseRecord(partialOption, record, place);
  const option = {
    id,
    name: `Option ${id}`,
    code: "",
    enable: true,
    externalId: null,
    parent: [],
    ...fields,
  };
  return parseRecord(optionShape, option, place);
};

export const locationOf = (
  record: Fields,
  place: string,
  { nextId }: Pick<SeedContext, "nextId">,
): Location => {
  const { id = nextId(), ...fields } = parseRecord(partialLocation, record, place);
  const location = { id, name: `Location ${id}`, enable: true, externalId: null, parent: [], ...fields };
  return parseRecord(locationShape, location, place);
};

/** connector/precoro/API.md §6: only drop-downs have options. */
export const fieldOf = (record: Fields, place: string, setting: SeedContext): FieldWithOptions => {
  const { id = setting.nextId(), options = [], ...rest } = parseRecord(partialField, record, place);
  const row = parseRecord(
    fieldShape,
    { id, name: `Field ${id}`, type: DROP_DOWN, enable: true, ...rest },
    place,
  );
  if (row.type !== DROP_DOWN && options.length > 0)
    throw new Error(`precoro ${place} (${id}) cannot be used:\nonly a drop-down (type 0) has options`);
  const within = `${place}.options`;
  return { row, options: treeOf(within, options, (option, at) => optionOf(option, at, setting)) };
};

/** The entries of a list by id; each parent must be in the same list. */
export const treeOf = <Entry extends Location>(
  place: string,
  records: readonly unknown[],
  entryOf: (record: Fields, place: string) => Entry,
): Map<number, Entry> => {
  const entries = records.map((record, n) =>
    entryOf(parseRecord(z.looseObject({}), record as Fields, `${place}[${n}]`), `${place}[${n}]`),
  );
  const tree = indexByKey(`precoro ${place}`, entries, ({ id }) => id);
  for (const [n, entry] of entries.entries()) {
    const problem = parentProblem(tree, parentIdOf(entry), entry.id);
    if (problem) throw new Error(`precoro ${place}[${n}] (${entry.id}) cannot be used:\nparent: ${problem}`);
  }
  return tree;
};

/** A price as it is stored: text, rounded half up to the stored number of decimals. */
export const priceOf = (price: string | number, decimals: number): string => {
  const exact = new Big(price);
  const rounded = exact.round(decimals, Big.roundHalfUp);
  return rounded.eq(exact) ? String(price) : rounded.toFixed();
};

/** connector/precoro/API.md §7, §13; list and read show the same fields (assumed). */
export const itemOf = (
  record: Fields,
  place: string,
  { now, nextId }: Pick<SeedContext, "now" | "nextId">,
  priceDecimals: number,
): Item => {
  const { id = nextId(), ...fields } = parseRecord(partialItem, record, place);
  const { type = NON_INVENTORY, price = "0", createDate = stampOf(now) } = fields;
  const item = {
    id,
    sku: `SKU-${id}`,
    name: `Item ${id}`,
    description: "",
    unit: "",
    category: [],
    supplier: [],
    dataProductCustomFields: { data: [] },
    freeOfCharge: false,
    hiddenInCatalog: false,
    disabledBySupplier: false,
    externalId: null,
    createDate,
    updateDate: createDate,
    ...fields,
    type,
    typeString: itemTypes[type],
    price: priceOf(price, priceDecimals),
  };
  return parseRecord(itemShape, item, place);
};
