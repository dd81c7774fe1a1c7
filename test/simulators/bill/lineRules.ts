/** Which lines a bill or a vendor credit may have. connector/bill/API.md §6.2, §15. */
import { invalid } from "./apiErrors";
import type { BillRules } from "./billRules";

interface Line {
  readonly amount?: number;
  readonly price?: number;
  readonly classifications?: { readonly itemId?: string };
}

/** Refuses lines of a request that the organization does not take. */
export const refuseLines = (
  field: string,
  lines: readonly Line[] | undefined,
  { negativeLinesAccepted, itemsInPayables }: BillRules,
): void => {
  const problems = (lines ?? []).flatMap(({ amount = 0, price = 0, classifications }, n) => [
    ...(amount < 0 && !negativeLinesAccepted ? [`${field}[${n}].amount: must not be negative`] : []),
    ...(price < 0 && !negativeLinesAccepted ? [`${field}[${n}].price: must not be negative`] : []),
    ...(classifications?.itemId !== undefined && !itemsInPayables
      ? [`${field}[${n}].itemId: items are not used in payables`]
      : []),
  ]);
  if (problems.length > 0) throw invalid(...problems);
};

/** Lines may be negative as long as their total is positive. */
export const refuseNegativeTotal = (
  field: string,
  lines: readonly { readonly amount: number }[],
  total: number,
): void => {
  if (total <= 0 && lines.some(({ amount }) => amount < 0))
    throw invalid(`${field}: the total of ${total} is not positive`);
};
