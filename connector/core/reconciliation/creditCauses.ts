/** How the credits of an invoice in Precoro differ from the vendor credits on its bill, note by note. Pure. */
import { documentText } from "../documents/document";
import { readReference, refText } from "../documents/documentRef";
import type { DocumentRow } from "../documents/documentRow";
import type { Voucher } from "../documents/voucher";
import { cent, type Money, moneyText, sum, zero } from "../money";
import { reject, type Stopped } from "../outcome";
import { amountDiffers, type Cause } from "./cause";

/** An approved credit note of the invoice, with its active vendor credit where it has one. */
export interface CreditNote {
  readonly row: DocumentRow;
  readonly credit: Voucher | undefined;
}

/** What was read because the credits differ. */
export interface CreditsRead {
  readonly notes: readonly CreditNote[];
  /** The vendor credits of BILL that were read, whatever they stand for. */
  readonly credits: readonly Voucher[];
  readonly sendCreditNotes: boolean;
}

/** How much of the notes Precoro can have credited at most. */
export const creditOfNotes = ({ notes }: CreditsRead): Money =>
  sum(notes.map(({ row }) => row.total ?? zero));

const usedOn = ({ uses }: Voucher, isCounted: (billId: string) => boolean): Money =>
  sum(uses.filter(({ billId }) => isCounted(billId)).map(({ amount }) => amount));

const smaller = (one: Money, other: Money): Money => (one.lt(other) ? one : other);

/** `missing` is credited in Precoro and not on the bill: each note's part of it, then what no note explains. */
export const creditMissingInBill = (
  row: DocumentRow,
  bill: Voucher,
  missing: Money,
  read: CreditsRead,
): Cause[] => {
  const causes: Cause[] = [];
  let left = missing;
  const add = (amount: Money, note: CreditNote | undefined, stopped: Stopped) => {
    causes.push({ stopped, remedy: "person", ...(note && { note: { ...note, amount } }) });
    left = left.minus(amount);
  };
  for (const note of read.notes) {
    for (const { amount, stopped } of missingOfNote(row, bill, note, read)) {
      const part = smaller(left, amount);
      if (part.gt(zero)) add(part, note, stopped(part));
    }
  }
  if (left.gt(cent)) add(left, undefined, fromBalance(row, bill, left, read));
  return causes;
};

interface MissingPart {
  readonly amount: Money;
  readonly stopped: (amount: Money) => Stopped;
}

/** Where the credit of one note is, as far as it is not on the bill. */
const missingOfNote = (
  row: DocumentRow,
  bill: Voucher,
  { row: note, credit }: CreditNote,
  { sendCreditNotes }: CreditsRead,
): MissingPart[] => {
  const facts = { document: documentText(row), note: documentText(note) };
  const noteTotal = note.total ?? zero;
  if (!credit) {
    const how = sendCreditNotes
      ? "Run Send To Bill for it"
      : "Turn on Send Credit Notes and run Send To Bill for it";
    const stopped = (amount: Money) =>
      reject("credit-not-sent", { ...facts, how, amount: moneyText(amount) });
    return [{ amount: noteTotal, stopped }];
  }
  const elsewhere = credit.uses.filter(({ billId }) => billId !== bill.id);
  const bills = [...new Set(elsewhere.map(({ billId }) => billId))].join(", ");
  const of = (reason: "credit-missing-on-bill" | "credit-on-other-bill") => (amount: Money) =>
    reject(reason, { ...facts, credit: credit.id, bills, amount: moneyText(amount) });
  return [
    { amount: credit.rest, stopped: of("credit-missing-on-bill") },
    { amount: usedOn(credit, (id) => id !== bill.id), stopped: of("credit-on-other-bill") },
    { amount: noteTotal.minus(credit.amount), stopped: () => amountDiffers(note, noteTotal, credit) },
  ];
};

const fromBalance = (
  row: DocumentRow,
  bill: Voucher,
  amount: Money,
  { credits, notes }: CreditsRead,
): Stopped => {
  const own = notes.map(({ credit }) => credit);
  const open = credits.filter(
    (one) => one.vendorId === bill.vendorId && !one.archived && one.rest.gt(zero) && !own.includes(one),
  );
  const list = open.map(({ id, rest }) => `${id} (${moneyText(rest)})`).join(", ");
  return reject("credit-from-balance", {
    document: documentText(row),
    amount: moneyText(amount),
    open: list || "none found",
  });
};

/** `excess` is on the bill as vendor credits and not credited in Precoro. */
export const creditOnlyInBill = (
  row: DocumentRow,
  bill: Voucher,
  excess: Money,
  { credits }: CreditsRead,
): Cause => {
  const used = credits.filter((one) => usedOn(one, (id) => id === bill.id).gt(zero));
  const list = used.map(({ id, description }) => {
    const ref = readReference(description);
    return ref ? `${id} of ${refText(ref)}` : id;
  });
  const stopped = reject("credit-only-in-bill", {
    document: documentText(row),
    amount: moneyText(excess),
    credits: list.join(", ") || "BILL does not say which",
  });
  return { stopped, remedy: "person" };
};
