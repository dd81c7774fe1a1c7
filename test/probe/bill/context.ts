/** What the probes of BILL share: how they reach it, its lists, and the records that tell about money. */

import type { BillReader } from "../billWire";
import { type Finding, NotTestable, type Probe } from "../finding";
import type { Reply, Row } from "../reply";
import { at, isOk, numberAt, rowsIn, saying, textAt } from "../reply";
import type { Sandbox } from "../sandbox";

export interface BillContext {
  readonly bill: BillReader;
  /** Undefined where nothing may be written. */
  readonly sandbox: Sandbox | undefined;
}

export type BillProbe = Probe<BillContext>;

/** All lists that the connector reads. connector/bill/API.md §4.1, §8. */
export const lists: Readonly<Record<string, string>> = {
  vendors: "/v3/vendors",
  bills: "/v3/bills",
  "vendor credits": "/v3/vendor-credits",
  payments: "/v3/payments",
  accounts: "/v3/classifications/chart-of-accounts",
  classes: "/v3/classifications/accounting-classes",
  departments: "/v3/classifications/departments",
  locations: "/v3/classifications/locations",
  items: "/v3/classifications/items",
  customers: "/v3/customers",
};

/** @throws {NotTestable} where nothing may be written. */
const writable = ({ sandbox }: BillContext): Sandbox => {
  if (sandbox) return sandbox;
  throw new NotTestable("It takes writing: run it with --write bill-sandbox against a sandbox.");
};

/** A probe that writes. */
export const writing = (
  id: string,
  assumption: string,
  run: (sandbox: Sandbox, context: BillContext) => Promise<Finding>,
): BillProbe => ({ id, assumption, run: async (context) => run(writable(context), context) });

/** @throws {NotTestable} where there is none. */
export const first = <T>(rows: readonly T[], what: string): T => {
  const [row] = rows;
  if (row === undefined) throw new NotTestable(`There is no ${what} among the records that were read.`);
  return row;
};

/** @throws {NotTestable} where it was refused. */
export const accepted = (answer: Reply, call: string): Row => {
  if (!isOk(answer)) throw new NotTestable(`${call}: ${saying(answer)}`);
  return answer.body as Row;
};

/** Bills with a credit on them: of the newest ones, and those that the newest credits are applied to. */
export const billsWithCredit = async ({ bill }: BillContext): Promise<Row[]> => {
  const newest = await bill.rows("/v3/bills");
  const credits = await bill.rows("/v3/vendor-credits");
  const ids = credits.flatMap((credit) => rowsIn(at(credit, "usage")).map((use) => textAt(use, "billId")));
  const unread = [...new Set(ids)].filter((id) => id !== "" && !newest.some((row) => row["id"] === id));
  const filters = `id:in:"${unread.slice(0, 100).join(",")}"`;
  const more =
    unread.length === 0
      ? []
      : await bill.rows("/v3/bills", [
          ["max", "100"],
          ["filters", filters],
        ]);
  return [...newest, ...more].filter((row) => numberAt(row, "creditAmount") > 0);
};

/** The newest rows of every list, by list; one that is refused has none. */
export const newestOfEach = async ({ bill }: BillContext): Promise<Readonly<Record<string, Row[]>>> => {
  const found: [string, Row[]][] = [];
  for (const [name, path] of Object.entries(lists)) found.push([name, await bill.rows(path).catch(() => [])]);
  return Object.fromEntries(found);
};

/** A bill of 100 with 30 of a credit applied, in the sandbox; throws `NotTestable` where that is refused. */
export const creditedBill = async (sandbox: Sandbox): Promise<{ id: string; credit: Row; shown: Row }> => {
  const id = textAt(await sandbox.bill(), "id");
  const credit = await sandbox.credit(30);
  const shown = accepted(
    await sandbox.applyCredits(id, [[credit, 30]]),
    "a credit has to be applied, and PATCH",
  );
  return { id, credit, shown };
};
