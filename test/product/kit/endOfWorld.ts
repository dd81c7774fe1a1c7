/**
 * What must hold at the end of every world, however the vendors answer: both systems have the same rest to pay of each document, or
 * *Reconcile* names the difference; no document has two active vouchers, and no voucher two documents.
 */

import Big from "big.js";
import type { Result } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";

const HOUR_MS = 3_600_000;
const CENT = 0.01;

/** Long enough for a daily pass and the morning's reconciliation. */
export const quietHours = async (simulation: Simulation, hours = 25): Promise<void> => {
  await simulation.platform.advance(hours * HOUR_MS);
  await simulation.idle();
};

/** What the log has said of a document, as `outcome reason`, in any execution. */
export const saidOf = ({ platform }: Simulation, idn: string): string[] =>
  platform.executions.flatMap(({ results }) =>
    (results as Result[])
      .filter(({ id }) => id === idn)
      .map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(" ")),
  );

interface Voucher {
  readonly id: string;
  readonly archived: boolean;
  readonly description?: unknown;
  readonly createdBy?: unknown;
}

const LINE = /^Precoro (invoice|credit note) #(\S+) /m;
const idnOf = ({ description }: Voucher): string | undefined => LINE.exec(String(description ?? ""))?.[2];

/** Bills that a person has copied keep the line; they are nobody's. */
const ownVouchers = ({ bill }: Simulation): Voucher[] =>
  [...bill.world.bills(), ...bill.world.credits()].filter(
    ({ createdBy }: Voucher) => createdBy === undefined || createdBy === "00601SIMULATEDUSER01",
  );

const minus = (first: unknown, ...others: unknown[]): number =>
  others.reduce((rest: Big, one) => rest.minus(String(one ?? 0)), new Big(String(first ?? 0))).toNumber();

/** What is left to pay of an invoice: in Precoro, and on its active bill. The simulator's bills hold money apart from credits. */
export const restsOf = ({ bill, precoro }: Simulation, idn: string) => {
  const { sum, sumPaid, externalId } = precoro.world.invoice(idn);
  const one = bill.world.bills().find(({ id, archived }) => id === externalId && !archived);
  return {
    inPrecoro: minus(sum, sumPaid),
    inBill: one && minus(one.amount, one.paidAmount, one.creditAmount),
  };
};

/** Everything that is wrong, in words; empty if nothing is. Runs *Reconcile* to see what it names. */
export const wrongAtEnd = async (simulation: Simulation): Promise<string[]> => {
  const { precoro, platform } = simulation;
  await platform.advance(HOUR_MS / 2);
  const execution = await platform.run("Reconcile");
  const named = new Set((execution.results as Result[]).map(({ id }) => id));
  const own = ownVouchers(simulation);
  const wrong: string[] = [];

  for (const document of precoro.world.invoices()) {
    const { idn, status, logicType } = document as { idn: string; status: number; logicType: number };
    const active = own.filter((one) => !one.archived && idnOf(one) === idn);
    const isSaid = (reason: string) => saidOf(simulation, idn).some((one) => one.endsWith(reason));
    if (active.length > 1 && !isSaid("two-with-money") && !isSaid("duplicate-locked"))
      wrong.push(`#${idn} has ${active.length} active vouchers: ${active.map(({ id }) => id).join(", ")}`);
    if (logicType !== 0 || ![2, 4, 5].includes(status) || named.has(idn)) continue;
    const { inPrecoro, inBill } = restsOf(simulation, idn);
    if (inBill === undefined) {
      const isRejected = saidOf(simulation, idn).some((one) => /^(rejected|unlinked|skipped)/.test(one));
      if (!isRejected) wrong.push(`#${idn} has no active bill, and nobody says so`);
    } else if (Math.abs(minus(inPrecoro, inBill)) > CENT)
      wrong.push(
        `#${idn}: ${inPrecoro} is left in Precoro, ${inBill} in BILL, and Reconcile does not name it`,
      );
  }
  const links = precoro.world.invoices().flatMap(({ externalId }) => externalId ?? []);
  for (const id of new Set(links))
    if (links.filter((link) => link === id).length > 1)
      wrong.push(`${String(id)} is the link of two documents`);
  return wrong;
};
