/**
 * Books one allocation of a payment as exactly one payment of its invoice in Precoro. If an earlier booking lost its response or its
 * link, it is found by amount and date, and linked instead.
 */

import { documentText } from "../../core/documents/document";
import { withPaymentNote } from "../../core/documents/errorLog";
import { type Money, moneyText, zero } from "../../core/money";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { fitsTwice, whatToBook } from "../../core/payments/bookableAmount";
import { unlinkedMatch } from "../../core/payments/payment";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { parseDocument, parseHead } from "../../precoro/document";
import { confirmWrite } from "../confirmWrite";
import { handleRecord } from "../resumableRun";
import type { SyncContext } from "../syncContext";
import { whyPerhapsBooked } from "./hiddenPayments";
import {
  type Allocation,
  aloneUntil,
  hasUnknown,
  type InvoicePayments,
  type PaymentLookups,
} from "./invoicePayments";

const subjectOf = ({ payment, invoice: { row } }: Allocation) => ({
  id: payment.id,
  name: `Payment ${payment.id} on ${documentText(row)}`,
});

/**
 * The result for one allocation; undefined if there is nothing to report.
 *
 * @throws {RequestError} for an API limit, and for failures that are not about this record.
 */
export const importAllocation = async (
  sync: SyncContext,
  lookups: PaymentLookups,
  allocation: Allocation,
  isBooked: boolean,
): Promise<RecordResult | undefined> => {
  const subject = subjectOf(allocation);
  if (allocation.payment.state === "reversed")
    return handleRecord(subject, subject.name, () => reportReversed(sync, lookups, allocation, isBooked));
  if (isBooked) return { ...subject, outcome: "unchanged" };
  return handleRecord(subject, subject.name, () => bookPayment(sync, lookups, allocation));
};

/** Says that a payment in Precoro has to be canceled. A run that died before it linked its booking may have left one. */
const reportReversed = async (
  sync: SyncContext,
  lookups: PaymentLookups,
  allocation: Allocation,
  isBooked: boolean,
): Promise<RecordResult | undefined> => {
  const { payment, invoice, amount } = allocation;
  if (!isBooked) {
    if (hasUnknown(invoice)) await refreshInvoice(lookups, invoice);
    if (!(await findBooked(sync, allocation, [amount]))) return undefined;
  }
  const facts = {
    payment: payment.id,
    amount: moneyText(amount),
    document: documentText(invoice.row),
    status: payment.status,
  };
  return stoppedResult(subjectOf(allocation), reject("payment-reversed", facts));
};

const bookPayment = async (
  sync: SyncContext,
  lookups: PaymentLookups,
  allocation: Allocation,
): Promise<RecordResult> => {
  const { invoice } = allocation;
  const subject = subjectOf(allocation);
  if (hasUnknown(invoice)) await refreshInvoice(lookups, invoice);
  const existing = await findBooked(sync, allocation, [allocation.amount]);
  if (existing) return existing;

  /** The allocation, then each amount that was sent for it, which differs by a cent at most. */
  const amounts = [allocation.amount];
  const result = await confirmWrite({
    write: async () => {
      const earlier = await findBookedNow(sync, lookups, allocation, amounts);
      if (earlier) return earlier;
      const amount = decide(allocation);
      if (isStopped(amount)) return stoppedResult(subject, amount);
      const why = await whyPerhapsBooked(sync, lookups, allocation);
      if (why) return stoppedResult(subject, why);
      const known =
        (await findBookedNow(sync, lookups, allocation, amounts)) ??
        (await findBooked(sync, allocation, amounts));
      if (known) return known;
      const now = decide(allocation);
      if (isStopped(now)) return stoppedResult(subject, now);
      amounts.push(now);
      return writePayment(sync, lookups, allocation, now);
    },
    find: async () => {
      await refreshInvoice(lookups, invoice);
      const found = await findBooked(sync, allocation, amounts);
      // It had no link yet, so this run booked it a moment ago.
      return found?.outcome === "linked" ? { ...found, outcome: "created" as const } : found;
    },
    deadline: sync.deadline,
  });
  return (
    result ?? stoppedResult(subject, postpone("not-confirmed", { system: "Precoro", record: subject.name }))
  );
};

/** Books the amount, or says why Precoro doesn't accept it. */
const writePayment = async (
  { precoro }: SyncContext,
  lookups: PaymentLookups,
  allocation: Allocation,
  amount: Money,
): Promise<RecordResult> => {
  const { payment, invoice } = allocation;
  const subject = subjectOf(allocation);
  const { date, id: externalId } = payment;
  try {
    const made = await precoro.payments.create({
      invoiceId: invoice.row.id ?? "",
      amount,
      date,
      externalId,
      until: isGuarded(invoice, amount) ? aloneUntil(invoice) : undefined,
    });
    invoice.booked.push({ idn: made.idn, amount, date, externalId, isCredit: false });
    invoice.paid = (invoice.paid ?? zero).plus(amount);
    if (!made.linked) await precoro.payments.link(made.idn, externalId);
    return { ...subject, outcome: "created" };
  } catch (error) {
    if (!isRequestError(error, "invalid", "conflict")) throw error;
    // The invoice itself is more current than the list.
    await refreshInvoice(lookups, invoice);
    const found = await findBooked({ precoro }, allocation, [allocation.amount, amount]);
    if (found) return found;
    const now = decide(allocation);
    const why = isStopped(now)
      ? now
      : reject("refused-by-precoro", { record: subject.name, words: error.words });
    return stoppedResult(subject, why);
  }
};

/** A payment that Precoro already has, with this link or without one. */
const findBooked = async (
  { precoro }: Pick<SyncContext, "precoro">,
  allocation: Allocation,
  amounts: readonly Money[],
): Promise<RecordResult | undefined> => {
  const { payment, invoice } = allocation;
  const subject = subjectOf(allocation);
  if (invoice.booked.some(({ externalId }) => externalId === payment.id))
    return { ...subject, outcome: "unchanged" };
  const rest = (invoice.row.total ?? zero).minus(invoice.paid ?? zero);
  for (const amount of amounts) {
    const match = unlinkedMatch(invoice.booked, amount, payment.date, rest);
    if (!match) continue;
    await precoro.payments.link(match.idn, payment.id);
    invoice.booked = invoice.booked.map((one) => (one === match ? { ...one, externalId: payment.id } : one));
    return { ...subject, outcome: "linked", message: `It matches Precoro payment #${match.idn}.` };
  }
  return undefined;
};

const decide = ({ payment, invoice, amount, currency, hasMore }: Allocation): Money | Stopped => {
  const { row, paid = zero, status } = invoice;
  return whatToBook(
    { payment, amount, currency, hasMore },
    { idn: row.idn, status, currency: row.currency, total: row.total ?? zero, paid },
  );
};

/** True for an amount that Precoro would take twice. */
const isGuarded = ({ row, paid = zero }: InvoicePayments, amount: Money): boolean =>
  fitsTwice(amount, { total: row.total ?? zero, paid });

/**
 * Reads the invoice once more before a booking that Precoro would take twice, and returns what it shows. Where a plan has no queues,
 * another run may have booked the payment since the list was read, and no state tells that it is running.
 */
const findBookedNow = async (
  sync: SyncContext,
  lookups: PaymentLookups,
  allocation: Allocation,
  amounts: readonly Money[],
): Promise<RecordResult | undefined> => {
  const { invoice } = allocation;
  const amount = decide(allocation);
  if (isStopped(amount) || !isGuarded(invoice, amount) || clock().now() < aloneUntil(invoice))
    return undefined;
  await refreshInvoice(lookups, invoice);
  return findBooked(sync, allocation, amounts);
};

const refreshInvoice = async (lookups: PaymentLookups, invoice: InvoicePayments): Promise<void> => {
  const head = parseHead(await lookups.readInvoice(invoice), invoice.row.idn);
  if (!isStopped(head)) invoice.status = head.status;
};

/**
 * Writes a problem with a payment to the invoice's error log, if Precoro shows that field. If Precoro refuses, nothing else changes.
 *
 * @throws {RequestError} for an API limit.
 */
export const noteOnInvoice = async (
  { precoro, log }: SyncContext,
  lookups: PaymentLookups,
  invoice: InvoicePayments,
  message: string,
): Promise<void> => {
  const { idn } = invoice.row;
  try {
    const document = parseDocument(await lookups.readInvoice(invoice), idn);
    if (isStopped(document) || document.errorLog === undefined) return;
    const errorLog = withPaymentNote(document.errorLog, message);
    if (errorLog !== document.errorLog) await precoro.invoices.update(idn, { errorLog });
  } catch (error) {
    if (!isRequestError(error) || isRequestError(error, "rate-limit")) throw error;
    log.debug(`Precoro did not save the text about a payment of invoice #${idn}.`);
  }
};
