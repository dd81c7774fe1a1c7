/** The shared part of sending an invoice or a credit note: ensure its voucher in BILL, then link the document to it. */

import { type Document, documentText } from "../../core/documents/document";
import { copyWarnings } from "../../core/documents/duplicateVouchers";
import { type SendRules, whyNotSent } from "../../core/documents/sendRules";
import type { Voucher, VoucherDraft } from "../../core/documents/voucher";
import type { Accounts } from "../../core/documents/voucherLines";
import { type Money, moneyText } from "../../core/money";
import { omitUndefined } from "../../core/omitUndefined";
import {
  isStopped,
  type Outcome,
  type RecordResult,
  type Stopped,
  stoppedResult,
  type Warning,
  warnedResult,
} from "../../core/outcome";
import { isPaymentNote } from "../../core/payments/payment";
import type { SyncContext } from "../syncContext";
import { undoIfTaken, whyNotFree } from "./adoption";
import { ensureVoucher } from "./ensureVoucher";
import type { CreditOperations, Ensured } from "./exportOperations";
import { readPaidOutside } from "./readPaidOutside";
import { withOptions } from "./resolveOptions";
import type { DocumentInput, Subject } from "./withDocument";

export interface ExportInput extends SendRules, DocumentInput {
  readonly accounts: Accounts;
}

interface Sending {
  readonly draft: VoucherDraft | Stopped;
  readonly force: boolean;
  readonly seen: readonly string[];
  /** For a credit note. */
  readonly credits?: CreditOperations;
  /** Runs before the document is linked. */
  readonly finish?: (ensured: Ensured, isNew: boolean) => Promise<Finished>;
}

/** A sentence or warnings for the result, if there are any; `Stopped` leaves the document unlinked. */
export type Finished = string | readonly Warning[] | Stopped | undefined;

/**
 * The document with its options resolved, or why it is not sent.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const sendable = async (
  { precoro }: SyncContext,
  document: Document,
  rules: SendRules,
): Promise<Document | Stopped> => whyNotSent(document, rules) ?? (await withOptions(precoro, document));

/**
 * Ensures the voucher, links the document to it, and clears an old error log. A document whose voucher was archived in BILL loses
 * its link.
 *
 * @throws {RequestError} if either system can't be reached, or Precoro refuses the link.
 */
export const sendAndLink = async (
  sync: SyncContext,
  document: Document,
  { draft, force, seen, credits, finish }: Sending,
  subject: Subject,
): Promise<RecordResult> => {
  const { bill, precoro, deadline } = sync;
  const vendorId = document.supplier.externalId ?? "";
  // A document that can't be sent and never was ends here, without a call to BILL.
  if (isStopped(draft) && document.externalId === undefined && seen.length === 0)
    return stoppedResult(subject, draft);

  const ensured = await ensureVoucher(bill, {
    ...{ document, vendorId, seen, draft, force, deadline },
    ...omitUndefined({ credits }),
    whyNotFree: (voucher) => whyNotFree(sync, document, voucher),
    readPaidOutside: (archived) => readPaidOutside(sync, document, archived),
  });
  if (isStopped(ensured)) {
    if (ensured.outcome === "unlinked") await precoro.invoices.update(document.idn, { externalId: "" });
    return stoppedResult(subject, ensured);
  }
  const { voucher, did, stopped } = ensured;
  const isLinked = document.externalId === voucher.id;
  const link = bill.linkTo(document, voucher);
  if (stopped) {
    // Payments of the bill are imported by its link, whatever keeps it from being updated.
    if (!isLinked) await precoro.invoices.update(document.idn, { externalId: voucher.id });
    return stoppedResult({ ...subject, link }, stopped);
  }
  const isNew = !isLinked || did !== "nothing";
  const note = await finish?.(ensured, isNew);
  if (isStopped(note)) return stoppedResult(subject, note);
  const changes = {
    ...(!isLinked && { externalId: voucher.id }),
    // Sending does not resolve a problem with a payment, so that text stays.
    ...(document.errorLog && !isPaymentNote(document.errorLog) && { errorLog: "" }),
  };
  if (Object.keys(changes).length > 0) await precoro.invoices.update(document.idn, changes);
  const taken = ensured.adopted && (await undoIfTaken(sync, document, voucher));
  if (taken) return stoppedResult(subject, taken);
  const nothing: Outcome = isLinked ? "unchanged" : "linked";
  const outcome = did === "nothing" ? nothing : did;
  const notes = [
    ensured.note,
    typeof note === "string" ? note : undefined,
    did === "nothing" ? undefined : linesWithoutAccount(voucher),
  ];
  const message = notes.filter(Boolean).join(" ") || undefined;
  const done = { ...subject, outcome, ...omitUndefined({ message }), link };
  return warnedResult(done, [
    ...(typeof note === "object" ? note : []),
    ...(ensured.paidOutside ? [paidTwice(document, ensured.paidOutside)] : []),
    ...copyWarnings(document, ensured.copies),
  ]);
};

const paidTwice = (document: Document, paid: Money): Warning => ({
  reason: "paid-outside-bill-too",
  facts: {
    document: documentText(document),
    paid: moneyText(paid),
    total: moneyText(document.total),
    rest: moneyText(document.total.minus(paid)),
  },
});

/** BILL accepts lines without an account, but someone has to code them. */
const linesWithoutAccount = ({ lines }: Voucher): string | undefined => {
  const uncoded = lines.filter(({ coding }) => !coding.chartOfAccountId && !coding.itemId).length;
  return uncoded === 0
    ? undefined
    : `Lines without an account: ${uncoded} of ${lines.length}. Code them in BILL.`;
};
