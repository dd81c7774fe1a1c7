/** The result of a run as one JSON object, and the invariants that must hold for every world. */
import Big from "big.js";
import type { Execution } from "../simulators/prismatic";
import type { Simulation } from "./simulation";

/** What became of one record, as actions report it. */
export interface Result {
  readonly id: string;
  readonly name?: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly message?: string;
  readonly link?: string;
}

interface ReportedExecution extends Pick<Execution, "flow" | "startedAt" | "status" | "logs"> {
  readonly results: Result[];
  readonly error?: string;
  /** What a synchronous flow answered. */
  readonly answer?: { readonly statusCode: number; readonly body: unknown };
}

type Records = Record<string, Record<string, unknown>[]>;
type Calls = Record<string, { count: number; refused: number }>;

export interface Report {
  readonly executions: ReportedExecution[];
  readonly bill: Records;
  readonly precoro: Records;
  readonly calls: { readonly bill: Calls; readonly precoro: Calls };
  readonly virtualSeconds: number;
}

export const reportOf = (simulation: Simulation, startedAt: number): Report => {
  const { platform, bill, precoro, clock } = simulation;
  const executions = platform.executions.map(
    ({ flow, startedAt: at, status, logs, results, error, answer }) => ({
      flow,
      startedAt: at,
      status,
      logs,
      results: results as Result[],
      ...(error === undefined ? {} : { error }),
      ...(answer && { answer: { statusCode: answer.statusCode, body: answer.body } }),
    }),
  );
  return {
    executions,
    bill: bill.world.snapshot() as Records,
    precoro: precoro.world.snapshot() as Records,
    calls: { bill: bill.journal.calls(), precoro: precoro.journal.calls() },
    virtualSeconds: Math.round((clock.now() - startedAt) / 1000),
  };
};

/** The invariants that the final records break, each as a sentence; empty if all hold. */
export const brokenInvariants = ({ bill, precoro }: Pick<Report, "bill" | "precoro">): string[] => {
  const bills = ((bill["bills"] ?? []) as unknown as RawBill[]).map((one) => ({
    ...one,
    lines: one.billLineItems,
    hasMoney: one.paymentStatus !== "UNPAID" || one.creditAmount > 0,
  }));
  const credits = ((bill["vendorCredits"] ?? []) as unknown as RawCredit[]).map((one) => ({
    ...one,
    lines: one.vendorCreditLineItems,
    hasMoney: one.appliedAmount > 0,
  }));
  const documents = (precoro["invoices"] ?? []) as unknown as RawDocument[];
  return documents.flatMap(({ idn, logicType, sum, externalId }) => {
    const isInvoice = Number(logicType) === 0;
    const [kind, voucher] = isInvoice ? ["invoice", "bill"] : ["credit note", "vendor credit"];
    const name = new RegExp(`^Precoro ${kind} #${idn} `, "m");
    const active = (isInvoice ? bills : credits).filter(
      ({ archived, description }) => !archived && name.test(description ?? ""),
    );
    const linked = active.find(({ id }) => id === externalId);
    return [
      ...(active.length > 1 ? [`The ${kind} #${idn} has ${active.length} active ${voucher}s.`] : []),
      // A bill with money on it is left as it is, whatever happens to its document.
      ...(linked && !linked.hasMoney && !sumOf(linked.lines).eq(String(sum))
        ? [`The ${voucher} of the ${kind} #${idn} adds up to ${sumOf(linked.lines)} instead of ${sum}.`]
        : []),
    ];
  });
};

interface RawVoucher {
  id: string;
  archived: boolean;
  description?: string;
}

type RawLines = { amount: number }[];
type RawBill = RawVoucher & { billLineItems: RawLines; paymentStatus: string; creditAmount: number };
type RawCredit = RawVoucher & { vendorCreditLineItems: RawLines; appliedAmount: number };

interface RawDocument {
  idn: string;
  logicType: string | number;
  sum: string | number;
  externalId: string | null;
}

const sumOf = (lines: RawLines): Big =>
  lines.reduce((total, { amount }) => total.plus(String(amount)), new Big(0));
