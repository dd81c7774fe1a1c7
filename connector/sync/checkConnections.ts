/** Checks both connections and says in a sentence what is wrong. It is the only connection test that customers have. */

import type { BillClient } from "../bill/client";
import { isRequestError } from "../http/requestError";
import type { PrecoroClient } from "../precoro/client";

const busy = (system: string) => `${system} is busy and was not checked. Reload this page in a minute.`;

const billReads = [
  ["vendors", "/connect/v3/vendors"],
  ["bills", "/connect/v3/bills"],
  ["the chart of accounts", "/connect/v3/classifications/chart-of-accounts"],
] as const;

/** BILL checks permissions per operation, so this tries each kind of read (connector/bill/API.md §1.4). Failed requests become text. */
export const checkBill = async (bill: BillClient): Promise<string> => {
  const problems = await Promise.all(
    billReads.map(async ([what, path]) => {
      try {
        await bill.raw({ method: "GET", path, query: [["max", "1"]] });
        return [];
      } catch (error) {
        if (isRequestError(error, "rate-limit")) return [busy("BILL")];
        return [`BILL does not work: ${what} could not be read. ${messageOf(error)}`];
      }
    }),
  );
  return problems.flat()[0] ?? "BILL works.";
};

/** Makes only one call: the page's other data sources share Precoro's limit per second. A failed request becomes text. */
export const checkPrecoro = async (precoro: PrecoroClient): Promise<string> => {
  const query = [["per_page", "10"]] as const;
  try {
    await precoro.raw({ method: "GET", path: "/suppliers", query });
    return "Precoro works.";
  } catch (error) {
    if (isRequestError(error, "rate-limit")) return busy("Precoro");
    return `Precoro does not work: suppliers could not be read. ${messageOf(error)}`;
  }
};

const messageOf = (error: unknown): string => {
  if (!isRequestError(error)) throw error;
  return error.message;
};
