/** BILL's vendor credits: what they need beyond `vouchers`. Source: connector/bill/API.md §7. */
import type { BillRequests } from "./request";
import { creditBody, creditSchema } from "./voucherSchema";
import { type Vouchers, vouchersAt } from "./vouchers";

export const creditsOf = (requests: BillRequests): Vouchers => {
  const { shared } = vouchersAt(requests, {
    path: "/connect/v3/vendor-credits",
    schema: creditSchema,
    body: creditBody,
  });
  return {
    ...shared,
    // Their lists take filters by time alone (connector/bill/API.md §15).
    find: async ({ vendorId, since }) =>
      (await shared.createdSince(since)).filter((credit) => credit.vendorId === vendorId),
    getMany: async (ids, since) =>
      ids.length === 0 ? [] : (await shared.createdSince(since)).filter(({ id }) => ids.includes(id)),
  };
};
