/** Creates a Precoro company's records from a world file, with defaults for omitted fields. */
import { z } from "zod";
import { numbersFrom } from "../../kit/ids";
import { type Fields, readRecords } from "../../kit/records";
import { describeSchemaError } from "../../kit/schemaError";
import { type Collection, collections, contactShape, type Supplier, supplierShape } from "../records";
import { stampOf } from "../wireFormat";

export interface SeedContext {
  readonly now: number;
  readonly nextId: () => number;
  readonly nextIdn: () => number;
}

/** Parses a record; an error names it. */
export const parseRecord = <Schema extends z.ZodType>(
  schema: Schema,
  record: Fields,
  place: string,
): z.output<Schema> => {
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  const { id = "without id", idn } = record;
  throw new Error(`precoro ${place} (${idn ?? id}) cannot be used: ${describeSchemaError(read.error)}.`);
};

/** connector/precoro/API.md §1.3: related records are wrapped in `data`; in a world file they need not be. */
export const wrappedList = <Row extends z.ZodType>(row: Row) =>
  z.union([z.array(row), z.object({ data: z.array(row) }).transform(({ data }) => data)]);

/** Generates ids and idns greater than all those in the records. */
export const nextNumbers = (records: Fields): Pick<SeedContext, "nextId" | "nextIdn"> => {
  const fields = valuesIn(records);
  const above = (name: string, least: number) =>
    fields.reduce((most, [key, value]) => Math.max(most, key === name ? Number(value) || 0 : 0), least) + 1;
  return { nextId: numbersFrom(above("id", 900_000)), nextIdn: numbersFrom(above("idn", 1000)) };
};

const valuesIn = (value: unknown): [string, unknown][] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key, inner], ...valuesIn(inner)]);
};

export const recordsOf = (records: Fields): Record<Collection, Fields[]> =>
  readRecords("precoro", collections, records);

const partialContact = contactShape.partial();

const partialSupplier = supplierShape.partial().extend({
  contacts: wrappedList(partialContact).optional(),
});

/** connector/precoro/API.md §2; list and read show the same fields (assumed). */
export const supplierOf = (record: Fields, place: string, { now, nextId }: SeedContext): Supplier => {
  const fields = parseRecord(partialSupplier, record, place);
  const { id = nextId(), currencies = [fields.currency ?? "USD"] } = fields;
  const { createDate = stampOf(now) } = fields;
  const supplier = {
    name: `Supplier ${id}`,
    uniqueCode: "",
    externalId: null,
    enable: true,
    status: 2,
    updateDate: createDate,
    note: "",
    legalAddress: "",
    city: "",
    state: "",
    postalCode: "",
    country: "",
    phone: "",
    accountNumber: "",
    currency: currencies[0] ?? "",
    paymentTerms: { data: [] },
    ...fields,
    id,
    currencies,
    createDate,
    contacts: { data: (fields.contacts ?? []).map((contact) => contactOf(contact, nextId)) },
  };
  return parseRecord(supplierShape, supplier, place);
};

/** connector/precoro/API.md §13. */
export const contactOf = (fields: z.output<typeof partialContact>, nextId: () => number) => {
  const { id = nextId(), firstname = "", lastname = "", email = "", phone = "" } = fields;
  return { ...fields, id, firstname, lastname, email, phone };
};
