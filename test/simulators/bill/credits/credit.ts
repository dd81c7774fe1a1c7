/** The rules of one vendor credit: its sum, how PUT and PATCH change it, and how much of it is applied. */
import Big from "big.js";
import { sumOf } from "../bills/bill";
import { changedLines, refuseUnknownLines } from "../bills/lineChanges";
import type { Credit, CreditLine, Usage } from "../records";
import type { CreditBody, CreditLineBody, CreditPatch } from "./creditRequest";

/** connector/bill/API.md §7, `status`. */
export const statusOf = ({
  amount,
  appliedAmount,
}: Pick<Credit, "amount" | "appliedAmount">): Credit["status"] => {
  if (appliedAmount <= 0) return "NOT_APPLIED";
  return appliedAmount < amount ? "PARTIALLY_APPLIED" : "FULLY_APPLIED";
};

export const isApplied = ({ appliedAmount, status }: Credit): boolean =>
  appliedAmount > 0 || status !== "NOT_APPLIED";

export const unappliedAmount = ({ amount, appliedAmount }: Credit): number =>
  new Big(amount).minus(appliedAmount).toNumber();

const withTotals = (credit: Credit): Credit => {
  const amount = sumOf(credit.vendorCreditLineItems.map((line) => line.amount));
  return { ...credit, amount, status: statusOf({ ...credit, amount }) };
};

export const createdCredit = (
  request: CreditBody,
  fixed: Pick<Credit, "id" | "createdTime" | "updatedTime">,
  lineId: () => string,
): Credit =>
  withTotals({
    ...request,
    ...fixed,
    vendorCreditLineItems: request.vendorCreditLineItems.map((line) => ({ ...line, id: lineId() })),
    archived: false,
    amount: 0,
    appliedAmount: 0,
    status: "NOT_APPLIED",
    usage: [],
  });

/** connector/bill/API.md §7: the line rules of a bill's PUT; §15: what is left out is cleared. */
export const replacedCredit = (credit: Credit, request: CreditBody, lineId: () => string): Credit => {
  refuseUnknownLines("vendorCreditLineItems", credit.vendorCreditLineItems, request.vendorCreditLineItems);
  const {
    description: _description,
    applyToChartOfAccountId: _account,
    applyToBankAccountId: _bank,
    ...kept
  } = credit;
  const vendorCreditLineItems = request.vendorCreditLineItems.map((line) => ({
    ...line,
    id: line.id ?? lineId(),
  }));
  return withTotals({ ...kept, ...request, vendorCreditLineItems });
};

/** connector/bill/API.md §7: the line rules of a bill's PATCH. */
export const changedCredit = (credit: Credit, request: CreditPatch): Credit => {
  const { vendorCreditLineItems = [], ...header } = request;
  const { applyToChartOfAccountId, applyToBankAccountId, ...rest } = credit;
  // Assumed: setting one account removes the other.
  const keepsAccount = (header.applyToChartOfAccountId ?? header.applyToBankAccountId) === undefined;
  const account = {
    ...(applyToChartOfAccountId !== undefined && { applyToChartOfAccountId }),
    ...(applyToBankAccountId !== undefined && { applyToBankAccountId }),
  };
  const known = credit.vendorCreditLineItems;
  return withTotals({
    ...rest,
    ...(keepsAccount && account),
    ...header,
    vendorCreditLineItems: changedLines("vendorCreditLineItems", known, vendorCreditLineItems, changedLine),
  });
};

const changedLine = (line: CreditLine, { id: _id, ...changes }: CreditLineBody): CreditLine => ({
  ...line,
  ...changes,
  ...(changes.classifications && {
    classifications: { ...line.classifications, ...changes.classifications },
  }),
});

/** The credit with one more usage. Assumed: each application is an entry of its own. */
export const withUsage = (credit: Credit, usage: Usage): Credit => {
  const appliedAmount = new Big(credit.appliedAmount).plus(usage.amount).toNumber();
  return withTotals({ ...credit, appliedAmount, usage: [...credit.usage, usage] });
};

/** The credit without what is applied to a bill, except for what came with a payment. */
export const withoutUsageOn = (credit: Credit, billId: string): Credit => {
  const usage = credit.usage.filter((use) => use.billId !== billId || use.paymentId !== undefined);
  const removed = sumOf(credit.usage.filter((use) => !usage.includes(use)).map(({ amount }) => amount));
  const appliedAmount = new Big(credit.appliedAmount).minus(removed).toNumber();
  return withTotals({ ...credit, usage, appliedAmount });
};

/** The credit as if it had never been applied. */
export const withoutUsage = (credit: Credit): Credit =>
  withTotals({ ...credit, appliedAmount: 0, usage: [] });
