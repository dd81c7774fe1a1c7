/** Which of a vendor's credits belong to the credit notes of one invoice. */

import { isApproved } from "../../core/documents/document";
import { readReference } from "../../core/documents/documentRef";
import { hasRelatedLine } from "../../core/documents/toVendorCredit";
import type { Voucher } from "../../core/documents/voucher";
import type { SyncContext } from "../syncContext";

interface NoteCredit {
  readonly credit: Voucher;
  /** Undefined where Precoro could not be asked. */
  readonly isApproved: boolean | undefined;
}

/**
 * Those of the credits that are linked to a credit note of this invoice (its `idn`), in one call; none without credits. Where Precoro
 * has no filter for such ids, the credit's own line about its invoice counts.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const notesOfInvoice = async (
  { precoro }: Pick<SyncContext, "precoro">,
  invoice: string,
  credits: readonly Voucher[],
): Promise<NoteCredit[]> => {
  const named = credits.filter(({ description }) => readReference(description)?.kind === "credit note");
  if (named.length === 0) return [];
  const rows = await precoro.invoices.linkedTo(
    named.map(({ id }) => id),
    true,
  );
  if (!rows) {
    return named
      .filter(({ description }) => hasRelatedLine(description, precoro.linkTo(invoice)))
      .map((credit) => ({ credit, isApproved: undefined }));
  }
  return named.flatMap((credit) => {
    const idn = readReference(credit.description)?.idn;
    const row = rows.find((one) => one.externalId === credit.id && one.idn === idn);
    const isItsNote = row?.kind === "credit note" && row.parent === invoice;
    return isItsNote ? [{ credit, isApproved: isApproved(row.status) }] : [];
  });
};
