/**
 * Follows up when a bill or vendor credit was archived or restored in BILL: its document in Precoro loses its link, or gets it back.
 * The record's current state decides, not what the event said.
 */

import { type Document, documentText, isCanceled, statusName } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import { mayBeCopy } from "../../core/documents/duplicateVouchers";
import { saysArchived, saysNotApplied } from "../../core/documents/errorLog";
import type { Recheck } from "../../core/documents/recheck";
import { whyNotSent } from "../../core/documents/sendRules";
import { documentKindOf, type Voucher, type VoucherKind, voucherOf } from "../../core/documents/voucher";
import { zero } from "../../core/money";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  skip,
  stoppedResult,
  unlink,
} from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { undefinedIfNotFound } from "../../http/requestError";
import { parseDocument } from "../../precoro/document";
import { whyNotFree } from "../documents/adoption";
import { ensureVoucher } from "../documents/ensureVoucher";
import type { Ensured } from "../documents/exportOperations";
import { precoroRecord } from "../documents/precoroRecord";
import { readPaidOutside } from "../documents/readPaidOutside";
import { readWhole } from "../documents/withDocument";
import type { SyncContext } from "../syncContext";

interface Change {
  readonly kind: VoucherKind;
  readonly id: string;
  /** True to wait out the minute if Precoro just got the same request. Otherwise the next *BILL Changes* run handles it. */
  readonly waits: boolean;
}

export interface Followed {
  /** About the document, or a `Stopped` about the BILL record. */
  readonly result: RecordResult | Stopped;
  /** What *Export Changed Documents* has to look at: a voucher of a document that is linked to another one, or to none. */
  readonly recheck?: Recheck;
}

/**
 * Follows one record of BILL.
 *
 * @throws {RequestError} if either system can't be reached or refuses; a `same-request` limit only if `waits` is false.
 */
export const followVoucher = async (sync: SyncContext, { kind, id, waits }: Change): Promise<Followed> => {
  const voucher = await undefinedIfNotFound(sync.bill.vouchersFor({ kind: documentKindOf(kind) }).get(id));
  if (!voucher) return { result: skip("bill-record-not-found", { voucher: `${kind} ${id}` }) };
  return voucher.archived
    ? { result: await clearLink(sync, kind, voucher, waits) }
    : linkAgain(sync, kind, voucher, waits);
};

const notLinked = (kind: VoucherKind, { id }: Voucher): Stopped =>
  skip("bill-record-not-linked", { voucher: `${kind} ${id}` });

/** Clears the link of the document that is linked to this record. A canceled or rejected document keeps it. */
const clearLink = async (
  sync: SyncContext,
  kind: VoucherKind,
  voucher: Voucher,
  waits: boolean,
): Promise<RecordResult | Stopped> => {
  const { invoices } = sync.precoro;
  const rows =
    (await invoices.linkedTo([voucher.id], waits)) ?? (await documentNamedBy(sync, voucher, waits));
  const row = rows.find(
    ({ externalId, kind: is }) => externalId === voucher.id && is === documentKindOf(kind),
  );
  if (!row) return notLinked(kind, voucher);
  const subject = { id: row.idn, name: documentText(row) };
  if (isCanceled(row.status)) return { ...subject, outcome: "unchanged" };
  await invoices.update(row.idn, { externalId: "" });
  const reason = kind === "bill" ? "archived-in-bill" : "credit-archived";
  return stoppedResult(
    { ...subject, link: sync.bill.linkTo(row, voucher) },
    unlink(reason, { document: subject.name }),
  );
};

/** Finds the document by the reference line in the description, for when Precoro can't look up BILL's ids. */
const documentNamedBy = async (
  { precoro }: SyncContext,
  { description }: Voucher,
  waits: boolean,
): Promise<Pick<DocumentRow, "idn" | "kind" | "status" | "externalId">[]> => {
  const ref = readReference(description);
  const raw = ref && (await undefinedIfNotFound(precoro.invoices.get(ref.idn, waits)));
  if (!ref || raw === undefined) return [];
  const document = parseDocument(raw, ref.idn);
  return isStopped(document) ? [] : [document];
};

/** An active voucher: the document that its reference line names gets it as its link, if it has no other one. */
const linkAgain = async (
  sync: SyncContext,
  kind: VoucherKind,
  voucher: Voucher,
  waits: boolean,
): Promise<Followed> => {
  const { bill, precoro } = sync;
  const ref = readReference(voucher.description);
  if (!ref || ref.kind !== documentKindOf(kind)) return { result: notLinked(kind, voucher) };
  const raw = await undefinedIfNotFound(precoro.invoices.get(ref.idn, waits));
  if (raw === undefined) return { result: skip("document-not-found", { idn: ref.idn }) };
  const document = await readWhole(sync, { idn: ref.idn, raw });
  const subject = { id: ref.idn, name: documentText(ref), link: bill.linkTo(ref, voucher) };
  if (isStopped(document)) return { result: stoppedResult(subject, document) };
  if (document.externalId === voucher.id) {
    if (saysNotApplied(document) && voucher.rest.lte(zero)) await precoroRecord(sync, document).note("");
    return { result: { ...subject, ...resultIfLinked(document, voucher) } };
  }
  const handOn = (why: Stopped): Followed => ({
    result: stoppedResult(subject, why),
    recheck: { idn: document.idn, vouchers: [voucher.id] },
  });
  const facts = {
    document: subject.name,
    voucher: kind,
    status: statusName(document.status).toLowerCase(),
    ids: [document.externalId, voucher.id].join(", "),
  };
  if (isCanceled(document.status)) return handOn(postpone("still-active-in-bill", facts));
  if (document.externalId !== undefined && isBillId(kind, document.externalId)) {
    return handOn(postpone("duplicate-in-bill", facts));
  }
  const why = whyNotSent(document, { force: true });
  // A document in revision gets its link now: with another number, its next export would not find the voucher.
  if (why && (why.reason !== "not-approved" || isPerhapsCopy(sync, voucher, document)))
    return { result: stoppedResult(subject, why) };
  // A run may have been killed before it applied the credit: once linked, nobody would.
  if (!why && kind === "vendor credit" && document.parent !== undefined && !voucher.hasMoney) {
    return handOn(postpone("credit-waits-for-export", { document: subject.name }));
  }
  const one = why ? { voucher } : await findOne(sync, document, voucher);
  if (isStopped(one)) {
    // Perhaps a copy, or not yet known to be none: the export has what it takes to judge.
    return one.reason === "approved-again" ? handOn(one) : { result: stoppedResult(subject, one) };
  }
  const text = saysArchived(document) ? "" : undefined;
  await precoroRecord(sync, document).update({ link: one.voucher.id, text });
  if ("stopped" in one && one.stopped) return handOn(one.stopped);
  return { result: { ...subject, link: bill.linkTo(document, one.voucher), outcome: "linked" } };
};

const isPerhapsCopy = ({ bill }: SyncContext, voucher: Voucher, document: Document): boolean =>
  mayBeCopy(voucher, document, new Set(bill.observed.seen().users));

/** The document's one voucher; `stopped` if it needs an update in BILL. */
const findOne = async (sync: SyncContext, document: Document, { id }: Voucher): Promise<Ensured | Stopped> =>
  ensureVoucher(sync.bill, {
    document,
    vendorId: document.supplier.externalId ?? "",
    seen: [id],
    draft: postpone("approved-again", { document: documentText(document) }),
    force: false,
    whyNotFree: (voucher) => whyNotFree(sync, document, voucher),
    readPaidOutside: (archived) => readPaidOutside(sync, document, archived),
    deadline: sync.deadline,
  });

/**
 * A canceled document keeps its link. A voucher with money on it was never archived; any other one was restored by a person after
 * the document was canceled.
 */
const resultIfLinked = (document: Document, voucher: Voucher): Omit<RecordResult, "id"> => {
  if (!isCanceled(document.status) || voucher.hasMoney) return { outcome: "unchanged" };
  const facts = {
    document: documentText(document),
    voucher: voucherOf(document),
    status: statusName(document.status).toLowerCase(),
  };
  const { id: _, ...result } = stoppedResult({ id: document.idn }, reject("restored-but-canceled", facts));
  return result;
};
