/**
 * How the payments of an invoice in Precoro differ from the payments of its bill, one by one. Money counts in BILL as booking counts
 * it; what was booked and is in doubt since counts until it is reversed. Pure; amounts are in the bill's currency.
 */
import { documentText } from "../documents/document";
import type { DocumentRow } from "../documents/documentRow";
import type { Voucher } from "../documents/voucher";
import { cent, type Money, moneyText, sum, zero } from "../money";
import { isStopped, postpone, reject } from "../outcome";
import { whatToBook } from "../payments/bookableAmount";
import { allocationsByBill, type BookedPayment, type Payment, unlinkedMatch } from "../payments/payment";
import { isBillId } from "../recordId";
import type { Cause } from "./cause";

/** The payments of both systems, read because the rests differ. */
export interface PaymentsRead {
  /** All payments of the invoice in Precoro. */
  readonly booked: readonly BookedPayment[];
  /** All of BILL's that may belong to the bill. */
  readonly payments: readonly Payment[];
  /** Ids of BILL's payments that can't be read: each counts as it is booked. */
  readonly unreadable: readonly string[];
  /** The currency of the bill's vendor, where it was read. */
  readonly currency: string | undefined;
}

/** One payment of BILL. */
interface PaymentPart {
  readonly id: string;
  /** BILL's; undefined where BILL has no such payment. */
  readonly payment: Payment | undefined;
  /** How much of it is booked on the invoice in Precoro. */
  readonly booked: Money;
  /** How much of it has moved for the bill in BILL. */
  readonly moved: Money;
  /** The payments in Precoro that come from it, by their `idn`. */
  readonly records: readonly string[];
}

export interface PaymentParts {
  readonly parts: readonly PaymentPart[];
  /** Paid in Precoro, neither from BILL nor by credit notes. */
  readonly byHand: Money;
  /** Credited in Precoro. */
  readonly credited: Money;
  /** Paid on the bill by nothing that BILL lists. */
  readonly unlisted: Money;
}

/** True for a payment in Precoro that came from BILL. */
export const isFromBill = ({ externalId }: BookedPayment): boolean =>
  externalId !== undefined && isBillId("payment", externalId);

const total = (rows: readonly BookedPayment[]): Money => sum(rows.map(({ amount }) => amount));

export const paymentPartsOf = (
  bill: Voucher,
  { booked, payments, unreadable }: Omit<PaymentsRead, "currency">,
): PaymentParts => {
  const money = booked.filter(({ isCredit }) => !isCredit);
  let byHand = money.filter((one) => !isFromBill(one));
  const allocated = (payment: Payment | undefined) =>
    (payment && allocationsByBill(payment).get(bill.id)) ?? zero;
  const ours = payments.filter((one) => allocated(one).gt(zero));
  const ids = new Set([
    ...money.filter(isFromBill).flatMap(({ externalId = "" }) => externalId),
    ...ours.filter(({ state }) => state === "moved").map(({ id }) => id),
  ]);
  const parts = [...ids].map((id): PaymentPart => {
    const payment = payments.find((one) => one.id === id);
    const amount = allocated(payment);
    const linked = money.filter(({ externalId }) => externalId === id);
    const records = linked.map(({ idn }) => idn);
    let ofIt = total(linked);
    if (unreadable.includes(id)) return { id, payment, booked: ofIt, moved: ofIt, records };
    // The next import links it instead of booking another one.
    const match =
      payment && ofIt.eq(zero) && payment.state === "moved"
        ? unlinkedMatch(byHand, amount, payment.date)
        : undefined;
    if (match) {
      byHand = byHand.filter((one) => one !== match);
      ofIt = match.amount;
    }
    return { id, payment, booked: ofIt, moved: movedOf(payment, amount, ofIt), records };
  });
  const listed = sum(ours.map(allocated));
  const hasUnread = unreadable.length > 0;
  const unlisted = hasUnread || bill.paidMoney.lte(listed) ? zero : bill.paidMoney.minus(listed);
  return {
    parts,
    byHand: total(byHand),
    credited: total(booked.filter(({ isCredit }) => isCredit)),
    unlisted,
  };
};

/** Of a payment in doubt, as much as was booked when it had moved. */
const movedOf = (payment: Payment | undefined, amount: Money, booked: Money): Money => {
  if (payment === undefined || payment.state === "reversed") return zero;
  if (payment.state === "moved") return amount;
  return booked.lt(amount) ? booked : amount;
};

/** True if a payment has moved for the bill and nothing of it is booked: then its currency matters. */
export const isUnbooked = (bill: Voucher, read: Omit<PaymentsRead, "currency">): boolean =>
  paymentPartsOf(bill, read).parts.some(({ booked, moved }) => booked.eq(zero) && moved.gt(zero));

/** What has moved for the bill. */
export const movedMoney = ({ parts, unlisted }: PaymentParts): Money =>
  sum(parts.map(({ moved }) => moved)).plus(unlisted);

/** The causes by which BILL would pay more than Precoro has left. `byHand` includes what no payment in Precoro explains. */
export const tooLittleInBill = (row: DocumentRow, { parts }: PaymentParts, byHand: Money): Cause[] => {
  const document = documentText(row);
  const hand = reject("paid-only-in-precoro", { document, amount: moneyText(byHand) });
  const causes: Cause[] = byHand.gt(cent) ? [{ stopped: hand, remedy: "person" }] : [];
  for (const part of parts) {
    const { id, payment, booked, moved } = part;
    if (booked.minus(moved).lte(cent)) continue;
    const facts = { document, payment: id, amount: moneyText(booked) };
    const stopped =
      payment?.state === "reversed"
        ? reject("payment-reversed", { ...facts, status: payment.status })
        : moved.gt(zero)
          ? tooMuchBooked(document, part)
          : reject("payment-on-other-bill", facts);
    causes.push({ stopped, remedy: "person" });
  }
  return causes;
};

/** Where several payments in Precoro come from one in BILL, two imports have run at the same moment. */
const tooMuchBooked = (document: string, part: PaymentPart) => {
  const { id, booked, moved, records } = part;
  if (records.length < 2) return amountDiffers(document, part);
  return reject("payment-booked-twice", {
    document,
    payment: id,
    count: records.length,
    records: records.map((idn) => `#${idn}`).join(", "),
    inPrecoro: moneyText(booked),
    inBill: moneyText(moved),
  });
};

const amountDiffers = (document: string, { id, booked, moved }: PaymentPart) =>
  reject("payment-amount-differs", {
    document,
    payment: id,
    inPrecoro: moneyText(booked),
    inBill: moneyText(moved),
  });

/** The causes by which Precoro has more left than BILL. `paid`: what is paid in Precoro, with credits. */
export const tooLittleInPrecoro = (
  row: DocumentRow,
  { parts, unlisted }: PaymentParts,
  { paid, currency }: { readonly paid: Money; readonly currency: string | undefined },
): Cause[] => {
  const document = documentText(row);
  const causes: Cause[] = [];
  const missing = parts.filter(({ booked, moved }) => moved.minus(booked).gt(cent));
  let paidSoFar = paid;
  for (const [at, part] of missing.entries()) {
    const { id, booked, moved: amount } = part;
    if (booked.gt(zero)) {
      causes.push({ stopped: amountDiffers(document, part), remedy: "person" });
      continue;
    }
    const invoice = { ...row, currency: row.currency, total: row.total ?? zero, paid: paidSoFar };
    const hasMore = at < missing.length - 1;
    const booking = whatToBook({ payment: { id }, amount, currency, hasMore }, invoice);
    if (isStopped(booking)) causes.push({ stopped: booking, remedy: "person" });
    else {
      paidSoFar = paidSoFar.plus(booking);
      const facts = { document, payment: id, amount: moneyText(amount) };
      causes.push({ stopped: postpone("paid-only-in-bill", facts), remedy: "payments" });
    }
  }
  if (unlisted.gt(cent)) {
    const facts = { document, amount: moneyText(unlisted) };
    causes.push({ stopped: reject("payment-not-listed", facts), remedy: "person" });
  }
  return causes;
};
