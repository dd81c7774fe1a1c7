/** Checks that a text is a definition of version 7: syntax, keys, types, enumerations, ranges. */
import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type Definition, definitionSchema } from "../definition";
import { createReport, type Finding, type Path, type Report } from "./finding";

interface Reading {
  /** Undefined if there are findings, since the other rules need a valid structure. */
  definition: Definition | undefined;
  findings: Finding[];
  report: Report;
}

export const readStructure = (text: string): Reading => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const findings = syntaxFindings(document);
  const report = createReport(document, lines, findings);
  if (findings.length > 0) return { definition: undefined, findings, report };

  const read = definitionSchema.safeParse(document.toJS());
  if (!read.success) for (const issue of read.error.issues) reportIssue(issue, [], report);
  return { definition: read.data, findings, report };
};

const syntaxFindings = ({ errors }: Document): Finding[] =>
  errors.map(({ message, linePos }) => ({
    place: "the YAML text",
    line: linePos?.[0].line ?? 1,
    column: linePos?.[0].col ?? 1,
    message: message.split(" at line ")[0]?.trim() ?? message,
  }));

type Issue = z.core.$ZodIssue;

const reportIssue = (issue: Issue, above: Path, report: Report): void => {
  const path = [...above, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) report([...path, key], "unknown key");
    return;
  }
  if (issue.code === "invalid_union") {
    const option = deepest(issue.errors);
    if (option) {
      for (const inner of option) reportIssue(inner, path, report);
      return;
    }
  }
  const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  report(path, missing ? "is missing" : issue.message.replace(/^Invalid (input|option): /, ""));
};

/** Of a union's alternatives, the one whose problems are about the value's members, not about the value itself. */
const deepest = (options: Issue[][]): Issue[] | undefined =>
  options.find((issues) => issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"));
