/** Probes of what BILL shows of money: amounts and states of bills, credits and payments. connector/bill/API.md §6.3, §7, §9. */

import { readBillAmounts } from "../../../connector/core/documents/billAmounts";
import { readMoney, zero } from "../../../connector/core/money";
import { moneyState } from "../../../connector/core/payments/paymentStatus";
import { confirmed, type Finding, judged, notTestable, refuted } from "../finding";
import { at, has, list, numberAt, type Row, rowsIn, textAt } from "../reply";
import { type BillContext, type BillProbe, billsWithCredit, creditedBill, first } from "./context";

/** In whole cents, since JSON numbers do not add up exactly. */
const cents = (row: unknown, path: string): number => Math.round(numberAt(row, path) * 100);

const amountAt = (row: Row, name: string) => readMoney(row[name]) ?? zero;

/** Existing bills first; where they do not tell, one of our own, in the sandbox. */
const ofCreditedBills = async (
  context: BillContext,
  tell: (rows: readonly Row[]) => Finding | undefined,
): Promise<Finding> => {
  const told = tell(await billsWithCredit(context));
  if (told) return told;
  const missing = notTestable("No bill that was read has a credit on it whose numbers tell.");
  return context.sandbox ? (tell([(await creditedBill(context.sandbox)).shown]) ?? missing) : missing;
};

const paidAmount: BillProbe = {
  id: "bill-paid-amount",
  assumption: "paidAmount of a bill includes the credits that are applied.",
  run: (context) =>
    ofCreditedBills(context, (rows) => {
      const readings = rows.map((row) =>
        readBillAmounts(
          {
            amount: amountAt(row, "amount"),
            paid: amountAt(row, "paidAmount"),
            scheduled: amountAt(row, "scheduledAmount"),
            credited: amountAt(row, "creditAmount"),
            due: readMoney(row["dueAmount"]),
          },
          undefined,
        ),
      );
      const count = (answer: boolean) =>
        readings.filter(({ includesCredits }) => includesCredits === answer).length;
      if (count(true) + count(false) === 0) return undefined;
      return judged(
        count(false) === 0,
        `The numbers of ${count(true)} bills fit that alone, those of ${count(false)} money alone, of ${rows.length} with credits.`,
      );
    }),
};

const dueAmount: BillProbe = {
  id: "bill-due-amount",
  assumption: "dueAmount of a bill includes what is scheduled.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/bills", [
      ["max", "100"],
      ["filters", "paymentStatus:eq:SCHEDULED"],
    ]);
    const scheduled = [...rows, ...(await bill.rows("/v3/bills"))].filter(
      (row) => cents(row, "scheduledAmount") > 0 && cents(row, "creditAmount") === 0 && has(row, "dueAmount"),
    );
    first(scheduled, "bill with a scheduled payment and without credits");
    const rest = (row: Row) => cents(row, "amount") - cents(row, "paidAmount");
    const with_ = scheduled.filter((row) => cents(row, "dueAmount") === rest(row)).length;
    const without = scheduled.filter(
      (row) => cents(row, "dueAmount") === rest(row) - cents(row, "scheduledAmount"),
    ).length;
    return judged(
      with_ === scheduled.length,
      `Of ${scheduled.length} bills: with the schedule ${with_}, without it ${without}, neither ${scheduled.length - with_ - without}.`,
    );
  },
};

const creditStatus: BillProbe = {
  id: "bill-credit-status",
  assumption: "A bill that credits alone cover in part is PARTIALLY_PAID.",
  run: (context) =>
    ofCreditedBills(context, (rows) => {
      const isInPart = (row: Row) =>
        [0, cents(row, "creditAmount")].includes(cents(row, "paidAmount")) &&
        cents(row, "creditAmount") < cents(row, "amount") &&
        cents(row, "dueAmount") === cents(row, "amount") - cents(row, "creditAmount") &&
        cents(row, "scheduledAmount") === 0;
      const states = rows.filter(isInPart).map((row) => textAt(row, "paymentStatus"));
      if (states.length === 0) return undefined;
      return judged(
        states.every((state) => state === "PARTIALLY_PAID"),
        `${states.length} such bills: ${list(states)}.`,
      );
    }),
};

const creditUsage: BillProbe = {
  id: "bill-credit-usage",
  assumption: "The list of vendor credits shows in usage what is applied to which bill.",
  run: async ({ bill }) => {
    const applied = (await bill.rows("/v3/vendor-credits")).filter((row) => cents(row, "appliedAmount") > 0);
    first(applied, "applied vendor credit");
    const shown = applied.filter(
      (row) =>
        rowsIn(at(row, "usage")).reduce((sum, use) => sum + cents(use, "amount"), 0) ===
        cents(row, "appliedAmount"),
    );
    return judged(
      shown.length === applied.length,
      `${shown.length} of ${applied.length} applied credits do.`,
    );
  },
};

/** connector/bill/API.md §9. */
const SINGLE_STATUSES =
  "SCHEDULED READY_TO_FUND FUNDING_STARTED PROCESSED SENT DELIVERED CLEARED DISBURSEMENT_ON_HOLD CANCELLATION_IN_PROGRESS CANCELED VOID_PENDING VOIDED FUNDING_FAILED_VOIDED FUNDING_FAILED_ACTION_NEEDED DISBURSEMENT_FAILED_ACTION_NEEDED DISBURSEMENT_FAILED_VENDOR_BANK_REJECTED EXPIRING PARTIALLY_CLAIMED FUNDS_ESCHEATED UNDEFINED".split(
    " ",
  );

const paymentStatus: BillProbe = {
  id: "bill-payment-status",
  assumption: "singleStatus has the documented values, and has moved where status is PAID alone.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/payments");
    first(rows, "payment");
    const pairs = rows.map((row) => ({ status: textAt(row, "status"), single: textAt(row, "singleStatus") }));
    const isOdd = ({ status, single }: (typeof pairs)[number]) =>
      (single !== "" && !SINGLE_STATUSES.includes(single)) ||
      (moneyState(single || undefined, status) === "moved") !== (moneyState(undefined, status) === "moved");
    const odd = pairs.filter(isOdd);
    const text = (some: typeof pairs) =>
      list(some.map(({ status, single }) => `${status}/${single || "none"}`));
    return odd.length === 0 ? confirmed(`Pairs: ${text(pairs)}.`) : refuted(`Odd pairs: ${text(odd)}.`);
  },
};

const paymentAmount: BillProbe = {
  id: "bill-payment-amount",
  assumption: "billPayments[].amount is money without the credits beside it.",
  run: async ({ bill }) => {
    const rows = await bill.rows("/v3/payments");
    const parts = (row: Row) => rowsIn(at(row, "billPayments"));
    const credits = (row: Row) =>
      parts(row)
        .flatMap((part) => rowsIn(at(part, "vendorCredits")))
        .reduce((sum, one) => sum + cents(one, "amount"), 0);
    const money = (row: Row) => parts(row).reduce((sum, part) => sum + cents(part, "amount"), 0);
    const telling = rows.filter((row) => credits(row) > 0);
    first(telling, "payment with a credit beside its money");
    const right = telling.filter((row) => money(row) === cents(row, "amount")).length;
    const bare = rows.filter((row) => parts(row).length === 0).length;
    return judged(
      right === telling.length,
      `${right} of ${telling.length} add up to the payment's amount; ${bare} of ${rows.length} payments have no billPayments.`,
    );
  },
};

export const moneyProbes: readonly BillProbe[] = [
  paidAmount,
  dueAmount,
  creditStatus,
  creditUsage,
  paymentStatus,
  paymentAmount,
];
