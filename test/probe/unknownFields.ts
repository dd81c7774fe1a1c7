/** Fields of real records that the connector's schemas do not know: by name and JSON type, without any value. */
import type * as z from "zod";
import type { Observed } from "../../connector/bill/observed";
import { paymentSchema as billPaymentSchema } from "../../connector/bill/payments";
import { itemSchema as billItemSchema, entrySchema, vendorSchema } from "../../connector/bill/schema";
import { billSchema, creditSchema } from "../../connector/bill/voucherSchema";
import { documentSchema, rowSchema } from "../../connector/precoro/documentSchema";
import { fieldSchema } from "../../connector/precoro/fields";
import { rowSchema as paymentRowSchema } from "../../connector/precoro/payments";
import { itemSchema, optionSchema, supplierSchema } from "../../connector/precoro/schema";
import { type BillContext, newestOfEach } from "./bill/context";
import { documentRows, documents, dropDowns, type PrecoroContext } from "./precoro/context";
import { type Row, rowsIn, typeOf } from "./reply";

/** JSON types by field, as in `address.countryName`. */
export type UnknownFields = Readonly<Record<string, readonly string[]>>;

/** A schema's fields: those of objects by name, with their own; null where it knows none inside. */
type Known = ReadonlyMap<string, Known | null>;

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly left?: z.core.$ZodType;
  readonly right?: z.core.$ZodType;
}

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;

/** The fields that a schema reads of a record, however it is wrapped. */
const knownFields = (schema: z.core.$ZodType): Known | null => {
  const { type, shape, in: before, out, innerType, element, options, left, right } = definitionOf(schema);
  if (type === "object" && shape)
    return new Map(Object.entries(shape).map(([name, inner]) => [name, knownFields(inner)]));
  // A schema that prepares its input reads what comes out of that.
  if (before && out) return knownFields(definitionOf(before).type === "transform" ? out : before);
  const parts = [innerType, element, left, right, ...(options ?? [])].filter((one) => one !== undefined);
  const known = parts.map(knownFields).filter((one) => one !== null);
  return known.length === 0 ? null : new Map(known.flatMap((one) => [...one]));
};

/** A name that could be data, such as an id as a key, is masked. */
const nameOf = (name: string): string => (/^[A-Za-z_]\w{0,60}$/.test(name) ? name : "{…}");

const collect = (
  rows: readonly Row[],
  known: Known,
  place: string,
  found: Map<string, Set<string>>,
): void => {
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const path = `${place}${nameOf(name)}`;
      const inner = known.get(name);
      if (inner === undefined) found.set(path, (found.get(path) ?? new Set()).add(typeOf(value)));
      else if (inner !== null) collect(childrenOf(value), inner, `${path}.`, found);
    }
  }
};

const childrenOf = (value: unknown): Row[] => {
  const rows = rowsIn(value);
  return rows.length > 0
    ? rows
    : typeOf(value) === "object" && !("data" in (value as Row))
      ? [value as Row]
      : [];
};

const unknownIn = (rows: readonly Row[], schema: z.core.$ZodType): UnknownFields => {
  const found = new Map<string, Set<string>>();
  collect(rows, knownFields(schema) ?? new Map(), "", found);
  return Object.fromEntries([...found].sort().map(([path, types]) => [path, [...types].sort()]));
};

const nothingObserved: Observed = {
  seen: () => ({}),
  note: () => {},
  noteUser: () => {},
  fresh: () => undefined,
};

const billSchemas: Readonly<Record<string, z.core.$ZodType>> = {
  vendors: vendorSchema,
  bills: billSchema(nothingObserved),
  "vendor credits": creditSchema,
  payments: billPaymentSchema,
  items: billItemSchema,
};

/** By list; those without any are left out. */
export const unknownOfBill = async (context: BillContext): Promise<Record<string, UnknownFields>> => {
  const rows = Object.entries(await newestOfEach(context));
  return withAny(rows.map(([name, found]) => [name, unknownIn(found, billSchemas[name] ?? entrySchema)]));
};

/** By kind of record; those without any are left out. */
export const unknownOfPrecoro = async (context: PrecoroContext): Promise<Record<string, UnknownFields>> => {
  // What cannot be read has no fields to report.
  const rows = (path: string) => context.precoro.rows(path).catch(() => []);
  const [field] = await dropDowns(context).catch(() => []);
  return withAny([
    ["suppliers", unknownIn(await rows("/suppliers"), supplierSchema)],
    ["documents", unknownIn(await documents(context).catch(() => []), documentSchema)],
    ["rows of documents", unknownIn(await documentRows(context).catch(() => []), rowSchema)],
    ["payments", unknownIn(await rows("/payments"), paymentRowSchema)],
    ["items", unknownIn(await rows("/items"), itemSchema)],
    [
      "custom fields",
      unknownIn(
        [...(await rows("/documentcustomfields")), ...(await rows("/itemcustomfields"))],
        fieldSchema,
      ),
    ],
    ["options", unknownIn(field ? await rows(field.path) : [], optionSchema)],
    ["locations", unknownIn(await rows("/locations"), optionSchema)],
  ]);
};

const withAny = (found: readonly (readonly [string, UnknownFields])[]): Record<string, UnknownFields> =>
  Object.fromEntries(found.filter(([, fields]) => Object.keys(fields).length > 0));
