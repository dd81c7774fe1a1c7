/** BILL's chart of accounts, read for the account pickers. Source: contract bill-v3, section 8; https://developer.bill.com/reference/listclassificationchartofaccounts */
import type { Account } from "../core/account";
import { type Read, readRecord } from "../http/contract";
import type { BillCalls } from "./calls";
import { accountSchema } from "./schema";

export interface BillAccounts {
  /** Every account, archived ones included, oldest first, page by page. */
  list(): AsyncGenerator<Read<Account>[]>;
}

export const accountsOf = ({ list }: BillCalls): BillAccounts => ({
  async *list() {
    const query: [string, string][] = [["sort", "createdTime:asc"]];
    for await (const rows of list("/connect/v3/classifications/chart-of-accounts", query)) {
      yield rows.map((row) => readRecord(accountSchema, row));
    }
  },
});
