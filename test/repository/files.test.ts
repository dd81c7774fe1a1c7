/** The habits of the tree that no import shows. */
import { projectFiles, readText, sourceFiles } from "./projectFiles";

const TOP = ["connector", "integration", "test"];
const MOST_LINES = 250;
const JUNK_DRAWERS = /(^|\/)(util|utils|helpers|common|misc|types)\//;

const linesOf = (file: string) => readText(file).split("\n").length - 1;
const connectorFiles = () => sourceFiles().filter((file) => file.startsWith("connector/"));

test("there are files to look at", () => {
  expect(connectorFiles().length).toBeGreaterThan(40);
});

test("no folder at the top but the three, dot-files apart", () => {
  const folders = projectFiles().flatMap((file) => (file.includes("/") ? [file.split("/")[0] ?? ""] : []));
  expect([...new Set(folders)].filter((name) => !name.startsWith(".") && !TOP.includes(name))).toEqual([]);
});

test(`no source file above ${MOST_LINES} lines`, () => {
  expect(sourceFiles().filter((file) => linesOf(file) > MOST_LINES)).toEqual([]);
});

test("no junk drawers", () => {
  expect(projectFiles().filter((file) => JUNK_DRAWERS.test(file))).toEqual([]);
});

test("every source file opens with what it is", () => {
  expect(sourceFiles().filter((file) => !/^(\/\*\*|\/\/)/.test(readText(file)))).toEqual([]);
});

test("time, chance and waiting are asked of the clock alone", () => {
  const machine =
    /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|setImmediate|performance\.now)\b/;
  const askers = connectorFiles().filter((file) => machine.test(readText(file)));
  expect(askers).toEqual(["connector/http/clock.ts"]);
});

test("nothing sleeps in a test, and none is left out or alone", () => {
  const tests = sourceFiles().filter(
    (file) => file.endsWith(".test.ts") && file !== "test/repository/files.test.ts",
  );
  const lazy = /(?<!jest\.)\bsetTimeout\(|\b(test|it|describe)\.(only|skip|todo)\b|\bjest\.mock\(/;
  expect(tests.filter((file) => lazy.test(readText(file)))).toEqual([]);
});

test("the project names no machine and no registry", () => {
  const foreign = /\/(home|root|work|Users)\/[a-z]|registry\.npmjs|localhost:\d/;
  const files = projectFiles().filter(
    (file) => /\.(ts|cjs|json|md|yml)$|^\.ci\//.test(file) && !file.endsWith("files.test.ts"),
  );
  expect(files.filter((file) => foreign.test(readText(file)))).toEqual([]);
});
