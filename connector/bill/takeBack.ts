/**
 * Takes a document's bills or vendor credits back, whatever runs at once: look, decide, archive, look again. What to do is
 * `core/cancellation`'s decision.
 */
import { cancel } from "../core/cancellation";
import { type Document, documentText } from "../core/invoice";
import { isRuling, postpone, type Ruling } from "../core/outcome";
import type { Voucher } from "../core/voucher";
import { failed } from "../http/failure";
import type { BillClient } from "./client";
import { lookForVouchers } from "./look";

/** Each round is a look and one deed; runs that race each other need a few. */
const ROUNDS = 5;

export interface TakenBack {
  readonly voucher: Voucher;
  readonly did: "archived" | "nothing";
}

/** `vendorId`: the supplier's link; undefined where it has none. */
export const takeBack = async (
  client: BillClient,
  { document, vendorId }: { readonly document: Document; readonly vendorId: string | undefined },
): Promise<TakenBack | Ruling> => {
  const vouchers = client.vouchersFor(document);
  let did: TakenBack["did"] = "nothing";
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await lookForVouchers(vouchers, { document, vendorId });
    if (isRuling(found)) return found;
    const step = cancel(found, document);
    if (isRuling(step)) return step;
    if (step.do === "done") return { voucher: step.voucher, did };
    try {
      for (const { id } of step.vouchers) await vouchers.archive(id);
      did = "archived";
    } catch (error) {
      // Money may have come onto it since the look: the next one says so.
      if (!failed(error, "conflict") || round === ROUNDS) throw error;
    }
  }
  return postpone("voucher-unsettled", { document: documentText(document) });
};
