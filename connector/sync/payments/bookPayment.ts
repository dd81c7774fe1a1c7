/**
 * One share of a payment becomes one payment of its invoice in Precoro, whatever becomes of the answers. An
 * earlier booking that lost its answer or its link is found by amount and day, and linked instead.
 */
import { documentText } from "../../core/documents/document";
import { type Money, moneyText } from "../../core/money";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { type Payment, unlinkedMatch, whatToBook } from "../../core/payments/payment";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { parseDocument, parseHead } from "../../precoro/document";
import { type SyncContext, stoppedBy } from "../syncContext";
import { hasUnknown, type InvoicePayments, type PaymentLookups } from "./invoicePayments";

export interface Allocation {
  readonly payment: Payment;
  readonly account: InvoicePayments;
  /** What the bill gets of the payment. */
  readonly amount: Money;
  /** That of the bill's vendor. */
  readonly currency: string | undefined;
  /** True if another payment of the same bill is still to be booked. */
  readonly hasMore: boolean;
}

/** Longer than a request may still be on its way in Precoro after its answer was given up. */
const SETTLING_MS = 35_000;
/** A booking that lost its answer is repeated once at most, and only after a look has not found it. */
const TRIES = 2;

const subjectOf = ({ payment, account: { row } }: Pick<Allocation, "payment" | "account">) => ({
  id: payment.id,
  name: `Payment ${payment.id} on ${documentText(row)}`,
});

const bookPayment = async (
  run: SyncContext,
  books: PaymentLookups,
  share: Allocation,
): Promise<RecordResult> => {
  const { precoro } = run;
  const { payment, account } = share;
  const subject = subjectOf(share);

  /** One that is there already, with this link or without one. */
  const found = async (amounts: readonly Money[]): Promise<RecordResult | undefined> => {
    if (account.booked.some(({ externalId }) => externalId === payment.id))
      return { ...subject, outcome: "unchanged" };
    for (const amount of amounts) {
      const twin = unlinkedMatch(account.booked, amount, payment.date);
      if (!twin) continue;
      await precoro.payments.link(twin.idn, payment.id);
      account.booked = account.booked.map((one) => (one === twin ? { ...one, externalId: payment.id } : one));
      return { ...subject, outcome: "linked", message: `It is Precoro's payment #${twin.idn}.` };
    }
    return undefined;
  };

  if (hasUnknown(account)) await readWhole(books, account);
  const there = await found([share.amount]);
  if (there) return there;

  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const amount = decide(share);
    if (isStopped(amount)) return stoppedResult(subject, amount);
    const { date, id: externalId } = payment;
    const invoiceId = account.row.id ?? "";
    try {
      const made = await precoro.payments.create({ invoiceId, amount, date, externalId });
      account.booked.push({ idn: made.idn, amount, date, externalId, isCredit: false });
      account.paid = (account.paid ?? amount.minus(amount)).plus(amount);
      if (!made.linked) await precoro.payments.link(made.idn, externalId);
      return { ...subject, outcome: "created" };
    } catch (error) {
      if (!isRequestError(error)) throw error;
      const isRefused = isRequestError(error, "invalid", "conflict");
      if (error.outcome === "refused" && !isRefused) throw error;
      if (!isRefused) {
        if (clock().now() + SETTLING_MS > run.deadline) break;
        await clock().sleep(SETTLING_MS);
      }
      // What Precoro knows better than the list: its payments, and its status.
      await readWhole(books, account);
      const twin = await found([share.amount, amount]);
      if (twin) return twin.outcome === "linked" && !isRefused ? { ...twin, outcome: "created" } : twin;
      if (!isRefused) continue;
      const now = decide(share);
      const ruling: Stopped = isStopped(now)
        ? now
        : reject("refused-by-precoro", { record: subject.name, words: error.words });
      return stoppedResult(subject, ruling);
    }
  }
  return stoppedResult(subject, postpone("not-confirmed", { system: "Precoro", record: subject.name }));
};

const decide = ({ payment, account, amount, currency, hasMore }: Allocation): Money | Stopped => {
  const { row, paid, status } = account;
  const none = amount.minus(amount);
  return whatToBook(
    { payment, amount, currency, hasMore },
    { idn: row.idn, status, currency: row.currency, total: row.total ?? none, paid: paid ?? none },
  );
};

const readWhole = async (books: PaymentLookups, account: InvoicePayments): Promise<void> => {
  const head = parseHead(await books.whole(account), account.row.idn);
  if (!isStopped(head)) account.status = head.status;
};

/** What becomes of one share; undefined where there is nothing to say of it. */
export const settleShare = async (
  run: SyncContext,
  books: PaymentLookups,
  share: Allocation,
  isBooked: boolean,
): Promise<RecordResult | undefined> => {
  const subject = subjectOf(share);
  const { payment, account, amount } = share;
  if (payment.state === "taken back") {
    if (!isBooked) return undefined;
    const facts = {
      payment: payment.id,
      amount: moneyText(amount),
      document: documentText(account.row),
      status: payment.status,
    };
    return stoppedResult(subject, reject("payment-reversed", facts));
  }
  if (isBooked) return { ...subject, outcome: "unchanged" };
  try {
    return await bookPayment(run, books, share);
  } catch (error) {
    const ruling: Stopped | undefined = isRequestError(error, "rate-limit")
      ? undefined
      : stoppedBy(error, subject.name);
    if (ruling === undefined) throw error;
    return stoppedResult(subject, ruling);
  }
};

/** The invoice itself says what is the matter with its payment, where Precoro shows such texts; a refusal changes nothing. */
export const noteOnInvoice = async (
  { precoro, log }: SyncContext,
  idn: string,
  message: string,
): Promise<void> => {
  try {
    const document = parseDocument(await precoro.invoices.get(idn, true), idn);
    if (isStopped(document) || document.errorLog === undefined || document.errorLog === message) return;
    await precoro.invoices.update(idn, { errorLog: message });
  } catch (error) {
    if (!isRequestError(error) || isRequestError(error, "rate-limit")) throw error;
    log.debug(`Precoro did not take the text about a payment of invoice #${idn}.`);
  }
};
