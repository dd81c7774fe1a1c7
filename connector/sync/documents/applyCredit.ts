/**
 * Applies a vendor credit to the bill of its invoice, up to the bill's open balance, at most once. BILL enforces both limits, the
 * credit's balance and the bill's, so concurrent runs can't apply it twice. It is tried whatever was paid; a refusal is an answer.
 */

import { appliedTo, type CreditPart, totalOf } from "../../core/documents/creditUses";
import { type Document, documentText } from "../../core/documents/document";
import type { Voucher } from "../../core/documents/voucher";
import { type Money, moneyText, zero } from "../../core/money";
import type { Stopped, Warning } from "../../core/outcome";
import { isRequestError, type RequestError, undefinedIfNotFound } from "../../http/requestError";
import { confirmWrite } from "../confirmWrite";
import type { SyncContext } from "../syncContext";
import { addCredit, type Credited, checkAddition, creditsOn, takenOffWarning } from "./billCredits";
import { notConfirmed } from "./exportOperations";
import { lockOf, lockTexts } from "./lockedVoucher";

/** A credit note: its name, and the `idn` of its invoice. */
type Note = Pick<Document, "kind" | "idn" | "parent">;

interface Application {
  readonly note: Note;
  /** Its vendor credit, with its uses. */
  readonly credit: Voucher;
  readonly billId: string;
}

/** What happened, for the result: a sentence, or warnings where somebody has to act; `Stopped` where it is not known. */
export type Applied = string | readonly Warning[] | Stopped;

/** One attempt: the bill before, and what was sent. */
interface Attempt {
  readonly bill: Voucher;
  readonly part: CreditPart;
  readonly earlier: readonly CreditPart[];
  readonly deadline: number;
}

/**
 * Applies the credit, or leaves it unapplied and says so.
 *
 * @throws {RequestError} if BILL can't be reached, or no longer accepts the credentials.
 */
export const applyCredit = async (
  { bill: client, deadline }: Pick<SyncContext, "bill" | "deadline">,
  { note, credit, billId }: Application,
): Promise<Applied> => {
  const { credits, bills, observed } = client;
  const readBill = () => undefinedIfNotFound(bills.get(billId));
  let bill = await readBill();
  let attempt: Attempt | undefined;

  const write = async (): Promise<Applied> => {
    const why = whyNotApplied(credit, bill, billId);
    if (why !== undefined || !bill) return [notApplied(note, credit.rest, why ?? "")];
    const keeps = observed.seen().creditsReplace === false;
    const before = keeps ? [] : await creditsOn(client, bill, credit);
    if (!before) return [notApplied(note, credit.rest, unexplained(bill))];
    const earlier = appliedTo(billId, before);
    const part = { id: credit.id, amount: smaller(credit.rest, bill.creditable) };
    attempt = { bill, part, earlier, deadline };
    try {
      return applied(note, credit, part, await addCredit(client, attempt));
    } catch (error) {
      if (!isRequestError(error, ...REFUSALS) || error.outcome !== "refused") throw error;
      // Another run may have applied it in the meantime. If it is not a right but the credentials that fail, this read does, too.
      const found = await credits.get(credit.id);
      if (found.hasMoney) return alreadyApplied(note, found, await readBill(), billId);
      if (error.kind === "auth") observed.note({ mayApply: false });
      return [refused(note, credit.rest, error, bill)];
    }
  };
  /** After a lost answer. */
  const find = async (): Promise<Applied | undefined> => {
    const found = await credits.get(credit.id);
    bill = await readBill();
    if (!found.hasMoney) return undefined;
    const isOnBill = appliedTo(billId, [found]).length > 0;
    if (!attempt || !bill || !isOnBill) return alreadyApplied(note, found, bill, billId);
    return applied(note, credit, attempt.part, await checkAddition(client, attempt, bill));
  };

  if (credit.hasMoney) return alreadyApplied(note, credit, bill, billId);
  return (await confirmWrite({ write, find, deadline })) ?? notConfirmed(note);
};

/** BILL's answers that leave the credit unapplied: the data or the state forbids it, or the user may not. */
const REFUSALS = ["invalid", "conflict", "not-found", "auth"] as const;

const smaller = (a: Money, b: Money): Money => (a.lt(b) ? a : b);

const whyNotApplied = (credit: Voucher, bill: Voucher | undefined, billId: string): string | undefined => {
  if (!bill) return `BILL no longer has the invoice's bill, ${billId}.`;
  if (bill.archived) return `the invoice's bill, ${billId}, is archived.`;
  if (bill.vendorId !== credit.vendorId) return "the invoice's bill is from another vendor.";
  if (bill.creditable.lte(zero)) return `the invoice's bill has no balance left (${bill.moneyText}).`;
  return undefined;
};

const unexplained = ({ credited }: Voucher): string =>
  `the invoice's bill has other credits (${moneyText(credited)}) that BILL doesn't list, and they could go off it.`;

const factsOf = (note: Note) => ({ document: documentText(note), parent: note.parent ?? "" });

const notApplied = (note: Note, amount: Money, why: string): Warning => ({
  reason: "credit-not-applied",
  facts: { ...factsOf(note), amount: moneyText(amount), why },
});

const refused = (note: Note, rest: Money, error: RequestError, bill: Voucher): Warning => {
  const { kind, words } = error;
  const facts = { ...factsOf(note), amount: moneyText(rest), words };
  if (kind === "auth") return { reason: "credit-right-missing", facts };
  const lock = lockOf(error, [bill]);
  if (lock) return { reason: "credit-bill-locked", facts: { ...facts, ...lockTexts(lock) } };
  return notApplied(note, rest, `BILL refused. ${words}`);
};

/** The bill after the credit was applied. What is left of the credit matters where the bill still has a rest. */
const applied = (
  note: Note,
  { rest }: Voucher,
  part: CreditPart,
  { bill, takenOff }: Credited,
): readonly Warning[] | string => {
  const said = appliedText(note, part.amount, rest.minus(part.amount), bill);
  if (!takenOff) return said;
  const warning = takenOffWarning(note, bill.id, takenOff);
  return typeof said === "string" ? [warning] : [warning, ...said];
};

const appliedText = (
  note: Note,
  amount: Money,
  left: Money,
  bill: Voucher | undefined,
): readonly Warning[] | string => {
  const text = `${moneyText(amount)} of it was applied to the invoice's bill.`;
  if (left.lte(zero)) return text;
  if (!bill || bill.rest.lte(zero))
    return `${text} ${moneyText(left)} is still unapplied, because no more was due.`;
  const why = `${moneyText(amount)} was, and ${moneyText(bill.rest)} of that bill is still due (${bill.moneyText}).`;
  return [notApplied(note, left, why)];
};

/** A credit that was applied before. A person may have applied it to another bill. */
const alreadyApplied = (
  note: Note,
  credit: Voucher,
  bill: Voucher | undefined,
  billId: string,
): readonly Warning[] | string => {
  const [total, here] = [credit.amount.minus(credit.rest), totalOf(appliedTo(billId, [credit]))];
  if (credit.uses.length === 0 || here.eq(total)) return appliedText(note, total, credit.rest, bill);
  const why = `${moneyText(total.minus(here))} is applied to another bill.`;
  return [notApplied(note, credit.amount.minus(here), why)];
};
