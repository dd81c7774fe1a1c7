/** What was chosen on an invoice in Precoro and has no place on its bill in BILL. The invoice is sent all the same, and the log says it. */

import type { Warning } from "../outcome";
import { isBillId } from "../recordId";
import { type Document, documentText, type InvoiceLine } from "./document";

/** The account that was chosen on a line of a BILL item; undefined where none was, or where the line has no such item. */
const accountBesideItem = ({ itemId, fields }: InvoiceLine): string | undefined =>
  itemId !== undefined && isBillId("item", itemId)
    ? fields.find(({ optionId }) => optionId !== undefined && isBillId("account", optionId))?.value
    : undefined;

/** One warning at most of each kind, however many lines it is about. An account chosen for the whole document counts for its other lines. */
export const unsentChoices = (document: Document): readonly Warning[] => {
  // A vendor credit has neither items nor a purchase order.
  if (document.kind !== "invoice") return [];
  const name = documentText(document);
  const lines = document.lines.flatMap((line) => {
    const account = accountBesideItem(line);
    return account === undefined ? [] : [`${line.name} (${account})`];
  });
  const { purchaseOrder, otherPurchaseOrders: others = [] } = document;
  return [
    ...(lines.length === 0
      ? []
      : [{ reason: "account-on-item-line", facts: { document: name, lines: lines.join(", ") } } as const]),
    ...(purchaseOrder === undefined || others.length === 0
      ? []
      : [
          {
            reason: "several-purchase-orders",
            facts: { document: name, sent: purchaseOrder, others: others.join(", ") },
          } as const,
        ]),
  ];
};
