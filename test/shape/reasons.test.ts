/** The run book names every reason with the sentence that the log gives: generated from the code, and true. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reasons, sentence } from "../../connector/core/reason";
import { root } from "./tree";

/** A fact stands as its name in pointed brackets, since it differs from case to case. */
const rowOf = (reason: (typeof reasons)[number]): string => {
  const facts = new Proxy({}, { get: (_, name) => `‹${String(name)}›` });
  return `| \`${reason}\` | ${sentence(reason, facts).replaceAll("|", "\\|")} |`;
};

test("integration/README.md has the table of all reasons, in the order of the code", () => {
  const text = readFileSync(join(root, "integration", "README.md"), "utf8");
  const [, after = ""] = text.split("| reason | what the log says, and what to do |\n| --- | --- |\n");
  const table = after.slice(0, after.search(/\n(?!\|)/));
  expect(table.split("\n")).toEqual(reasons.map(rowOf));
});
