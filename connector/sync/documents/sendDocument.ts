/** The shared part of sending an invoice or a credit note: ensure its voucher in BILL, then link the document to it. */

import { type Document, documentText } from "../../core/documents/document";
import { copyWarnings } from "../../core/documents/duplicateVouchers";
import { creditText, saysNotApplied, textAfter } from "../../core/documents/errorLog";
import { type SendRules, whyNotSent } from "../../core/documents/sendRules";
import { unsentChoices } from "../../core/documents/unsentChoices";
import type { Voucher, VoucherDraft } from "../../core/documents/voucher";
import type { Accounts } from "../../core/documents/voucherLines";
import { type Money, moneyText, zero } from "../../core/money";
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
import type { SyncContext } from "../syncContext";
import { undoIfTaken, whyNotFree } from "./adoption";
import { ensureVoucher } from "./ensureVoucher";
import type { CreditOperations, Ensured } from "./exportOperations";
import type { PrecoroRecord } from "./precoroRecord";
import { readPaidOutside } from "./readPaidOutside";
import { withOptions } from "./resolveOptions";
import type { DocumentInput, Subject } from "./withDocument";

export interface ExportInput extends SendRules, DocumentInput {
  readonly accounts: Accounts;
}

interface Sending {
  readonly record: PrecoroRecord;
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
 * Ensures the voucher, links the document to it, and clears an old text in the error log. A document whose voucher was archived in
 * BILL loses its link.
 *
 * @throws {RequestError} if either system can't be reached, or Precoro refuses the link.
 */
export const sendAndLink = async (
  sync: SyncContext,
  document: Document,
  { record, draft, force, seen, credits, finish }: Sending,
  subject: Subject,
): Promise<RecordResult> => {
  const { bill, deadline } = sync;
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
    const result = stoppedResult(subject, ensured);
    if (ensured.outcome === "unlinked") await record.update({ link: "", text: textAfter(result) });
    return result;
  }
  const { voucher, did, stopped } = ensured;
  const isLinked = document.externalId === voucher.id;
  const link = bill.linkTo(document, voucher);
  if (stopped) {
    // Payments of the bill are imported by its link, whatever keeps it from being updated.
    const result = stoppedResult({ ...subject, link }, stopped);
    await record.update({ link: voucher.id, text: isLinked ? undefined : textAfter(result) });
    return result;
  }
  const isNew = !isLinked || did !== "nothing";
  const note = await finish?.(ensured, isNew);
  if (isStopped(note)) return stoppedResult(subject, note);
  const warnings = typeof note === "object" ? note : [];
  // As long as nobody has tried to apply the credit again, what was said of it holds until it is used up.
  const holds = note === undefined && saysNotApplied(document) && voucher.rest.gt(zero);
  await record.update({ link: voucher.id, ...(!holds && { text: creditText(document, warnings) }) });
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
    ...warnings,
    ...(ensured.paidOutside ? [paidTwice(document, ensured.paidOutside)] : []),
    ...copyWarnings(document, ensured.copies),
    // Said with each write, not with every look.
    ...(did === "nothing" ? [] : unsentChoices(document)),
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
