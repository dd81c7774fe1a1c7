/**
 * Follows up when a bill or vendor credit was archived or restored in BILL: its document in Precoro loses its link, or gets it back.
 * The record's current state decides, not what the event said.
 */

import { type Document, documentText, isCanceled, statusName } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import type { DocumentRow } from "../../core/documents/documentRow";
import { whyNotSent } from "../../core/documents/sendRules";
import { documentKindOf, type Voucher, type VoucherKind, voucherOf } from "../../core/documents/voucher";
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
import { undefinedIfNotFound } from "../../http/requestError";
import { parseDocument } from "../../precoro/document";
import { ensureVoucher } from "../documents/ensureVoucher";
import { readWhole } from "../documents/withDocument";
import type { SyncContext } from "../syncContext";

interface Change {
  readonly kind: VoucherKind;
  readonly id: string;
  /** True to wait out the minute if Precoro just got the same request. Otherwise the next *BILL Changes* run handles it. */
  readonly waits: boolean;
}

/**
 * Returns a result about the document, or a `Stopped` about the BILL record.
 *
 * @throws {RequestError} if either system can't be reached or refuses; a `same-request` limit only if `waits` is false.
 */
export const followVoucher = async (
  sync: SyncContext,
  { kind, id, waits }: Change,
): Promise<RecordResult | Stopped> => {
  const voucher = await undefinedIfNotFound(sync.bill.vouchersFor({ kind: documentKindOf(kind) }).get(id));
  if (!voucher) return skip("bill-record-not-found", { voucher: `${kind} ${id}` });
  return voucher.archived ? clearLink(sync, kind, voucher, waits) : linkAgain(sync, kind, voucher, waits);
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

/** Links an active voucher to the document that its reference line names, if that document is approved and needs no update in BILL. */
const linkAgain = async (
  sync: SyncContext,
  kind: VoucherKind,
  voucher: Voucher,
  waits: boolean,
): Promise<RecordResult | Stopped> => {
  const { bill, precoro, deadline } = sync;
  const ref = readReference(voucher.description);
  if (!ref || ref.kind !== documentKindOf(kind)) return notLinked(kind, voucher);
  const raw = await undefinedIfNotFound(precoro.invoices.get(ref.idn, waits));
  if (raw === undefined) return skip("document-not-found", { idn: ref.idn });
  const document = await readWhole(sync, { idn: ref.idn, raw });
  const subject = { id: ref.idn, name: documentText(ref) };
  const link = bill.linkTo(ref, voucher);
  if (isStopped(document)) return stoppedResult(subject, document);
  if (isCanceled(document.status)) return { ...subject, ...resultIfCanceled(document, voucher), link };
  const why = whyNotSent(document, { force: true });
  if (why) return stoppedResult(subject, why);
  if (document.externalId === voucher.id) return { ...subject, outcome: "unchanged" };

  const draft = postpone("approved-again", { document: subject.name });
  const vendorId = document.supplier.externalId ?? "";
  const ensured = await ensureVoucher(bill, { document, vendorId, draft, force: false, deadline });
  if (isStopped(ensured)) return stoppedResult(subject, ensured);
  if (ensured.voucher.id === document.externalId) return { ...subject, outcome: "unchanged" };
  await precoro.invoices.update(document.idn, { externalId: ensured.voucher.id });
  return { ...subject, link: bill.linkTo(document, ensured.voucher), outcome: "linked" };
};

/** A voucher with money on it was never archived. Any other one was restored by a person after the document was canceled. */
const resultIfCanceled = (document: Document, voucher: Voucher): Omit<RecordResult, "id"> => {
  if (voucher.hasMoney) return { outcome: "unchanged" };
  const facts = {
    document: documentText(document),
    voucher: voucherOf(document),
    status: statusName(document.status).toLowerCase(),
  };
  const { id: _, ...result } = stoppedResult({ id: document.idn }, reject("restored-but-canceled", facts));
  return result;
};
