/** Takes a document's bills back, whatever runs at once: look, decide, archive, look again. What to do is `core/cancellation`'s decision. */
import type { Bill } from "../core/bill";
import { cancel } from "../core/cancellation";
import { type Document, documentText } from "../core/invoice";
import { isRuling, postpone, type Ruling } from "../core/outcome";
import { failed } from "../http/failure";
import type { BillClient } from "./client";
import { lookForBills } from "./look";

/** Each round is a look and one deed; runs that race each other need a few. */
const ROUNDS = 5;

export interface TakenBack {
  readonly bill: Bill;
  readonly did: "archived" | "nothing";
}

/** `vendorId`: the supplier's link, or that of the bill where the supplier has none. */
export const takeBillBack = async (
  { bills }: BillClient,
  { document, vendorId }: { readonly document: Document; readonly vendorId: string | undefined },
): Promise<TakenBack | Ruling> => {
  let did: TakenBack["did"] = "nothing";
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await lookForBills(bills, { document, vendorId });
    if (isRuling(found)) return found;
    const step = cancel(found, document);
    if (isRuling(step)) return step;
    if (step.do === "done") return { bill: step.bill, did };
    try {
      for (const { id } of step.bills) await bills.archive(id);
      did = "archived";
    } catch (error) {
      // Money may have come onto it since the look: the next one says so.
      if (!failed(error, "conflict") || round === ROUNDS) throw error;
    }
  }
  return postpone("bill-unsettled", { document: documentText(document) });
};
