/** A Precoro company out of a world file, with sensible defaults for what its records leave out. */
import { z } from "zod";
import { numbers } from "../kit/ids";
import { problemOf } from "../kit/problem";
import { type Fields, readRecords } from "../kit/records";
import { type Collection, collections, contactShape, type Supplier, supplierShape } from "./records";
import { stampOf } from "./wire";

export interface Setting {
  readonly now: number;
  readonly nextId: () => number;
  readonly nextIdn: () => number;
}

/** The record in its shape, or an error that names it. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  record: Fields,
  place: string,
): z.output<Schema> => {
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  const { id = "without id", idn } = record;
  throw new Error(`precoro ${place} (${idn ?? id}) cannot be used: ${problemOf(read.error)}.`);
};

/** connector/precoro/API.md §1.3: related records come wrapped in `data`; a world file may leave the wrapping out. */
export const rows = <Row extends z.ZodType>(row: Row) =>
  z.union([z.array(row), z.object({ data: z.array(row) }).transform(({ data }) => data)]);

/** Makes ids and idns above all that the records brought along. */
export const numbersAbove = (records: Fields): Pick<Setting, "nextId" | "nextIdn"> => {
  const given = valuesIn(records);
  const above = (name: string, least: number) =>
    given.reduce((most, [key, value]) => Math.max(most, key === name ? Number(value) || 0 : 0), least) + 1;
  return { nextId: numbers(above("id", 900_000)), nextIdn: numbers(above("idn", 1000)) };
};

const valuesIn = (value: unknown): [string, unknown][] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key, inner], ...valuesIn(inner)]);
};

export const recordsOf = (records: Fields): Record<Collection, Fields[]> =>
  readRecords("precoro", collections, records);

const partOfContact = contactShape.partial();

const partOfSupplier = supplierShape.partial().extend({
  contacts: rows(partOfContact).optional(),
});

/** connector/precoro/API.md §2; list and read show the same fields (assumed). */
export const supplierOf = (record: Fields, place: string, { now, nextId }: Setting): Supplier => {
  const given = checked(partOfSupplier, record, place);
  const { id = nextId(), currencies = [given.currency ?? "USD"] } = given;
  const { createDate = stampOf(now) } = given;
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
    ...given,
    id,
    currencies,
    createDate,
    contacts: { data: (given.contacts ?? []).map((contact) => contactOf(contact, nextId)) },
  };
  return checked(supplierShape, supplier, place);
};

/** connector/precoro/API.md §13. */
export const contactOf = (given: z.output<typeof partOfContact>, nextId: () => number) => {
  const { id = nextId(), firstname = "", lastname = "", email = "", phone = "" } = given;
  return { ...given, id, firstname, lastname, email, phone };
};
