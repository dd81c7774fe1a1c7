/**
 * Writes the credits of a bill. After every write, the `creditAmount` of BILL's answer is compared with the one before: what went off
 * is put back from the usages that were read before the write. Source: connector/bill/API.md §7.
 */

import type { BillClient } from "../../bill/client";
import {
  afterAddition,
  appliedTo,
  type CreditPart,
  explains,
  partsText,
  totalOf,
} from "../../core/documents/creditUses";
import { type Document, documentText } from "../../core/documents/document";
import type { Voucher } from "../../core/documents/voucher";
import { type Money, moneyText, zero } from "../../core/money";
import type { Warning } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { confirmWrite } from "../confirmWrite";

/** Credits that went off a bill and could not be put back. */
export interface TakenOff {
  readonly amount: Money;
  /** The credits that were on the bill before, for people. */
  readonly list: string;
  /** Why they could not be put back, in BILL's words. */
  readonly words: string;
}

/** What is said of credits that went off while this note's credit was being written. */
export const takenOffWarning = (
  note: Pick<Document, "kind" | "idn" | "parent">,
  bill: string,
  { amount, list, words }: TakenOff,
): Warning => ({
  reason: "credit-taken-off",
  facts: {
    document: documentText(note),
    parent: note.parent ?? "",
    bill,
    amount: moneyText(amount),
    list,
    words,
  },
});

/** A bill after a write. */
export interface Credited {
  readonly bill: Voucher;
  readonly takenOff: TakenOff | undefined;
}

/** The vendor's credits that can be on this bill. `from`: none was created before, ms since 1970 UTC. */
export const creditsFor = ({ credits }: BillClient, { vendorId, number }: Voucher, from: number) =>
  credits.find({ vendorId, number, since: from });

/**
 * The vendor's credits that are on the bill; undefined where their usages don't explain all of it. Those that are older than the bill
 * and the given credit are only read where the others don't explain it.
 *
 * @throws {RequestError} if BILL can't be read.
 */
export const creditsOn = async (
  client: BillClient,
  bill: Voucher,
  credit: Pick<Voucher, "createdAt">,
): Promise<Voucher[] | undefined> => {
  if (bill.credited.lte(zero)) return [];
  for (const from of [Math.min(bill.createdAt, credit.createdAt), 0]) {
    const found = await creditsFor(client, bill, from);
    if (explains(appliedTo(bill.id, found), bill))
      return found.filter(({ uses }) => uses.some(({ billId }) => billId === bill.id));
  }
  return undefined;
};

interface Addition {
  /** As it was read before. */
  readonly bill: Voucher;
  readonly part: CreditPart;
  /** What is on the bill already; empty where BILL is known to keep it. */
  readonly earlier: readonly CreditPart[];
  /** Does not wait past this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/**
 * Applies one more credit to the bill: alone, or together with the earlier ones where BILL is known to replace them.
 *
 * @throws {RequestError} if BILL refuses or can't be reached; `unknown` if it may have been applied.
 */
export const addCredit = async (client: BillClient, addition: Addition): Promise<Credited> => {
  const { bill, part, earlier } = addition;
  const replaces = client.observed.seen().creditsReplace === true;
  const after = await client.bills.applyCredits(bill.id, replaces ? [...earlier, part] : [part]);
  return checkAddition(client, addition, after);
};

/** Compares the bill after `addCredit` with the one before, and puts back what went off. `after`: BILL's answer, or a later read. */
export const checkAddition = async (
  client: BillClient,
  { bill: before, part, earlier, deadline }: Addition,
  after: Voucher,
): Promise<Credited> => {
  const { observed } = client;
  observed.note({ mayApply: true });
  const { lost, replaced } = afterAddition({ before, after, part });
  // Where all were sent together, the amounts are the same under both meanings.
  if (observed.seen().creditsReplace !== true && replaced !== undefined)
    observed.note({ creditsReplace: replaced });
  if (lost.lte(zero)) return { bill: after, takenOff: undefined };
  if (earlier.length === 0)
    return { bill: after, takenOff: { amount: lost, list: "not known", words: "BILL kept them before." } };
  return putBack(client, { bill: after, parts: [...earlier, part], lost: earlier, deadline });
};

interface PutBack {
  /** As it is now. */
  readonly bill: Voucher;
  /** All that is to be on it. */
  readonly parts: readonly CreditPart[];
  /** Those of them that may have gone off, for people. */
  readonly lost: readonly CreditPart[];
  readonly deadline: number;
}

/** Sends all credits that are to be on a bill. A failure is part of the result: what could not be put back has to be said. */
export const putBack = async (
  client: BillClient,
  { bill, parts, lost, deadline }: PutBack,
): Promise<Credited> => {
  const wanted = totalOf(parts);
  let [now, words] = [bill, "BILL did not keep them."];
  try {
    const written = await confirmWrite({
      write: () => client.bills.applyCredits(bill.id, parts),
      find: async () => {
        now = await client.bills.get(bill.id);
        return now.credited.gte(wanted) ? now : undefined;
      },
      deadline,
    });
    now = written ?? now;
    if (!written) words = "BILL did not confirm it.";
  } catch (error) {
    if (!isRequestError(error)) throw error;
    words = error.words;
  }
  const missing = wanted.minus(now.credited);
  if (missing.lte(zero)) return { bill: now, takenOff: undefined };
  return { bill: now, takenOff: { amount: missing, list: partsText(lost), words } };
};
