/**
 * Documents that the next *Export Changed Documents* has to process, whatever its own lists say, and the bills or vendor credits
 * that were seen with their reference line. Such an id is a hint: it counts if the record, read again, still has the line.
 */

export interface Recheck {
  readonly idn: string;
  /** BILL's ids; the document's link and its lookup are not needed to find these. */
  readonly vouchers: readonly string[];
}

/** One entry for each document, with all its ids. */
export const mergeRechecks = (rechecks: readonly Recheck[]): Recheck[] => {
  const byIdn = new Map<string, Set<string>>();
  for (const { idn, vouchers } of rechecks) byIdn.set(idn, new Set([...(byIdn.get(idn) ?? []), ...vouchers]));
  return [...byIdn].map(([idn, vouchers]) => ({ idn, vouchers: [...vouchers] }));
};
