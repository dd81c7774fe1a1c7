/** The tables at the end of a run: outcomes by flow, their reasons, and how often each API call was made. Text only. */
import { type Outcome, outcomes } from "../../connector/core/outcome";
import { fitTable, sideBySide, wrapParts } from "./columns";
import type { Report } from "./report";

/** Executions that failed as a whole have a column beside the outcomes of records. */
const FAILED = "executions failed";

/** Counts each record once under each outcome it had: `[flow, outcome, reason, records]`. */
const outcomesIn = ({ executions }: Pick<Report, "executions">): [string, string, string, number][] => {
  const records = new Map<string, Set<string>>();
  for (const [n, { flow, status, results }] of executions.entries()) {
    const all = results.map(({ id, outcome, reason = "" }) => ({ key: [flow, outcome, reason], id }));
    const failed = status === "failed" ? [{ key: [flow, FAILED, ""], id: String(n) }] : [];
    for (const { key, id } of [...all, ...failed]) {
      const text = JSON.stringify(key);
      records.set(text, (records.get(text) ?? new Set()).add(id));
    }
  }
  return [...records].map(([key, ids]) => [...(JSON.parse(key) as [string, string, string]), ids.size]);
};

/** A row for each flow and a column for each outcome, then the reasons of all flows together. */
export const outcomeTable = (report: Pick<Report, "executions">, width: number): string[] => {
  const found = outcomesIn(report);
  if (found.length === 0) return ["No record had an outcome."];
  const flows = [...new Set(found.map(([flow]) => flow))];
  const columns = [...outcomes, FAILED].filter((outcome) => found.some(([, one]) => one === outcome));
  const numberOf = (flow: string, outcome: string) =>
    total(found.filter((row) => row[0] === flow && row[1] === outcome).map((row) => row[3]));
  const rows = [
    ["RECORDS BY FLOW", ...columns.map((outcome) => outcome.toUpperCase())],
    ...flows.map((flow) => [flow, ...columns.map((outcome) => numberOf(flow, outcome))]),
  ];
  return [...fitTable(rows, width), "", ...reasonLines(found, width)];
};

const reasonLines = (found: ReturnType<typeof outcomesIn>, width: number): string[] => {
  const withReason = [
    ...new Set(found.filter(([, , reason]) => reason !== "").map(([, outcome]) => outcome)),
  ];
  const inOrder = withReason.sort((a, b) => outcomes.indexOf(a as Outcome) - outcomes.indexOf(b as Outcome));
  const margin = Math.max(0, ...inOrder.map(({ length }) => length)) + 3;
  return inOrder.flatMap((outcome) => {
    const rows = found.filter(([, one, reason]) => one === outcome && reason !== "");
    const reasons = [...new Set(rows.map(([, , reason]) => reason))].sort().map((reason) => {
      const number = total(rows.filter((row) => row[2] === reason).map((row) => row[3]));
      return `${reason} ${number}`;
    });
    return wrapParts(reasons, " · ", width - margin).map(
      (line, n) => `${(n === 0 ? outcome : "").padEnd(margin)}${line}`,
    );
  });
};

/** The sum, or an empty cell where there are no numbers. */
const total = (numbers: readonly number[]): string =>
  numbers.length === 0 ? "" : String(numbers.reduce((sum, number) => sum + number, 0));

/** The kinds of calls, as columns; a GET is a LIST or a READ of one record. */
const kinds = ["LIST", "READ", "POST", "PUT", "PATCH", "DELETE"];

interface CallCount {
  readonly path: string;
  readonly kind: string;
  readonly count: number;
  readonly refused: number;
}

const callCountOf = ([call, numbers]: [string, { count: number; refused: number }]): CallCount => {
  const [method = "", path = ""] = call.split(" ");
  const isOne = path.endsWith("/{id}");
  const kind = method === "GET" ? (isOne ? "READ" : "LIST") : method;
  return { path: isOne ? path.slice(0, -"/{id}".length) : path, kind, ...numbers };
};

/** A table for each system with a row for each path; side by side where the width allows. */
export const callTable = ({ calls }: Pick<Report, "calls">, width: number): string[] => {
  const tables = Object.entries(calls).map(([system, counts]) => {
    const called = Object.entries(counts).map(callCountOf);
    const used = kinds.filter((kind) => called.some((one) => one.kind === kind));
    const isRefused = called.some(({ refused }) => refused > 0);
    const rows = [...new Set(called.map(({ path }) => path))].sort().map((path) => {
      const ofPath = called.filter((one) => one.path === path);
      const numberOf = (kind: string) => ofPath.filter((one) => one.kind === kind).map(({ count }) => count);
      const refused = ofPath.map((one) => one.refused).filter((number) => number > 0);
      return [path, ...used.map((kind) => total(numberOf(kind))), ...(isRefused ? [total(refused)] : [])];
    });
    return fitTable(
      [[`CALLS TO ${system.toUpperCase()}`, ...used, ...(isRefused ? ["REFUSED"] : [])], ...rows],
      width,
    );
  });
  const lines = sideBySide(tables);
  return lines.every(({ length }) => length <= width) ? lines : tables.flat();
};
