/** The guide's table of reasons is generated from the code, and every reason is used. */
import { reasons, sentence } from "../../connector/core/reason";
import { expectGenerated } from "./generatedText";
import { readText, sourceFiles } from "./projectFiles";

/** A fact is shown as its name in braces, since it differs from case to case. */
const rowOf = (reason: (typeof reasons)[number]): string => {
  const facts = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
  return `| \`${reason}\` | ${sentence(reason, facts).replaceAll("|", "\\|")} |`;
};

test("every reason is used somewhere", () => {
  const places = sourceFiles().filter(
    (file) => file.startsWith("connector/") && !/core\/(reason|documentReasons)\.ts$/.test(file),
  );
  const code = places.map(readText).join("\n");
  expect(reasons.filter((reason) => !code.includes(`"${reason}"`))).toEqual([]);
});

test("integration/README.md has the table of all reasons in the order of the code", () => {
  const rows = ["| reason | what the log says, and what to do |", "| --- | --- |", ...reasons.map(rowOf)];
  expectGenerated(
    "integration/README.md",
    "made from connector/core/reason.ts",
    rows.map((row) => `${row}\n`).join(""),
  );
});
