/** How BILL's vendors, list entries and items are read. Fields that this product does not use are ignored. Source: connector/bill/API.md §5 and §8. */
import * as z from "zod";
import { moment } from "../core/calendarDate";
import type { Item } from "../core/items/item";
import type { ListEntry } from "../core/lists/listEntry";
import { type Money, readMoney, zero } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import type { Vendor } from "../core/vendors/vendor";

export const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

const loose = z.union([z.string(), z.number()]).nullish();

export const amount = loose.transform((value, context): Money => {
  const read = value === undefined || value === null ? zero : readMoney(value);
  if (read) return read;
  context.addIssue({ code: "custom", message: "is not an amount" });
  return z.NEVER;
});

export const optionalAmount = loose.transform((value): Money | undefined => readMoney(value));

export const time = z.string().transform((value, context): number => {
  const ms = moment(value);
  if (ms !== undefined) return ms;
  context.addIssue({ code: "custom", message: "is not a time" });
  return z.NEVER;
});

const addressSchema = z.object({
  line1: text,
  line2: text,
  city: text,
  stateOrProvince: text,
  zipOrPostalCode: text,
  country: text,
});

/** BILL leaves out empty fields; a vendor without a currency is taken to have USD. */
export const vendorSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().trim().min(1),
    archived: z.boolean().nullish(),
    accountNumber: text,
    email: text,
    phone: text,
    billCurrency: text,
    address: addressSchema.nullish(),
  })
  .transform(({ id, name, archived, accountNumber, email, phone, billCurrency, address }): Vendor => {
    const street = [address?.line1, address?.line2].filter(Boolean).join(", ");
    return {
      id,
      name,
      archived: archived ?? false,
      currency: billCurrency ?? "USD",
      ...omitUndefined({ accountNumber, email, phone }),
      ...(address
        ? {
            address: omitUndefined({
              street: street || undefined,
              city: address.city,
              state: address.stateOrProvince,
              postalCode: address.zipOrPostalCode,
              country: address.country,
            }),
          }
        : {}),
    };
  });

/** An entry of any list. Source: connector/bill/API.md §8; its parent is `parentId` in all of them. */
export const entrySchema = z
  .object({
    id: z.string().min(1),
    name: z.string().trim().min(1),
    archived: z.boolean().nullish(),
    parentId: text,
    account: z.object({ number: text, type: text }).nullish(),
    type: text.catch(undefined),
  })
  .transform(
    ({ id, name, archived, parentId, account, type }): ListEntry => ({
      id,
      name,
      archived: archived ?? false,
      ...omitUndefined({ parentId, number: account?.number, accountType: account?.type, itemType: type }),
    }),
  );

/** An item. Source: connector/bill/API.md §8; its price is a number in the organization's currency. */
export const itemSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().trim().min(1),
    archived: z.boolean().nullish(),
    type: text,
    price: loose,
  })
  .transform(({ id, name, archived, type, price: rawPrice }, context): Item => {
    const price = rawPrice === undefined || rawPrice === null ? undefined : readMoney(rawPrice);
    if (rawPrice !== undefined && rawPrice !== null && price === undefined) {
      context.addIssue({ code: "custom", message: `"${rawPrice}" is not an amount`, path: ["price"] });
      return z.NEVER;
    }
    return {
      id,
      name,
      archived: archived ?? false,
      type: type ?? "UNKNOWN",
      ...omitUndefined({ price }),
    };
  });
