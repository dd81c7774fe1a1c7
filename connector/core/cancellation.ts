/**
 * What to do about the bills of a document that was cancelled, or rejected for good: those of it that are active are
 * archived, unless there is money on one (product 7). Pure, like `settlement`, and seen after every deed again.
 */
import type { Bill } from "./bill";
import { readIdentity } from "./identity";
import { type Document, documentText, statusName } from "./invoice";
import { type Ruling, reject, skip } from "./outcome";

export type CancelStep =
  | { readonly do: "archive"; readonly bills: readonly Bill[] }
  /** Nothing of it is active any more; `bill` is the one that was. */
  | { readonly do: "done"; readonly bill: Bill }
  | Ruling;

/** `found`: every bill of the document's vendor and number, archived ones included, and the linked one. */
export const cancel = (found: readonly Bill[], document: Document): CancelStep => {
  const name = documentText(document);
  const named = found.map((bill) => ({ bill, mark: readIdentity(bill.description) }));
  const isOurs = ({ bill, mark }: (typeof named)[number]) =>
    mark ? mark.kind === document.kind && mark.idn === document.idn : bill.id === document.externalId;
  const stranger = named.find((one) => one.bill.id === document.externalId && !isOurs(one));
  if (stranger?.mark) {
    const other = `${stranger.mark.kind} #${stranger.mark.idn}`;
    return reject("link-names-another-document", { document: name, other });
  }
  const ours = named.filter(isOurs).map(({ bill }) => bill);
  const active = ours.filter(({ archived }) => !archived);
  const paid = active.find(({ hasMoney }) => hasMoney);
  if (paid) {
    const status = statusName(document.status).toLowerCase();
    return reject("money-on-canceled", { document: name, status, amounts: paid.moneyText });
  }
  if (active.length > 0) return { do: "archive", bills: active };
  const [bill] = ours;
  return bill ? { do: "done", bill } : skip("never-sent", { document: name });
};
