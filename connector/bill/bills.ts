/** BILL's bills: what they need beyond `vouchers`. Source: connector/bill/API.md §6. */
import { utcMillisecond } from "../core/calendarDate";
import type { CreditPart } from "../core/documents/creditUses";
import type { Voucher, VoucherContent } from "../core/documents/voucher";
import { toNumber } from "../core/money";
import { isRequestError } from "../http/requestError";
import type { Observed } from "./observed";
import { type BillRequests, idFilters } from "./request";
import { billBody, billSchema } from "./voucherSchema";
import { type Vouchers, vouchersAt } from "./vouchers";

/** A filter cannot contain these, and no escape is documented (connector/bill/API.md §4). */
const INEXPRESSIBLE = /[,:"]/;

export interface BillBills extends Vouchers {
  restore(id: string): Promise<Voucher>;
  /**
   * PATCH: applies so much of each vendor credit. Whether that adds to what is applied or replaces it is not documented: the
   * answer's `credited` tells. Not retried: a lost response throws `unknown`.
   */
  applyCredits(id: string, credits: readonly CreditPart[]): Promise<Voucher>;
  /** PUT of the whole bill, as it was read: takes off the vendor credits that are not named. Not retried, like `applyCredits`. */
  keepCredits(id: string, content: VoucherContent, credits: readonly CreditPart[]): Promise<Voucher>;
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
    applyCredits: (id, credits) => one("PATCH", at(id), { vendorCredits: credits.map(partBody) }),
    keepCredits: (id, content, credits) =>
      one("PUT", at(id), {
        ...billBody(content),
        ...(credits.length === 0 ? {} : { vendorCredits: credits.map(partBody) }),
      }),
  };
};

const partBody = ({ id, amount }: CreditPart) => ({ id, amount: toNumber(amount) });
