/** Whether a document's draft may be written to BILL at all: by what is wrong with it, by its vendor, by negative lines that BILL refuses. */

import type { BillClient } from "../../bill/client";
import type { Document } from "../../core/documents/document";
import { whyNotForVendor } from "../../core/documents/sendRules";
import type { VoucherDraft } from "../../core/documents/voucher";
import { isStopped, reject, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { whyNeitherForm } from "./writeEitherForm";

interface Wanted {
  readonly document: Document;
  /** The draft, or why the document can't be sent. */
  readonly draft: VoucherDraft | Stopped;
  /** The supplier's link. */
  readonly vendorId: string;
}

/**
 * Returns the draft, or why it may not be written. Reads the vendor only once, on the first call.
 *
 * @throws {RequestError} if BILL can't be read.
 */
export const writableDraft = (
  client: BillClient,
  { document, draft, vendorId }: Wanted,
): (() => Promise<VoucherDraft | Stopped>) => {
  let checked: VoucherDraft | Stopped | undefined;
  const check = async (wanted: VoucherDraft): Promise<VoucherDraft | Stopped> => {
    try {
      return whyNotForVendor(document, await client.vendors.get(vendorId)) ?? wanted;
    } catch (error) {
      if (!isRequestError(error, "not-found")) throw error;
      return reject("linked-record-not-found", {
        record: `Supplier ${document.supplier.name}`,
        externalId: vendorId,
      });
    }
  };
  return async () => {
    if (isStopped(draft)) return draft;
    checked ??= whyNeitherForm(client, document, draft) ?? (await check(draft));
    return checked;
  };
};
