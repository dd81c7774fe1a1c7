/** BILL's vendor credits: what they have beside `vouchers`. Source: contract bill-v3, section 7; https://developer.bill.com/docs/ap-vendor-credits */
import { utcMillisecond } from "../core/calendarDate";
import type { BillCalls } from "./calls";
import { creditBody, creditSchema } from "./voucherSchema";
import { type Vouchers, vouchersAt } from "./vouchers";

/** Their lists can be asked for by times alone (contract bill-v3, section 15). */
const createdSince = (moment: number): string => `createdTime:gte:"${utcMillisecond(moment)}"`;

export const creditsOf = (calls: BillCalls): Vouchers => {
  const { all, calls: alike } = vouchersAt(calls, {
    path: "/connect/v3/vendor-credits",
    schema: creditSchema,
    body: creditBody,
  });
  return {
    ...alike,
    look: async ({ vendorId, since }) =>
      (await all(createdSince(since))).filter((credit) => credit.vendorId === vendorId),
    among: async (ids, since) =>
      ids.length === 0 ? [] : (await all(createdSince(since))).filter(({ id }) => ids.includes(id)),
  };
};
