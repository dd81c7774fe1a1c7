/**
 * Why the rests of an invoice and its bill differ. The gap between them is the sum of what differs in the totals, in the credits and
 * in each payment, so whatever makes it is named. What can make BILL pay too much comes first. Pure.
 */
import { documentText } from "../documents/document";
import type { DocumentRow } from "../documents/documentRow";
import type { Voucher } from "../documents/voucher";
import { cent, type Money, moneyText, zero } from "../money";
import { reject } from "../outcome";
import { amountDiffers, type Cause, type Difference } from "./cause";
import { type CreditsRead, creditMissingInBill, creditOfNotes, creditOnlyInBill } from "./creditCauses";
import {
  movedMoney,
  type PaymentParts,
  type PaymentsRead,
  paymentPartsOf,
  tooLittleInBill,
  tooLittleInPrecoro,
} from "./paymentCauses";
import { areInStep, type Rests } from "./rests";

/** An invoice and its bill with their payments, read because the rests in the lists differ. */
export interface Examined {
  readonly row: DocumentRow;
  readonly bill: Voucher;
  readonly total: Money;
  /** Paid in Precoro, with credits: the larger of the invoice's sum and its payments. */
  readonly paid: Money;
  /** The part of `paid` that no payment in Precoro explains: paid by hand, or credited. */
  readonly unexplained: Money;
  readonly rests: Rests;
  readonly payments: PaymentParts;
  readonly currency: string | undefined;
}

export const examine = (row: DocumentRow, bill: Voucher, read: PaymentsRead): Examined => {
  const payments = paymentPartsOf(bill, read);
  const { total = bill.amount, paid: shown = zero } = row;
  const explained = read.booked.reduce((all, { amount }) => all.plus(amount), zero);
  const paid = shown.gt(explained) ? shown : explained;
  const inBill = bill.amount.minus(movedMoney(payments)).minus(bill.credited);
  return {
    row,
    bill,
    total,
    paid,
    unexplained: paid.minus(explained),
    rests: { inPrecoro: total.minus(paid), inBill, scheduled: bill.scheduled },
    payments,
    currency: read.currency,
  };
};

const isExaminedInStep = ({ rests, bill, total }: Examined): boolean =>
  areInStep(rests, bill.amount.eq(total));

/** True where the credit notes and vendor credits have to be read, too. */
export const needsCredits = (examined: Examined): boolean =>
  !isExaminedInStep(examined) &&
  (examined.unexplained.gt(zero) || !examined.payments.credited.eq(examined.bill.credited));

/** Undefined where the rests turn out to be in step. */
export const restDifference = (examined: Examined, read: CreditsRead): Difference | undefined => {
  if (isExaminedInStep(examined)) return undefined;
  const { bill, rests } = examined;
  const [first = notFound(examined), ...more] = causesOf(examined, read);
  return { causes: [first, ...more], voucher: bill, rests };
};

const causesOf = (examined: Examined, read: CreditsRead): Cause[] => {
  const { row, bill, total, paid, payments, currency } = examined;
  // What Precoro does not itemize is credited as far as the invoice's credit notes reach.
  const ofNotes = creditOfNotes(read).minus(payments.credited);
  const isCredit = ofNotes.lt(examined.unexplained) ? ofNotes : examined.unexplained;
  const more = isCredit.gt(zero) ? isCredit : zero;
  const credits = payments.credited.plus(more).minus(bill.credited);
  const byHand = payments.byHand.plus(examined.unexplained).minus(more);
  const totals: Cause[] = bill.amount.eq(total)
    ? []
    : [{ stopped: amountDiffers(row, total, bill), remedy: "person" }];
  return [
    ...overpaid(examined),
    ...(credits.gt(cent) ? creditMissingInBill(row, bill, credits, read) : []),
    ...tooLittleInBill(row, payments, byHand),
    ...totals,
    ...(credits.lt(cent.times("-1")) ? [creditOnlyInBill(row, bill, credits.abs(), read)] : []),
    ...tooLittleInPrecoro(row, payments, { paid, currency }),
  ];
};

const overpaid = ({ row, rests }: Examined): Cause[] => {
  const systems = [
    ["Precoro", rests.inPrecoro],
    ["BILL", rests.inBill],
  ] as const;
  return systems.flatMap(([system, rest]) => {
    if (rest.gte(cent.times("-1"))) return [];
    const facts = { document: documentText(row), system, amount: moneyText(rest.abs()) };
    return [{ stopped: reject("overpaid", facts), remedy: "person" } satisfies Cause];
  });
};

const notFound = ({ row }: Pick<Examined, "row">): Cause => ({
  stopped: reject("rest-differs", { document: documentText(row) }),
  remedy: "person",
});

/** For an invoice whose payments and credits could not be read in time. */
export const unexaminedDifference = (row: DocumentRow, bill: Voucher, rests: Rests): Difference => ({
  causes: [notFound({ row })],
  voucher: bill,
  rests,
});

/** What the causes of an invoice's difference say about one of its credit notes; undefined where they say nothing. */
export const noteDifference = (
  note: DocumentRow,
  ofInvoice: Difference | undefined,
): Difference | undefined => {
  const causes = ofInvoice?.causes.filter((one) => one.note?.row.idn === note.idn) ?? [];
  const [first, ...more] = causes;
  if (!first) return undefined;
  const credit = first.note?.credit;
  const missing = causes.reduce((all, one) => all.plus(one.note?.amount ?? zero), zero);
  const rests = credit && {
    inPrecoro: credit.rest.minus(missing),
    inBill: credit.rest,
    scheduled: zero,
  };
  return { causes: [first, ...more], voucher: credit, rests };
};
