/** BILL's vendor credits: what they have beside `vouchers`. Source: connector/bill/API.md §7. */
import type { BillRequests } from "./request";
import { creditBody, creditSchema } from "./voucherSchema";
import { type Vouchers, vouchersAt } from "./vouchers";

export const creditsOf = (requests: BillRequests): Vouchers => {
  const { calls: alike } = vouchersAt(requests, {
    path: "/connect/v3/vendor-credits",
    schema: creditSchema,
    body: creditBody,
  });
  return {
    ...alike,
    // Their lists can be asked for by times alone (connector/bill/API.md §15).
    find: async ({ vendorId, since }) =>
      (await alike.createdSince(since)).filter((credit) => credit.vendorId === vendorId),
    getMany: async (ids, since) =>
      ids.length === 0 ? [] : (await alike.createdSince(since)).filter(({ id }) => ids.includes(id)),
  };
};
