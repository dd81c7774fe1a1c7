/** Prints a run on the terminal: what happened and what the flows logged, section by section, then the tables and the checks. */

import { styleText } from "node:util";
import { listTitles } from "../../connector/core/billList";
import type { Execution, LogLine } from "../simulators/prismatic";
import { answerLines } from "./answerTable";
import { wrapParts } from "./columns";
import { changesIn, countsOf, type Tree, wholeTree } from "./optionTree";
import type { Report } from "./report";
import { callTable, outcomeTable } from "./tables";
import type { Terminal } from "./terminal";
import type { WorldFile } from "./worldFile";

type Style = Parameters<typeof styleText>[0];

/** So many ordinary log lines are shown in a section. Warnings and errors are always shown, each text once. */
const LINES_PER_SECTION = 3;
const HIDDEN_LEVELS = new Set(["debug", "trace"]);
/** The platform's own lines frame each execution and say nothing about documents. */
const PLATFORM_LINE = /^Execution (started\.$|succeeded\.$|failed: )/;
/** The line in which an import sums up its records; it ends a section. */
const IMPORT_TOTAL = new RegExp(`^(${Object.values(listTitles).join("|")}): `);
/** Up to so many totals get a line each. */
const TOTALS_LISTED = 4;
/** Tables stay this narrow even on a wider terminal. */
const MAX_TABLE_WIDTH = 160;
const INDENT = " ".repeat(11);

/** `160 vendors, 12 items`: kinds without records are left out, except for the first kind. */
const recordCounts = (records: Record<string, unknown[]>, kinds: Record<string, string>): string =>
  Object.entries(kinds)
    .map(([name, word]) => ({ word, number: records[name]?.length ?? 0 }))
    .filter(({ number }, n) => number > 0 || n === 0)
    .map(({ word, number }) => `${number} ${word}${number === 1 ? "" : "s"}`)
    .join(", ");

export class RunPrinter {
  /** Warnings and errors that were printed already in this part. */
  private readonly printed = new Set<string>();
  private readonly treesShown = new Map<string, Tree>();
  /** The section's ordinary lines, of which not all are printed, and its import totals. */
  private ordinary: string[] = [];
  private totals: string[] = [];
  private repeated = 0;
  private linesLogged = 0;
  private isAfterHeading = false;
  private today = "";
  /** A heading that is printed only when something follows it. */
  private pendingHeading: string | undefined;

  constructor(private readonly terminal: Terminal) {}

  printWorld({ bill, precoro, now }: WorldFile): void {
    const inBill = recordCounts(bill, { vendors: "vendor", chartOfAccounts: "account", items: "item" });
    const inPrecoro = recordCounts(precoro, { suppliers: "supplier", invoices: "document" });
    this.today = now.slice(0, 10);
    this.terminal.write(`BILL: ${inBill} · Precoro: ${inPrecoro} · starts at ${now}`);
  }

  /** Begins another world, in which warnings that were printed before are printed again. */
  startPart(heading: string): void {
    this.printed.clear();
    this.today = "";
    this.terminal.write("");
    this.terminal.write(this.paint("bold", this.cut(heading)));
    this.isAfterHeading = false;
  }

  /** `ifNotEmpty`: prints the heading only if something follows it in this section. */
  startSection(heading: string, ifNotEmpty?: "ifNotEmpty"): void {
    if (ifNotEmpty) this.pendingHeading = heading;
    else this.printHeading(heading);
  }

  logLine(flow: string, entry: LogLine): void {
    const message = entry.message.trim();
    this.linesLogged++;
    this.terminal.showProgress(`  ${entry.timestamp.slice(11, 19)}   ${flow} … ${this.linesLogged}`);
    if (HIDDEN_LEVELS.has(entry.level) || PLATFORM_LINE.test(message)) return;
    if (entry.level !== "info") {
      if (this.printed.has(message)) this.repeated++;
      else this.printLogLine(entry);
      this.printed.add(message);
    } else if (IMPORT_TOTAL.test(message)) this.totals.push(message);
    else {
      this.ordinary.push(message);
      if (this.ordinary.length <= LINES_PER_SECTION) this.printLogLine(entry);
    }
  }

  printFailure({ flow, startedAt, logs, error = "" }: Execution): void {
    const { timestamp } = logs.at(-1) ?? { timestamp: startedAt };
    this.printLogLine({ timestamp, level: "error", message: `${flow} failed: ${error}` });
  }

  /** Prints what a synchronous flow answered; nothing for the other flows. */
  printAnswer({ answer }: Pick<Execution, "answer">): void {
    for (const text of answer ? answerLines(answer, this.tableWidth - INDENT.length) : [])
      this.print(`${INDENT}${text}`);
  }

  /** Prints the trees of one name; of a tree that was printed before, only what has changed. */
  printTrees(name: string, trees: readonly Tree[]): void {
    if (trees.length === 0) this.print(`  Precoro has no custom field ${name}.`);
    for (const tree of trees) {
      const before = this.treesShown.get(tree.key);
      const lines = before ? changesIn(before, tree) : wholeTree(tree, this.tableWidth);
      const unchanged = before && lines.length === 0 ? "; unchanged" : "";
      this.print(`  ${countsOf(tree)}${unchanged}`);
      for (const text of lines) this.print(`  ${text}`);
      this.treesShown.set(tree.key, tree);
    }
  }

  /** Counts the lines that were not printed, and ends the section with its last line or its totals. */
  endSection(): void {
    const { ordinary, totals, repeated } = this;
    const last = totals.length > 0 || ordinary.length <= LINES_PER_SECTION ? undefined : ordinary.at(-1);
    const more = ordinary.length - LINES_PER_SECTION - (last === undefined ? 0 : 1);
    const hidden = [
      ...(more > 0 ? [`${more} more`] : []),
      ...(repeated > 0 ? [`${repeated} repeated from above`] : []),
    ];
    if (hidden.length > 0) this.print(`${INDENT}… ${hidden.join(", ")}`, "dim");
    const ends =
      totals.length > TOTALS_LISTED ? wrapParts(totals, " ", this.tableWidth + 2 - INDENT.length) : totals;
    for (const text of last === undefined ? ends : [last]) this.print(`${INDENT}${text}`);
    this.ordinary = [];
    this.totals = [];
    this.repeated = 0;
    this.linesLogged = 0;
    this.pendingHeading = undefined;
  }

  printTables(report: Report): void {
    for (const rows of [outcomeTable(report, this.tableWidth), callTable(report, this.tableWidth)]) {
      this.terminal.write("");
      for (const row of rows) this.terminal.write(`  ${row}`.trimEnd());
    }
  }

  startSummary(): void {
    this.terminal.write("");
  }

  printCheck(text: string, passed: boolean): void {
    this.terminal.write(this.paint(passed ? "green" : "red", `${passed ? "✓" : "✗"} ${text}`));
  }

  /** Prints what is worth knowing but fails no check. */
  printWarning(text: string): void {
    this.terminal.write(this.paint("yellow", `! ${text}`));
  }

  private get tableWidth(): number {
    return Math.min(this.terminal.width, MAX_TABLE_WIDTH) - 2;
  }

  private paint(style: Style, text: string): string {
    return this.terminal.hasColor ? styleText(style, text) : text;
  }

  private cut(text: string): string {
    const { width } = this.terminal;
    return text.length > width ? `${text.slice(0, width - 1)}…` : text;
  }

  private printHeading(heading: string): void {
    // Headings without anything below them stand together.
    if (!this.isAfterHeading) this.terminal.write("");
    this.terminal.write(this.paint("cyan", this.cut(`▸ ${heading}`)));
    this.isAfterHeading = true;
  }

  private print(text: string, style?: Style): void {
    if (this.pendingHeading !== undefined) this.printHeading(this.pendingHeading);
    this.pendingHeading = undefined;
    this.isAfterHeading = false;
    this.terminal.write(style ? this.paint(style, this.cut(text)) : this.cut(text));
  }

  private printLogLine({ timestamp, level, message }: LogLine): void {
    const day = timestamp.slice(0, 10);
    if (day !== this.today) this.print(`  ${day}`, "dim");
    this.today = day;
    const sign = level === "warn" ? "!" : level === "error" ? "✗" : " ";
    const style = level === "warn" ? "yellow" : level === "error" ? "red" : undefined;
    const begin = `  ${timestamp.slice(11, 19)} ${sign} `;
    // What a person has to act on is printed in full.
    const [first = "", ...more] =
      sign === " "
        ? [message.trim()]
        : wrapParts(message.trim().split(" "), " ", this.terminal.width - begin.length);
    this.print(`${begin}${first}`, style);
    for (const text of more) this.print(`${" ".repeat(begin.length)}${text}`, style);
  }
}
