/** What a run tells on the terminal: step by step what happened and what the flows logged, then the tables. Text only. */

import { styleText } from "node:util";
import { listTitles } from "../../connector/core/billList";
import type { Execution, LogLine } from "../simulators/prismatic";
import { wrapParts } from "./columns";
import { changesIn, countsOf, type Tree, wholeTree } from "./optionTree";
import type { Report } from "./report";
import { callTable, outcomeTable } from "./tables";
import type { WorldFile } from "./worldFile";

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  write(line: string): void;
  /** A line that is there while work runs, and gone with the next one; nothing where no terminal shows it. */
  showProgress(line: string): void;
  readonly hasColor: boolean;
  /** Longer lines are cut, since the report has them whole. */
  readonly width: number;
}

export interface RunPrinter {
  printWorld(world: WorldFile): void;
  /** Begins another world: what was said before may be said again. */
  startPart(heading: string): void;
  /** `quiet`: told only if something is said below it. */
  startSection(heading: string, quiet?: "quiet"): void;
  logLine(flow: string, line: LogLine): void;
  printFailure(execution: Execution): void;
  /** The trees of one name; shown before, only what has changed in them since. */
  printTrees(name: string, trees: readonly Tree[]): void;
  /** Ends a chapter: what was not shown is counted. */
  endSection(): void;
  printTables(report: Report): void;
  /** What follows is about all of it. */
  startSummary(): void;
  printCheck(text: string, good: boolean): void;
  /** What is worth knowing and breaks no law. */
  printWarning(text: string): void;
}

/** So many ordinary lines are shown in a chapter; every line that a person must act on is shown once. */
const LINES_PER_SECTION = 3;
const HIDDEN_LEVELS = new Set(["debug", "trace"]);
/** The platform's own lines frame each execution and tell nothing of the documents. */
const PLATFORM_LINE = /^Execution (started\.$|succeeded\.$|failed: )/;
/** What an import says of all its records together; a chapter ends with it. */
const IMPORT_TOTAL = new RegExp(`^(${Object.values(listTitles).join("|")}): `);
/** So many totals have a line each. */
const TOTALS_LISTED = 4;
/** A table is no wider, however wide the paper is. */
const MAX_TABLE_WIDTH = 160;
const INDENT = " ".repeat(11);

/** `160 vendors, 12 items`; what there is none of is left out, the first kind apart. */
const recordCounts = (records: Record<string, unknown[]>, kinds: Record<string, string>): string =>
  Object.entries(kinds)
    .map(([name, word]) => ({ word, number: records[name]?.length ?? 0 }))
    .filter(({ number }, n) => number > 0 || n === 0)
    .map(({ word, number }) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(", ");

export const createRunPrinter = (paper: Terminal): RunPrinter => {
  const paint = (style: Style, text: string) => (paper.hasColor ? styleText(style, text) : text);
  const cut = (text: string) => (text.length > paper.width ? `${text.slice(0, paper.width - 1)}…` : text);
  const said = new Set<string>();
  const shownTrees = new Map<string, Tree>();
  let ordinary: string[] = [];
  let totals: string[] = [];
  let repeated = 0;
  let heard = 0;
  let afterHeading = false;
  let today = "";
  let unsaid: string | undefined;

  const head = (heading: string) => {
    // Headings without anything below them stand together.
    if (!afterHeading) paper.write("");
    paper.write(paint("cyan", cut(`▸ ${heading}`)));
    afterHeading = true;
  };
  const write = (text: string, style?: Style) => {
    if (unsaid !== undefined) head(unsaid);
    unsaid = undefined;
    afterHeading = false;
    paper.write(style ? paint(style, cut(text)) : cut(text));
  };
  const line = ({ timestamp, level, message }: LogLine) => {
    const day = timestamp.slice(0, 10);
    if (day !== today) write(`  ${day}`, "dim");
    today = day;
    const sign = level === "warn" ? "!" : level === "error" ? "✗" : " ";
    const style = level === "warn" ? "yellow" : level === "error" ? "red" : undefined;
    const begin = `  ${timestamp.slice(11, 19)} ${sign} `;
    // What somebody has to act on is there to its last word.
    const [first = "", ...more] =
      sign === " " ? [message.trim()] : wrapParts(message.trim().split(" "), " ", paper.width - begin.length);
    write(`${begin}${first}`, style);
    for (const text of more) write(`${" ".repeat(begin.length)}${text}`, style);
  };

  return {
    printWorld(world) {
      const { bill, precoro, now } = world;
      const inBill = recordCounts(bill, { vendors: "vendor", chartOfAccounts: "account", items: "item" });
      const inPrecoro = recordCounts(precoro, { suppliers: "supplier", invoices: "document" });
      today = now.slice(0, 10);
      paper.write(`BILL: ${inBill} · Precoro: ${inPrecoro} · it is ${now}`);
    },
    startPart(heading) {
      said.clear();
      today = "";
      paper.write("");
      paper.write(paint("bold", cut(heading)));
      afterHeading = false;
    },
    startSection(heading, quiet) {
      if (quiet) unsaid = heading;
      else head(heading);
    },
    logLine(flow, entry) {
      const message = entry.message.trim();
      heard++;
      paper.showProgress(`  ${entry.timestamp.slice(11, 19)}   ${flow} … ${heard}`);
      if (HIDDEN_LEVELS.has(entry.level) || PLATFORM_LINE.test(message)) return;
      if (entry.level !== "info") {
        if (said.has(message)) repeated++;
        else line(entry);
        said.add(message);
      } else if (IMPORT_TOTAL.test(message)) totals.push(message);
      else {
        ordinary.push(message);
        if (ordinary.length <= LINES_PER_SECTION) line(entry);
      }
    },
    printFailure({ flow, startedAt, logs, error = "" }) {
      const { timestamp } = logs.at(-1) ?? { timestamp: startedAt };
      line({ timestamp, level: "error", message: `${flow} failed: ${error}` });
    },
    printTrees(name, trees) {
      if (trees.length === 0) write(`  There is no custom field ${name}.`);
      for (const tree of trees) {
        const before = shownTrees.get(tree.key);
        const lines = before
          ? changesIn(before, tree)
          : wholeTree(tree, Math.min(paper.width, MAX_TABLE_WIDTH) - 2);
        const still = before && lines.length === 0 ? "; all as before" : "";
        write(`  ${countsOf(tree)}${still}`);
        for (const text of lines) write(`  ${text}`);
        shownTrees.set(tree.key, tree);
      }
    },
    endSection() {
      const last = totals.length > 0 || ordinary.length <= LINES_PER_SECTION ? undefined : ordinary.at(-1);
      const more = ordinary.length - LINES_PER_SECTION - (last === undefined ? 0 : 1);
      const hidden = [
        ...(more > 0 ? [`${more} more`] : []),
        ...(repeated > 0 ? [`${repeated} that were said above`] : []),
      ];
      if (hidden.length > 0) write(`${INDENT}… ${hidden.join(", ")}`, "dim");
      const ends =
        totals.length > TOTALS_LISTED
          ? wrapParts(totals, " ", Math.min(paper.width, MAX_TABLE_WIDTH) - INDENT.length)
          : totals;
      for (const text of last === undefined ? ends : [last]) write(`${INDENT}${text}`);
      ordinary = [];
      totals = [];
      repeated = 0;
      heard = 0;
      unsaid = undefined;
    },
    printTables(report) {
      const width = Math.min(paper.width, MAX_TABLE_WIDTH) - 2;
      for (const rows of [outcomeTable(report, width), callTable(report, width)]) {
        paper.write("");
        for (const row of rows) paper.write(`  ${row}`.trimEnd());
      }
    },
    startSummary() {
      paper.write("");
    },
    printCheck(text, good) {
      paper.write(paint(good ? "green" : "red", `${good ? "✓" : "✗"} ${text}`));
    },
    printWarning(text) {
      paper.write(paint("yellow", `! ${text}`));
    },
  };
};
