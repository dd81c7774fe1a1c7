/** Prints findings on the terminal, grouped by system: a sign, the id, the assumption, and below it what came. */
import { styleText } from "node:util";
import { wrapParts } from "../sandbox/columns";
import type { Terminal } from "../sandbox/terminal";
import type { Verdict } from "./finding";
import type { Result, SystemResult } from "./runProbes";

const signs: Readonly<Record<Verdict, string>> = { confirmed: "✓", refuted: "✗", "not testable": "–" };
const styles = { confirmed: "green", refuted: "red", "not testable": "dim" } as const;
const WIDEST = 140;

export class ProbePrinter {
  constructor(private readonly terminal: Terminal) {}

  heading(text: string): void {
    this.terminal.write("");
    this.terminal.write(this.paint("cyan", `▸ ${text}`));
  }

  result({ id, verdict, assumption, what, byHand }: Result): void {
    // What only a person can find out stands in the file and in the guide; here it would bury the rest.
    if (byHand) return;
    this.terminal.write(this.paint(styles[verdict], `  ${signs[verdict]} ${id}`));
    for (const text of [assumption, what]) this.indented(text);
  }

  byHand(results: readonly Result[]): void {
    const ids = results.filter(({ byHand }) => byHand).map(({ id }) => id);
    if (ids.length === 0) return;
    this.terminal.write(
      this.paint("dim", `  – ${ids.length} that only a person can find out; the file says how:`),
    );
    this.indented(ids.join(", "));
  }

  unknownFields({ unknownFields }: SystemResult): void {
    const kinds = Object.entries(unknownFields).map(
      ([kind, fields]) => `${kind} ${Object.keys(fields).length}`,
    );
    if (kinds.length > 0)
      this.terminal.write(`  Fields that the connector does not read: ${kinds.join(", ")}`);
  }

  left(left: readonly string[]): void {
    if (left.length === 0) return;
    this.terminal.write(this.paint("yellow", "  ! The probe has made these, and could not remove them:"));
    for (const one of left) this.indented(one);
  }

  summary(results: readonly Result[], file: string): void {
    const count = (verdict: Verdict) => results.filter((one) => one.verdict === verdict).length;
    this.terminal.write("");
    this.terminal.write(
      `${count("confirmed")} confirmed, ${count("refuted")} refuted, ${count("not testable")} not testable · ${file}`,
    );
  }

  private indented(text: string): void {
    const width = Math.min(this.terminal.width, WIDEST) - 4;
    for (const line of wrapParts(text.split(" "), " ", width)) this.terminal.write(`    ${line}`);
  }

  private paint(style: Parameters<typeof styleText>[0], text: string): string {
    return this.terminal.hasColor ? styleText(style, text) : text;
  }
}
