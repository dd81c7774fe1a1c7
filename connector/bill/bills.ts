/** BILL's bills: what they need beyond `vouchers`. Source: connector/bill/API.md §6. */
import { utcMillisecond } from "../core/calendarDate";
import type { Voucher } from "../core/documents/voucher";
import { type Money, toNumber } from "../core/money";
import { isRequestError } from "../http/requestError";
import type { Observed } from "./observed";
import { type BillRequests, idFilters } from "./request";
import { billBody, billSchema } from "./voucherSchema";
import { type Vouchers, vouchersAt } from "./vouchers";

/** A filter cannot contain these, and no escape is documented (connector/bill/API.md §4). */
const INEXPRESSIBLE = /[,:"]/;

export interface BillBills extends Vouchers {
  restore(id: string): Promise<Voucher>;
  /** Applies this much of a vendor credit to the bill, in addition to what is applied. Not retried: a lost response throws `unknown`. */
  applyCredit(id: string, credit: { readonly id: string; readonly amount: Money }): Promise<Voucher>;
}

export const billsOf = (requests: BillRequests, observed: Observed): BillBills => {
  const { one, at, all, shared } = vouchersAt(requests, {
    path: "/connect/v3/bills",
    schema: billSchema(observed),
    body: billBody,
  });
  let numberFilterWorks = true;
  return {
    ...shared,
    create: async (content) => {
      const made = await shared.create(content);
      observed.noteUser(made.createdBy);
      return made;
    },
    find: async ({ vendorId, number, since }) => {
      // BILL's table of filters does not show this one: it may be refused, and the caller compares the rows again.
      if (numberFilterWorks && !INEXPRESSIBLE.test(number)) {
        try {
          return await all(`vendorId:eq:${vendorId},invoice.invoiceNumber:eq:${number}`);
        } catch (error) {
          if (!isRequestError(error, "invalid")) throw error;
          numberFilterWorks = false;
        }
      }
      return all(`vendorId:eq:${vendorId},createdTime:gte:"${utcMillisecond(since)}"`);
    },
    getMany: async (ids) => {
      const found: Voucher[] = [];
      for (const filter of idFilters(ids)) found.push(...(await all(filter)));
      return found;
    },
    restore: (id) => one("POST", at(id, "/restore"), undefined, true),
    // The amount adds to what is applied: assumed (connector/bill/API.md §15).
    applyCredit: (id, { id: credit, amount }) =>
      one("PATCH", at(id), { vendorCredits: [{ id: credit, amount: toNumber(amount) }] }),
  };
};
