/**
 * How Precoro's invoices and credit notes are read. Source: connector/precoro/API.md §3 and §4; the names inside payments
 * are assumed (§13) and used in this file alone.
 */

import * as z from "zod";
import { calendarDate, moment, utcSecond } from "../core/calendarDate";
import type { Document } from "../core/documents/document";
import type { DocumentRow } from "../core/documents/documentRow";
import { nothingPaid, type PaidInPrecoro } from "../core/documents/paidInPrecoro";
import { type Money, sum, zero } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import { isBillId } from "../core/recordId";
import { documentFieldSchema, lineSchema, locationSchema } from "./documentLines";
import { amount, children, id, isCreditPayment, oneOrSeveral, relation, text } from "./schema";

const day = text.transform((value, context) => {
  if (value === undefined) return undefined;
  const read = calendarDate(value);
  if (read) return read;
  context.addIssue({ code: "custom", message: `"${value}" is not a date` });
  return z.NEVER;
});

const time = text.transform((value, context) => {
  if (value === undefined) return undefined;
  const read = moment(value);
  if (read !== undefined) return read;
  context.addIssue({ code: "custom", message: `"${value}" is not a time` });
  return z.NEVER;
});

const paymentSchema = z
  .object({ sumPaid: amount, logicType: text, externalId: text })
  .transform(({ sumPaid: paid = zero, logicType, externalId }): PaidInPrecoro => {
    const row = { ...nothingPaid, total: paid };
    if (isCreditPayment(logicType)) return { ...row, credits: paid };
    const isFromBill = externalId !== undefined && isBillId("payment", externalId);
    return isFromBill ? { ...row, fromBill: paid } : { ...row, money: paid };
  });

const PAID = 5;

/** Header, rows and status may disagree: the largest counts. Source: connector/precoro/API.md §5. */
const paidOf = (
  rows: readonly PaidInPrecoro[],
  { sum: total, sumPaid, status }: { sum: Money; sumPaid?: Money | undefined; status: number },
): PaidInPrecoro => {
  const sums = Object.fromEntries(
    (["total", "money", "credits", "fromBill"] as const).map((key) => [
      key,
      sum(rows.map((row) => row[key])),
    ]),
  ) as unknown as PaidInPrecoro;
  const shown = [sums.total, sumPaid ?? zero, status === PAID ? total : zero];
  return { ...sums, total: shown.reduce((a, b) => (a.gt(b) ? a : b)) };
};

/** 0 is an invoice; 1 a credit note of an invoice, 5 one that stands alone. Source: connector/precoro/API.md §4. */
const kinds: Readonly<Record<string, Document["kind"]>> = {
  "0": "invoice",
  "1": "credit note",
  "5": "credit note",
};

/** What has to be known of any document before it is clear whether it is sent. */
export const headSchema = z.object({ idn: id, status: z.coerce.number(), logicType: id });

export const kindOf = ({ logicType }: z.infer<typeof headSchema>): Document["kind"] | undefined =>
  kinds[logicType];

/** A document as a list shows it; one of an unknown kind cannot be read. */
export const rowSchema = headSchema
  .extend({
    id: text,
    externalId: text,
    approvalDate: time,
    createDate: time,
    updateDate: time,
    parentData: relation(z.object({ idn: text })),
    supplier: relation(z.object({ id: text })),
    currency: text,
    // A wrong sum is reported when the document itself is read.
    sum: amount.catch(undefined),
    sumPaid: amount.catch(undefined),
  })
  .transform((raw, context): DocumentRow => {
    const kind = kindOf(raw);
    if (kind === undefined) {
      context.addIssue({
        code: "custom",
        message: `${raw.logicType} is not a known document type`,
        path: ["logicType"],
      });
      return z.NEVER;
    }
    const { idn, status, id, externalId, approvalDate, createDate, updateDate, parentData } = raw;
    const { supplier, currency, sum: total, sumPaid: paid } = raw;
    return {
      idn,
      kind,
      status,
      ...omitUndefined({
        id,
        externalId,
        parent: parentData && (parentData.idn ?? ""),
        approvedAt: approvalDate,
        createdAt: createDate,
        updatedAt: updateDate,
        supplierId: supplier?.id,
        currency,
        total,
        paid,
        approved: approvalDate === undefined ? undefined : utcSecond(approvalDate),
      }),
    };
  });

/** Of several orders, the first is the one that a bill names. */
const purchaseOrdersOf = (
  orders: readonly { idn?: string | undefined }[] = [],
): Pick<Document, "purchaseOrder" | "otherPurchaseOrders"> => {
  const numbers = orders.flatMap(({ idn }) => idn ?? []);
  const [purchaseOrder, ...others] = [...new Set(numbers)];
  return omitUndefined({ purchaseOrder, otherPurchaseOrders: others.length > 0 ? others : undefined });
};

/** A document as GET by `idn` shows it. */
export const documentSchema = headSchema
  .extend({
    invoiceNumber: text,
    currency: id,
    issueDate: day,
    requiredDate: day,
    approvalDate: time,
    createDate: time,
    sum: amount,
    sumPaid: amount,
    externalId: text,
    externalIntegrationLog: z.string().nullish(),
    supplier: z.object({ id, name: id, externalId: z.union([z.string(), z.number()]).nullish() }),
    purchaseOrder: oneOrSeveral(z.object({ idn: text })),
    parentData: relation(z.object({ id: text, idn: text })),
    payments: children(paymentSchema),
    items: children(lineSchema),
    dataDocumentCustomFields: children(documentFieldSchema),
    location: locationSchema,
  })
  .transform((raw, context): Document => {
    const kind = kindOf(raw);
    if (kind === undefined || raw.sum === undefined) {
      context.addIssue({ code: "custom", message: "it has no gross total", path: ["sum"] });
      return z.NEVER;
    }
    const { approvalDate, createDate, supplier } = raw;
    const approved = approvalDate === undefined ? undefined : utcSecond(approvalDate);
    return {
      idn: raw.idn,
      kind,
      status: raw.status,
      ref: { kind, idn: raw.idn, approved },
      number: raw.invoiceNumber ?? raw.idn,
      currency: raw.currency,
      ...omitUndefined({
        approvedAt: approvalDate,
        createdAt: createDate,
        issueDate: raw.issueDate,
        dueDate: raw.requiredDate,
      }),
      total: raw.sum,
      paid: paidOf(raw.payments ?? [], { ...raw, sum: raw.sum }),
      supplier: {
        id: supplier.id,
        name: supplier.name,
        linkShown: supplier.externalId !== undefined,
        ...omitUndefined({ externalId: String(supplier.externalId ?? "").trim() || undefined }),
      },
      ...omitUndefined({
        ...purchaseOrdersOf(raw.purchaseOrder),
        parent: raw.parentData?.idn,
        parentId: raw.parentData?.id,
        externalId: raw.externalId,
        errorLog: raw.externalIntegrationLog === null ? "" : raw.externalIntegrationLog,
      }),
      fields: [...(raw.dataDocumentCustomFields ?? []), ...raw.location],
      lines: raw.items ?? [],
    };
  });
