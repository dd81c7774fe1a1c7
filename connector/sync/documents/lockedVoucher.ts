/**
 * What a refused write to a voucher means where BILL's approvals, or its books that are closed, lock it. BILL documents neither
 * code nor words of such a refusal, so the voucher's own approval and the words tell. Source: connector/bill/API.md §6.5.
 */

import { isKnownCode } from "../../bill/errorResponse";
import { type Document, documentText, statusName } from "../../core/documents/document";
import { approvalText, type Voucher, voucherOf } from "../../core/documents/voucher";
import { reject, type Stopped } from "../../core/outcome";
import { isRequestError, type RequestError } from "../../http/requestError";

/** What keeps a voucher from being changed. */
export interface Lock {
  readonly by: "approvals" | "closed books";
  /** The voucher that the refused write was about; undefined for a create. */
  readonly voucher: Voucher | undefined;
  /** How far the approvals have come, for people. */
  readonly approval: string;
  /** BILL's own words. */
  readonly words: string;
}

const isAboutClosedBooks = (words: string): boolean =>
  /\bclos(ed|ing)\b/i.test(words) && /\b(books?|period|date)\b/i.test(words);

/** A refusal whose cause BILL's code does not tell. Rights that the user lacks have a code of their own. */
const isUnexplained = (error: unknown): error is RequestError => {
  if (!isRequestError(error) || error.outcome !== "refused" || isKnownCode(error.cause.code)) return false;
  return error.cause.status === 403 || error.kind === "conflict" || error.kind === "invalid";
};

/** What locks one of `vouchers`, as the refusal of a write shows; undefined if nothing seems to. */
export const lockOf = (error: unknown, vouchers: readonly Voucher[]): Lock | undefined => {
  if (!isUnexplained(error)) return undefined;
  const { words, cause } = error;
  const voucher = vouchers.find(({ id }) => cause.path.includes(encodeURIComponent(id)));
  const approval = voucher && (approvalText(voucher) ?? (/approv/i.test(words) ? "in approval" : undefined));
  if (isAboutClosedBooks(words)) return { by: "closed books", voucher, approval: approval ?? "", words };
  return approval === undefined ? undefined : { by: "approvals", voucher, approval, words };
};

const factsOf = ({ voucher, words, approval }: Lock, document: Document) => ({
  document: documentText(document),
  voucher: voucherOf(document),
  status: statusName(document.status).toLowerCase(),
  id: voucher?.id ?? "",
  words,
  approval,
});

/** What locks it, and how a person unlocks it: within a sentence, after "is" and "In BILL,". */
export const lockTexts = ({ by, approval }: Lock): { readonly locked: string; readonly unlock: string } =>
  by === "approvals"
    ? {
        locked: approval,
        unlock: "remove its approvers or allow edits under Settings > Approval Settings",
      }
    : {
        locked: "in a closed period",
        unlock: "change the Books Closed Date under Settings > Accounting > Preferences",
      };

/** Why an export ended. `change`: what BILL refused to do. */
export const lockedExport = (
  lock: Lock,
  document: Document,
  change: "create" | "change" | "restore" | "archive",
): Stopped => {
  const facts = { ...factsOf(lock, document), change };
  if (change === "archive") return reject("duplicate-locked", { ...facts, ...lockTexts(lock) });
  if (lock.by === "approvals") return reject("locked-by-approvals", facts);
  const instead =
    change === "create"
      ? `give ${facts.document} a later date in Precoro`
      : "record the difference by hand in an open period";
  return reject("books-closed", { ...facts, instead });
};

/** Why a canceled document's voucher could not be archived. */
export const lockedCancellation = (lock: Lock, document: Document): Stopped =>
  reject(
    lock.by === "approvals" ? "locked-by-approvals-canceled" : "books-closed-canceled",
    factsOf(lock, document),
  );
