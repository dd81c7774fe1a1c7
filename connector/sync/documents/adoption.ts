/**
 * Takes a bill or vendor credit that was made by hand as a document's own, and makes sure that no two documents do so. Precoro is
 * asked before, and BILL once more afterwards.
 */

import { type Document, documentText } from "../../core/documents/document";
import { isRefTo, readReference, refText } from "../../core/documents/documentRef";
import { type Voucher, voucherOf } from "../../core/documents/voucher";
import { postpone, reject, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import type { SyncContext } from "../syncContext";

/**
 * Why a voucher without a reference line must not become this document's; undefined if it may. Another document can be linked to it
 * although somebody has overwritten its description.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const whyNotFree = async (
  { precoro }: Pick<SyncContext, "precoro">,
  document: Document,
  { id }: Voucher,
): Promise<Stopped | undefined> => {
  const facts = {
    document: documentText(document),
    voucher: voucherOf(document),
    number: document.number,
  };
  try {
    const rows = await precoro.invoices.linkedTo([id], false);
    if (rows === undefined) {
      return reject("number-in-use", {
        ...facts,
        difference: "Precoro can't tell whether another document is linked to it",
      });
    }
    const other = rows.find(({ externalId, idn }) => externalId === id && idn !== document.idn);
    return other && reject("number-used-by-other-document", { ...facts, other: refText(other) });
  } catch (error) {
    // Somebody has just asked the same, perhaps a run of an equal document.
    if (!isRequestError(error, "rate-limit") || error.limit !== "same-request") throw error;
    return postpone("read-again-too-soon", { document: facts.document });
  }
};

/**
 * Takes the link back if another document's run has taken the voucher at the same moment: the reference line decides.
 *
 * @throws {RequestError} if either system can't be reached, or Precoro refuses.
 */
export const undoIfTaken = async (
  { bill, precoro }: Pick<SyncContext, "bill" | "precoro">,
  document: Document,
  { id }: Voucher,
): Promise<Stopped | undefined> => {
  const { description } = await bill.vouchersFor(document).get(id);
  const ref = readReference(description);
  if (!ref || isRefTo(ref, document)) return undefined;
  await precoro.invoices.update(document.idn, { externalId: "" });
  return reject("number-used-by-other-document", {
    document: documentText(document),
    voucher: voucherOf(document),
    number: document.number,
    other: refText(ref),
  });
};
