/** `validate FILE...`: prints the mistakes in definitions of the built component, and fails if there are any. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadBundle } from "../bundle";
import { validate } from "./";

const bundle = join(__dirname, "../../../../connector/dist/index.js");

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("validate FILE...");
  process.exit(2);
}
const component = loadBundle(bundle).described;
let mistakes = 0;
for (const file of files) {
  const findings = validate(readFileSync(file, "utf8"), { components: { [component.key]: component } });
  mistakes += findings.length;
  for (const { line, column, place, message } of findings) {
    console.log(`${file}:${line}:${column} ${place}: ${message}`);
  }
}
if (mistakes === 0) console.log(`OK: ${files.join(", ")}`);
process.exitCode = mistakes === 0 ? 0 : 1;
