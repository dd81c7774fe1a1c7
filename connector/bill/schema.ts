/** BILL's records on the wire ⇄ ours. Read tolerantly: what this product does not use is not looked at. Source: contract bill-v3, sections 5, 6 and 8. */
import * as z from "zod";
import {
  type Bill,
  type BillContent,
  type BillLine,
  type Coding,
  classifications,
  describeMoney,
} from "../core/bill";
import { calendarDate, moment } from "../core/calendarDate";
import type { Entry } from "../core/entry";
import { given } from "../core/given";
import type { Item } from "../core/item";
import { type Money, readMoney, toNumber, zero } from "../core/money";
import type { Vendor } from "../core/vendor";

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);

const loose = z.union([z.string(), z.number()]).nullish();

const amount = loose.transform((value, context): Money => {
  const read = value === undefined || value === null ? zero : readMoney(value);
  if (read) return read;
  context.addIssue({ code: "custom", message: "is not an amount" });
  return z.NEVER;
});

const optionalAmount = loose.transform((value): Money | undefined => readMoney(value));

const time = z.string().transform((value, context): number => {
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

/** BILL leaves out what is empty; an absent currency is taken to be USD. */
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
      ...given({ accountNumber, email, phone }),
      ...(address
        ? {
            address: given({
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

const codingSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((coding): Coding => {
    const known = classifications.map((name) => [name, coding?.[name]] as const);
    return Object.fromEntries(known.filter(([, id]) => typeof id === "string" && id !== ""));
  });

const lineSchema = z
  .object({
    id: z.string().optional(),
    amount,
    quantity: optionalAmount,
    price: optionalAmount,
    description: z.string().nullish(),
    classifications: codingSchema,
  })
  .transform(
    ({ id, quantity, price, description, classifications: coding, ...line }): BillLine => ({
      ...line,
      ...(id === undefined ? {} : { id }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(price === undefined ? {} : { price }),
      description: description ?? "",
      coding,
    }),
  );

export const billSchema = z
  .object({
    id: z.string().min(1),
    vendorId: z.string().min(1),
    archived: z.boolean().nullish(),
    recordStatus: z.string().nullish(),
    invoice: z.object({ invoiceNumber: z.string().nullish(), invoiceDate: z.string().nullish() }).nullish(),
    dueDate: z.string().nullish(),
    description: z.string().nullish(),
    purchaseOrderNumber: text,
    payFromChartOfAccountId: text,
    classifications: z.record(z.string(), z.unknown()).nullish(),
    billLineItems: z.array(lineSchema).nullish(),
    amount,
    paidAmount: amount,
    scheduledAmount: amount,
    creditAmount: amount,
    paymentStatus: z.string().nullish(),
    createdTime: time,
    updatedTime: time,
  })
  .transform((bill): Bill => {
    const draft = bill.recordStatus === "DRAFT";
    const paymentStatus = bill.paymentStatus ?? "UNPAID";
    const amounts = { paid: bill.paidAmount, scheduled: bill.scheduledAmount, credited: bill.creditAmount };
    return {
      id: bill.id,
      vendorId: bill.vendorId,
      number: bill.invoice?.invoiceNumber?.trim() ?? "",
      invoiceDate: calendarDate(bill.invoice?.invoiceDate) ?? "",
      dueDate: calendarDate(bill.dueDate) ?? "",
      description: bill.description ?? "",
      ...(bill.purchaseOrderNumber === undefined ? {} : { purchaseOrder: bill.purchaseOrderNumber }),
      lines: bill.billLineItems ?? [],
      amount: bill.amount,
      draft,
      archived: bill.archived === true && !draft,
      hasMoney: paymentStatus !== "UNPAID" || Object.values(amounts).some((one) => one.gt(zero)),
      moneyText: describeMoney(paymentStatus, amounts),
      createdAt: bill.createdTime,
      updatedAt: bill.updatedTime,
      kept: {
        ...(bill.payFromChartOfAccountId ? { payFromChartOfAccountId: bill.payFromChartOfAccountId } : {}),
        ...(bill.classifications ? { classifications: bill.classifications } : {}),
      },
    };
  });

/** A bill's content as POST and PUT take it. */
export const billBody = (content: BillContent): Record<string, unknown> => ({
  ...content.kept,
  vendorId: content.vendorId,
  dueDate: content.dueDate,
  invoice: { invoiceNumber: content.number, invoiceDate: content.invoiceDate },
  description: content.description,
  ...(content.purchaseOrder === undefined ? {} : { purchaseOrderNumber: content.purchaseOrder }),
  billLineItems: content.lines.map((line) => ({
    ...(line.id === undefined ? {} : { id: line.id }),
    amount: toNumber(line.amount),
    ...(line.quantity && line.price
      ? { quantity: toNumber(line.quantity), price: toNumber(line.price) }
      : {}),
    ...(line.description === "" ? {} : { description: line.description }),
    ...(Object.keys(line.coding).length === 0 ? {} : { classifications: line.coding }),
  })),
});

/** An entry of any list. Source: contract bill-v3, section 8; the parent's name is `parentId` in all of them. */
export const entrySchema = z
  .object({
    id: z.string().min(1),
    name: z.string().trim().min(1),
    archived: z.boolean().nullish(),
    parentId: text,
    account: z.object({ number: text, type: text }).nullish(),
  })
  .transform(
    ({ id, name, archived, parentId, account }): Entry => ({
      id,
      name,
      archived: archived ?? false,
      ...given({ parentId, number: account?.number, accountType: account?.type }),
    }),
  );

/** An item. Source: contract bill-v3, section 8; its price is a number of the organization's currency. */
export const itemSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().trim().min(1),
    archived: z.boolean().nullish(),
    type: text,
    price: loose,
  })
  .transform(({ id, name, archived, type, price: told }, context): Item => {
    const price = told === undefined || told === null ? undefined : readMoney(told);
    if (told !== undefined && told !== null && price === undefined) {
      context.addIssue({ code: "custom", message: `"${told}" is not an amount`, path: ["price"] });
      return z.NEVER;
    }
    return {
      id,
      name,
      archived: archived ?? false,
      type: type ?? "UNKNOWN",
      ...(price === undefined ? {} : { price }),
    };
  });
