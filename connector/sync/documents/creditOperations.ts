/** What an export or a cancellation of a credit note does about vendor credits that are applied, and what it has to say about them. */

import { type Document, documentText } from "../../core/documents/document";
import type { Warning } from "../../core/outcome";
import type { SyncContext } from "../syncContext";
import type { CreditOperations } from "./exportOperations";
import { takeOffCredit } from "./takeOffCredit";

interface RememberedOperations extends CreditOperations {
  readonly warnings: readonly Warning[];
  /** The credit that was taken off its bill, or may have been, if the answer was lost. */
  takenOff(): TakenOff | undefined;
}

interface TakenOff {
  readonly creditId: string;
  readonly billId: string;
}

export const creditOperations = (sync: SyncContext, note: Document): RememberedOperations => {
  const warnings: Warning[] = [];
  let takenOff: TakenOff | undefined;
  return {
    warnings,
    takenOff: () => takenOff,
    takeOff: async (credit) => {
      const [use] = credit.uses;
      if (!use) return false;
      takenOff = { creditId: credit.id, billId: use.billId };
      const isOff = await takeOffCredit(sync, { note, credit });
      if (!isOff) takenOff = undefined;
      return isOff;
    },
    archived: ({ id, hasMoney, moneyText }) => {
      if (note.kind !== "credit note" || !hasMoney) return;
      const facts = { document: documentText(note), credit: id, amounts: moneyText };
      warnings.push({ reason: "applied-credit-archived", facts });
    },
  };
};
