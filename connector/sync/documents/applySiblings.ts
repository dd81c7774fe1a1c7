/**
 * Applies the credits of an invoice's other credit notes that are unapplied although its bill has a balance. A run that was killed
 * while it wrote one credit may have left them off the bill.
 */

import { type Document, documentText } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import { hasRelatedLine } from "../../core/documents/toVendorCredit";
import type { Voucher } from "../../core/documents/voucher";
import { zero } from "../../core/money";
import { isStopped, type Warning } from "../../core/outcome";
import { undefinedIfNotFound } from "../../http/requestError";
import type { SyncContext } from "../syncContext";
import { applyCredit } from "./applyCredit";
import { creditsFor } from "./billCredits";
import { notesOfInvoice } from "./notesOfInvoice";

interface OneOfThem {
  readonly note: Document;
  readonly credit: Voucher;
  readonly billId: string;
}

/**
 * Returns what somebody has to know of the others.
 *
 * @throws {RequestError} if either system can't be reached.
 */
export const applySiblings = async (
  sync: SyncContext,
  { note: { parent = "" }, credit, billId }: OneOfThem,
): Promise<Warning[]> => {
  const { bill: client, precoro, log } = sync;
  const bill = await undefinedIfNotFound(client.bills.get(billId));
  if (!bill || bill.creditable.lte(zero)) return [];
  const found = await creditsFor(client, bill, Math.min(bill.createdAt, credit.createdAt));
  const unapplied = found.filter(
    ({ id, archived, hasMoney, description }) =>
      id !== credit.id && !archived && !hasMoney && hasRelatedLine(description, precoro.linkTo(parent)),
  );
  const notes = await notesOfInvoice(sync, parent, unapplied);
  const warnings: Warning[] = [];
  for (const one of notes.filter(({ isApproved }) => isApproved !== false)) {
    const idn = readReference(one.credit.description)?.idn ?? "";
    const note = { kind: "credit note", idn, parent } as const;
    const applied = await applyCredit(sync, { note, credit: one.credit, billId });
    if (typeof applied === "string") log.info(`${documentText(note)}: ${applied}`);
    else if (!isStopped(applied)) warnings.push(...applied);
  }
  return warnings;
};
