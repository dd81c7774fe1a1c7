/** What a run of a world has come to, as one JSON object, and the laws that every world must keep. */
import Big from "big.js";
import type { Execution } from "../simulators/prismatic";
import type { Stage } from "./stage";

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

export const reportOf = (stage: Stage, startedAt: number): Report => {
  const { platform, bill, precoro, clock } = stage;
  const executions = platform.executions.map(({ flow, startedAt: at, status, logs, results, error }) => ({
    flow,
    startedAt: at,
    status,
    logs,
    results: results as Result[],
    ...(error === undefined ? {} : { error }),
  }));
  return {
    executions,
    bill: bill.world.snapshot() as Records,
    precoro: precoro.world.snapshot() as Records,
    calls: { bill: bill.journal.calls(), precoro: precoro.journal.calls() },
    virtualSeconds: Math.round((clock.now() - startedAt) / 1000),
  };
};

/** The laws that the final records break, each as a sentence; none if all is well. */
export const brokenLaws = ({ bill, precoro }: Pick<Report, "bill" | "precoro">): string[] => {
  const bills = ((bill["bills"] ?? []) as unknown as WireBill[]).map((one) => ({
    ...one,
    lines: one.billLineItems,
    hasMoney: one.paymentStatus !== "UNPAID" || one.creditAmount > 0,
  }));
  const credits = ((bill["vendorCredits"] ?? []) as unknown as WireCredit[]).map((one) => ({
    ...one,
    lines: one.vendorCreditLineItems,
    hasMoney: one.appliedAmount > 0,
  }));
  const documents = (precoro["invoices"] ?? []) as unknown as WireDocument[];
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
      // What has money on it stays as it is, whatever becomes of its document.
      ...(linked && !linked.hasMoney && !sumOf(linked.lines).eq(String(sum))
        ? [`The ${voucher} of the ${kind} #${idn} adds up to ${sumOf(linked.lines)}, not ${sum}.`]
        : []),
    ];
  });
};

interface WireVoucher {
  id: string;
  archived: boolean;
  description?: string;
}

type WireLines = { amount: number }[];
type WireBill = WireVoucher & { billLineItems: WireLines; paymentStatus: string; creditAmount: number };
type WireCredit = WireVoucher & { vendorCreditLineItems: WireLines; appliedAmount: number };

interface WireDocument {
  idn: string;
  logicType: string | number;
  sum: string | number;
  externalId: string | null;
}

const sumOf = (lines: WireLines): Big =>
  lines.reduce((total, { amount }) => total.plus(String(amount)), new Big(0));
