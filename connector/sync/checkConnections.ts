/** Says in words whether both connections work and what is wrong with them: the only test that a customer gets. */
import type { BillClient } from "../bill/client";
import { failed } from "../http/failure";
import type { PrecoroClient } from "../precoro/client";

const billReads = [
  ["vendors", "/connect/v3/vendors"],
  ["bills", "/connect/v3/bills"],
  ["the chart of accounts", "/connect/v3/classifications/chart-of-accounts"],
] as const;

/** BILL checks rights per operation, so each thing that is read is tried (contract bill-v3, section 1.4). */
export const checkBill = async (bill: BillClient): Promise<string> => {
  for (const [what, path] of billReads) {
    const problem = await problemOf(bill.raw({ method: "GET", path, query: [["max", "1"]] }));
    if (problem) return `BILL does not work: reading ${what} failed. ${problem}`;
  }
  return "BILL works.";
};

/** One call, since the page's other data sources need Precoro's seconds too. */
export const checkPrecoro = async (precoro: PrecoroClient): Promise<string> => {
  const query = [["per_page", "10"]] as const;
  try {
    await precoro.raw({ method: "GET", path: "/suppliers", query });
    return "Precoro works.";
  } catch (error) {
    if (failed(error, "rate-limit")) {
      return "Precoro is busy just now and was not checked. Open this page again in a minute.";
    }
    return `Precoro does not work: reading suppliers failed. ${messageOf(error)}`;
  }
};

const problemOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(() => undefined, messageOf);

const messageOf = (error: unknown): string => {
  if (!failed(error)) throw error;
  return error.message;
};
