/**
 * Reads the payments and credits of the invoices whose rests differ, which tells why. What matches costs no call; a list is read
 * once for all.
 */

import { isApproved } from "../../core/documents/document";
import { isRefTo, readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import type { Voucher } from "../../core/documents/voucher";
import type { Payment } from "../../core/payments/payment";
import type { Difference } from "../../core/reconciliation/cause";
import type { CreditNote, CreditsRead } from "../../core/reconciliation/creditCauses";
import type { UnclearRests } from "../../core/reconciliation/differences";
import { isFromBill, isUnbooked, type PaymentsRead } from "../../core/reconciliation/paymentCauses";
import {
  type Examined,
  examine,
  needsCredits,
  restDifference,
  unexaminedDifference,
} from "../../core/reconciliation/restCauses";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { isRequestError, undefinedIfNotFound } from "../../http/requestError";
import { paymentsOfDocument } from "../../precoro/payments";
import type { SyncContext } from "../syncContext";

/** Lists that were read already, each with the moment from which on it is whole, ms since 1970 UTC. */
export interface ListsRead {
  readonly rows: readonly DocumentRow[];
  readonly rowsSince: number;
  readonly credits: readonly Voucher[];
  readonly creditsSince: number;
}

interface UnclearInvoice extends UnclearRests {
  readonly row: DocumentRow;
}

/** Time that is left for the end of the run. */
const RESERVE_MS = 90_000;

/**
 * The differences of these invoices by `idn`; those that turn out to be in step are left out. Where the time or an API limit does
 * not allow to read on, the difference is reported without its cause.
 *
 * @throws {RequestError} if either system can't be read.
 */
export const examineRests = async (
  sync: SyncContext,
  invoices: readonly UnclearInvoice[],
  lists: ListsRead,
  sendCreditNotes: boolean,
): Promise<ReadonlyMap<string, Difference>> => {
  const differences = new Map<string, Difference>();
  const reader = withinLimits(sync);
  const readPayments = paymentsReader(sync);
  const examined: Examined[] = [];
  for (const { row, unclear, rests } of invoices) {
    const read = await reader(() => readPayments(row, unclear));
    const one = read && examine(row, unclear, read);
    if (one) examined.push(one);
    else differences.set(row.idn, unexaminedDifference(row, unclear, rests));
  }
  const open = examined.filter(needsCredits);
  const credits = open.length === 0 ? noCredits : await reader(() => readCredits(sync, open, lists));
  for (const one of examined) {
    const { row, bill, rests } = one;
    const difference = credits
      ? restDifference(one, { ...creditsFor(row, credits), sendCreditNotes })
      : unexaminedDifference(row, bill, rests);
    if (difference) differences.set(row.idn, difference);
  }
  return differences;
};

/** Does what it is given until the time or an API limit is used up; then it returns undefined. */
const withinLimits = ({ deadline }: SyncContext) => {
  let isOver = false;
  return async <T>(read: () => Promise<T>): Promise<T | undefined> => {
    isOver ||= clock().now() > deadline - RESERVE_MS;
    if (isOver) return undefined;
    try {
      return await read();
    } catch (error) {
      if (!isRequestError(error, "rate-limit")) throw error;
      isOver = true;
      return undefined;
    }
  };
};

/** Reads the invoice itself, and the payments of its vendor once for all bills. Undefined where Precoro has no such invoice anymore. */
const paymentsReader = ({ bill: client, precoro }: SyncContext) => {
  const byVendor = new Map<string, Pick<PaymentsRead, "payments" | "unreadable">>();
  const currencies = new Map<string, string>();
  const read = async (selection: { readonly vendorId: string } | { readonly ids: readonly string[] }) => {
    const payments: Payment[] = [];
    const unreadable: string[] = [];
    for await (const rows of client.payments.read(selection))
      for (const row of rows) {
        if ("unreadable" in row) unreadable.push(row.unreadable.id);
        else payments.push(row.record);
      }
    return { payments, unreadable };
  };
  const ofVendor = async (vendorId: string) => {
    const known = byVendor.get(vendorId) ?? (await read({ vendorId }));
    byVendor.set(vendorId, known);
    return known;
  };
  return async (row: DocumentRow, bill: Voucher): Promise<PaymentsRead | undefined> => {
    const { vendorId } = bill;
    const raw = await undefinedIfNotFound(precoro.invoices.get(row.idn, true));
    if (raw === undefined) return undefined;
    const booked = paymentsOfDocument(raw);
    const fromBill = booked.filter(isFromBill);
    let found: Pick<PaymentsRead, "payments" | "unreadable"> = { payments: [], unreadable: [] };
    if (bill.hasMoney || fromBill.length > 0) found = await ofVendor(vendorId);
    const known = [...found.payments.map(({ id }) => id), ...found.unreadable];
    const others = fromBill.flatMap(({ externalId = "" }) => (known.includes(externalId) ? [] : externalId));
    const more = others.length === 0 ? undefined : await read({ ids: [...new Set(others)] });
    const payments = [...found.payments, ...(more?.payments ?? [])];
    const unreadable = [...found.unreadable, ...(more?.unreadable ?? [])];
    if (isUnbooked(bill, { booked, payments, unreadable }) && !currencies.has(vendorId))
      for (const { id, currency } of await client.vendors.getMany([vendorId])) currencies.set(id, currency);
    return { booked, payments, unreadable, currency: currencies.get(vendorId) };
  };
};

interface CreditLists {
  readonly notes: readonly DocumentRow[];
  readonly credits: readonly Voucher[];
}

const noCredits: CreditLists = { notes: [], credits: [] };

/** A note is made after its invoice, and a vendor credit after its note. */
const readCredits = async (
  { bill, precoro }: SyncContext,
  invoices: readonly Examined[],
  lists: ListsRead,
): Promise<CreditLists> => {
  const since = Math.min(...invoices.map(({ row }) => row.createdAt ?? 0));
  const notes = since >= lists.rowsSince ? [...lists.rows] : [];
  if (since < lists.rowsSince)
    for (let page: string | undefined = "1"; page !== undefined; ) {
      const { rows, next } = await precoro.invoices.page({ creditNotesSince: since }, page);
      notes.push(...readable(rows));
      page = next;
    }
  const credits =
    since >= lists.creditsSince
      ? lists.credits
      : await bill.vouchersFor({ kind: "credit note" }).createdSince(since);
  return { notes, credits };
};

const creditsFor = (
  { idn }: DocumentRow,
  { notes, credits }: CreditLists,
): Omit<CreditsRead, "sendCreditNotes"> => ({
  notes: notes
    .filter(({ kind, parent, status }) => kind === "credit note" && parent === idn && isApproved(status))
    .map((row): CreditNote => ({ row, credit: credits.find((one) => isCreditOf(one, row)) })),
  credits,
});

const isCreditOf = ({ id, archived, description }: Voucher, note: DocumentRow): boolean => {
  const ref = readReference(description);
  return !archived && (ref ? isRefTo(ref, note) : id === note.externalId);
};
