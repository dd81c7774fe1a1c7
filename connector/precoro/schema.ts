/**
 * How Precoro's records are read and written. Its types are loose: sums come as number or text, an empty relation as `[]`.
 * Undocumented shapes are assumed (connector/precoro/API.md §13), and used in this file alone.
 */
import * as z from "zod";
import type { CatalogContent, CatalogItem } from "../core/items/item";
import type { Option, OptionContent } from "../core/lists/option";
import { readMoney } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import type { Card, Contact, Supplier } from "../core/vendors/supplier";

/** Text or a number as trimmed text; undefined where it is empty, null or left out. */
export const text = z
  .union([z.string(), z.number(), z.boolean()], { error: "is not text" })
  .nullish()
  .transform((value) =>
    value === undefined || value === null ? undefined : String(value).trim() || undefined,
  );

/** Required text or number. */
export const id = z
  .union([z.string().trim().min(1), z.number()], { error: "is missing or not text" })
  .transform(String);

/** An amount that may be left out; one that is not a decimal is an error, never zero. */
export const amount = z
  .union([z.string(), z.number()], { error: "is not an amount" })
  .nullish()
  .transform((value, context) => {
    if (value === undefined || value === null || value === "") return undefined;
    const read = readMoney(value);
    if (read) return read;
    context.addIssue({ code: "custom", message: `"${value}" is not an amount` });
    return z.NEVER;
  });

/** An object that may be left out, or be `[]` or null where there is none. */
export const relation = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => (Array.isArray(value) || value === null ? undefined : value), schema.optional());

/** `{data: […]}`, a list, or an object keyed by id: all three have been seen. Undefined where it was left out. */
export const children = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => {
    if (value === null || value === undefined || Array.isArray(value)) return value ?? undefined;
    const inner = (value as { data?: unknown }).data ?? value;
    return Array.isArray(inner) ? inner : Object.values(inner as object);
  }, z.array(schema).optional());

/** A record, several of them as a list or `{data: […]}`, or `[]` or null where there is none. */
export const oneOrSeveral = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => {
    if (value === null || value === undefined || Array.isArray(value)) return value ?? undefined;
    const { data } = value as { data?: unknown };
    return Array.isArray(data) ? data : [value];
  }, z.array(schema).optional());

/** The `logicType` of a payment in money. Source: connector/precoro/API.md §5. */
export const MONEY = "0";

/** True for a payment that stands for a credit note. Source: connector/precoro/API.md §5. */
export const isCreditPayment = (logicType: string | undefined): boolean =>
  logicType !== undefined && logicType !== MONEY;

/** Fields that this product does not use, with a value that a form can hold. */
const otherFields = (fields: Readonly<Record<string, unknown>>): Record<string, string> | undefined => {
  const others = Object.entries(fields).flatMap(([field, value]) => {
    if (typeof value === "boolean") return [[field, value ? "1" : "0"] as const];
    return typeof value === "string" || typeof value === "number" ? [[field, String(value)] as const] : [];
  });
  return others.length > 0 ? Object.fromEntries(others) : undefined;
};

const contactSchema = z
  .looseObject({ id: text, firstname: text, lastname: text, email: text, phone: text })
  .transform(
    ({ id, firstname, lastname, email, phone, ...others }): Contact =>
      omitUndefined({ id, firstname, lastname, email, phone, others: otherFields(others) }),
  );

/** A row of the list, or a single supplier: both have the same field names. */
export const supplierSchema = z
  .object({
    id,
    name: z.string().trim().min(1),
    enable: z.union([z.boolean(), z.number()]).nullish(),
    externalId: text,
    accountNumber: text,
    legalAddress: text,
    city: text,
    state: text,
    postalCode: text,
    country: text,
    currency: text,
    currencies: z.array(z.union([z.string(), z.object({ code: z.string() })])).nullish(),
    contacts: children(contactSchema),
  })
  .transform(({ id, name, enable, externalId, currency, currencies, contacts, ...texts }): Supplier => {
    const card: Card = {
      name,
      ...omitUndefined(texts),
      currencies: (currencies ?? []).map((one) => (typeof one === "string" ? one : one.code)),
      contacts: contacts ?? [],
    };
    return {
      id,
      enabled: enable === undefined || enable === null || Boolean(enable),
      ...omitUndefined({ externalId, currency }),
      card,
      complete: Array.isArray(currencies) && contacts !== undefined,
    };
  });

/** A supplier's card, as the form of POST and PUT. Its lists go out whole: a PUT replaces them. */
export const cardForm = (card: Card): [string, string][] => {
  const { name, currencies, contacts, ...texts } = card;
  return [
    ["name", name],
    ...Object.entries(texts).filter((field): field is [string, string] => typeof field[1] === "string"),
    ...currencies.map((currency): [string, string] => ["currencies[]", currency]),
    ...contacts.flatMap(({ others, ...contact }, at) =>
      Object.entries({ ...others, ...contact }).map(([field, value]): [string, string] => [
        `contacts[${at}][${field}]`,
        value,
      ]),
    ),
  ];
};

const flag = z.union([z.boolean(), z.number(), z.string()]).nullish();

const isOn = (value: z.infer<typeof flag>, missing: boolean): boolean =>
  value === undefined || value === null
    ? missing
    : value === true || value === 1 || value === "1" || value === "true";

/** An option of a custom field, or a location: both have the same field names. */
export const optionSchema = z
  .object({
    id,
    name: z.string().trim().min(1),
    code: text,
    enable: flag,
    externalId: text,
    parent: relation(z.object({ id: text })),
  })
  .transform(
    ({ id, name, code, enable, externalId, parent }): Option => ({
      id,
      name,
      enabled: isOn(enable, true),
      ...omitUndefined({ code, externalId, parentId: parent?.id }),
    }),
  );

/** An option, as the form of POST and PUT; an empty parent puts it at the top level. */
export const optionForm = ({ name, code, enabled, parentId }: OptionContent): [string, string][] => [
  ["name", name],
  ...(code === undefined ? [] : [["code", code] satisfies [string, string]]),
  ["enable", enabled ? "1" : "0"],
  ["parent[id]", parentId ?? ""],
];

/** The price in the response to a write of an item; undefined where it shows none. */
export const priceSchema = z.object({ price: amount });

/** An item of the catalog. */
export const itemSchema = z
  .object({
    id,
    sku: text,
    name: z.string().trim().min(1),
    type: text,
    hiddenInCatalog: flag,
    price: amount,
    externalId: text,
  })
  .transform(
    ({ id, sku, name, type, hiddenInCatalog, price, externalId }): CatalogItem => ({
      id,
      sku: sku ?? "",
      name,
      type: type === undefined ? undefined : Number(type),
      hidden: isOn(hiddenInCatalog, false),
      ...omitUndefined({ price, externalId }),
    }),
  );

/** An item, as the form of POST and PUT. */
export const itemForm = ({ sku, name, price, type, hidden }: CatalogContent): [string, string][] => [
  ["sku", sku],
  ["name", name],
  ...(price === undefined ? [] : [["price", price.toFixed()] satisfies [string, string]]),
  ...(type === undefined ? [] : [["type", String(type)] satisfies [string, string]]),
  ["hiddenInCatalog", hidden ? "1" : "0"],
];
