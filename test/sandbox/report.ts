/** What a run of a world has come to, as one JSON object (product 11), and the laws that every world must keep. */
import Big from "big.js";
import type { Execution } from "../runner";
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
  const bills = (bill["bills"] ?? []) as unknown as WireBill[];
  const invoices = (precoro["invoices"] ?? []) as unknown as WireInvoice[];
  return invoices.flatMap(({ idn, sum, externalId }) => {
    const name = new RegExp(`^Precoro invoice #${idn} `, "m");
    const active = bills.filter(({ archived, description }) => !archived && name.test(description ?? ""));
    const linked = active.find(({ id }) => id === externalId);
    return [
      ...(active.length > 1 ? [`Invoice #${idn} has ${active.length} active bills.`] : []),
      ...(linked && !linesOf(linked).eq(String(sum))
        ? [`The bill of invoice #${idn} adds up to ${linesOf(linked)}, not ${sum}.`]
        : []),
    ];
  });
};

interface WireBill {
  id: string;
  archived: boolean;
  description?: string;
  billLineItems: { amount: number }[];
}

interface WireInvoice {
  idn: string;
  sum: string | number;
  externalId: string | null;
}

const linesOf = ({ billLineItems }: WireBill): Big =>
  billLineItems.reduce((total, { amount }) => total.plus(String(amount)), new Big(0));
