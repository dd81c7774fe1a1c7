/** What a run tells on the terminal: step by step what happened and what the flows logged, then the tables. Text only. */
import { styleText } from "node:util";
import { type Outcome, outcomes } from "../../connector/core/outcome";
import type { Execution, LogLine } from "../runner";
import type { Report } from "./report";
import type { Step, WorldFile } from "./worldFile";

type Style = Parameters<typeof styleText>[0];

export interface Paper {
  write(line: string): void;
  readonly colour: boolean;
  /** Longer lines are cut, since the report has them whole. */
  readonly width: number;
}

export interface Story {
  opening(world: WorldFile): void;
  /** A heading for steps of one kind that follow each other. */
  chapter(steps: readonly Step[]): void;
  log(flow: string, line: LogLine): void;
  failed(execution: Execution): void;
  /** Ends a chapter: what was not shown is counted. */
  fold(): void;
  tables(report: Report): void;
  fact(text: string, good: boolean): void;
}

/** So many ordinary lines are shown in a chapter; every line that a person must act on is shown once. */
const SHOWN = 3;
const QUIET = new Set(["debug", "trace"]);
/** The platform's own lines frame each execution and tell nothing of the documents. */
const FRAME = /^Execution (started|succeeded)\.$/;

export const createStory = (paper: Paper): Story => {
  const paint = (style: Style, text: string) => (paper.colour ? styleText(style, text) : text);
  const write = (text = "") => paper.write(text);
  const cut = (text: string) => (text.length > paper.width ? `${text.slice(0, paper.width - 1)}…` : text);
  const said = new Set<string>();
  let ordinary = 0;
  let repeated = 0;
  let last: string | undefined;

  const line = ({ timestamp, level, message }: LogLine) => {
    const sign = level === "warn" ? "!" : level === "error" ? "✗" : " ";
    const text = cut(`  ${timestamp.slice(11, 19)} ${sign} ${message.trim()}`);
    const style: Style | undefined = level === "warn" ? "yellow" : level === "error" ? "red" : undefined;
    write(style ? paint(style, text) : text);
  };

  return {
    opening(world) {
      const many = (records: Record<string, unknown[]>, name: string) =>
        `${records[name]?.length ?? 0} ${name}`;
      write(paint("bold", "Precoro ↔ BILL: the shipped flows on two local simulators, in virtual time"));
      write(
        `${many(world.bill, "vendors")} in BILL · ${many(world.precoro, "suppliers")} and ${many(world.precoro, "invoices")} in Precoro · it is ${world.now}`,
      );
    },
    chapter(steps) {
      write();
      write(paint("cyan", cut(`▸ ${headingOf(steps)}`)));
    },
    log(_flow, entry) {
      const message = entry.message.trim();
      if (QUIET.has(entry.level) || FRAME.test(message)) return;
      if (entry.level !== "info") {
        if (said.has(message)) repeated++;
        else line(entry);
        said.add(message);
        return;
      }
      ordinary++;
      last = ordinary > SHOWN ? message : undefined;
      if (ordinary <= SHOWN) line(entry);
    },
    failed({ startedAt, error = "" }) {
      line({ timestamp: startedAt, level: "error", message: `Execution failed: ${error}` });
    },
    fold() {
      const more = ordinary - SHOWN - (last === undefined ? 0 : 1);
      if (more > 0) write(paint("dim", `           … ${more} more like these`));
      if (repeated > 0) write(paint("dim", `           … ${repeated} that were said above`));
      if (last !== undefined) write(cut(`           ${last}`));
      ordinary = 0;
      repeated = 0;
      last = undefined;
    },
    tables(report) {
      write();
      for (const row of columns(outcomeRows(report), [false, false, false, true])) write(`  ${row}`);
      write();
      for (const row of columns(callRows(report), [false, false, true, true])) write(`  ${row}`);
      write();
    },
    fact(text, good) {
      write(paint(good ? "green" : "red", `${good ? "✓" : "✗"} ${text}`));
    },
  };
};

const headingOf = (steps: readonly Step[]): string => {
  const [first, ...more] = steps.map(nameOf);
  return more.length === 0 ? (first ?? "") : `${first} … and ${more.length} more`;
};

const nameOf = (step: Step): string => {
  if ("together" in step) return `at the same time: ${step.together.map(nameOf).join(" · ")}`;
  if ("run" in step) return `${step.run} ${JSON.stringify(step.body ?? {})}`;
  if ("advance" in step) return `time passes: ${step.advance}`;
  if ("fault" in step) {
    const { system, match, kind, skip = 0 } = step.fault;
    return `fault: ${kind} on ${system} ${match}${skip === 0 ? "" : `, after ${skip} that pass`}`;
  }
  if ("precoro" in step) return `somebody in Precoro: ${step.precoro} #${step.idn}`;
  return `somebody in BILL: ${step.bill} ${typeof step.id === "string" ? step.id : `the bill of #${step.id.of}`}`;
};

/** What kind of chapter a step belongs to. */
export const kindOf = (step: Step): string => {
  if ("run" in step) return step.run;
  if ("precoro" in step) return `precoro ${step.precoro}`;
  return Object.keys(step)[0] ?? "";
};

/** Each record once under each outcome it had. */
const outcomeRows = ({ executions }: Report): string[][] => {
  const records = new Map<string, Set<string>>();
  for (const { flow, results } of executions) {
    for (const { id, outcome, reason = "" } of results) {
      const key = JSON.stringify([flow, outcome, reason]);
      records.set(key, (records.get(key) ?? new Set()).add(id));
    }
  }
  const rows = [...records].map(([key, ids]) => [...(JSON.parse(key) as string[]), String(ids.size)]);
  const failures = executions.filter(({ status }) => status === "failed").map(({ flow }) => flow);
  const failed = [...new Set(failures)].map((flow) => {
    const number = failures.filter((one) => one === flow).length;
    return [flow, "execution failed", "", String(number)];
  });
  const flows = executions.map(({ flow }) => flow);
  const place = ([flow = "", outcome = ""]: string[]) =>
    flows.indexOf(flow) * 100 + outcomes.indexOf(outcome as Outcome);
  const sorted = [...rows, ...failed].sort((a, b) => place(a) - place(b) || compare(a, b));
  return [["FLOW", "OUTCOME", "REASON", "RECORDS"], ...merged(sorted)];
};

const callRows = ({ calls }: Report): string[][] => {
  const rows = Object.entries(calls).flatMap(([system, counts]) =>
    Object.entries(counts).map(([call, { count, refused }]) => [
      system,
      call,
      String(count),
      String(refused),
    ]),
  );
  return [["SYSTEM", "CALL", "COUNT", "REFUSED"], ...merged(rows)];
};

const compare = (a: string[], b: string[]): number => (a.join("\n") < b.join("\n") ? -1 : 1);

/** Says the first column only where it changes. */
const merged = (rows: string[][]): string[][] =>
  rows.map((row, n) => (rows[n - 1]?.[0] === row[0] ? ["", ...row.slice(1)] : row));

const columns = (rows: string[][], right: boolean[]): string[] => {
  const widths = right.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (right[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
};
