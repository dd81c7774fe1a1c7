/** Rules for the tree's files that no import law covers. */
import { projectFiles, readText, sourceFiles } from "./projectFiles";

const TOP = ["connector", "integration", "test"];
const MOST_LINES = 250;
const JUNK_DRAWERS = /(^|\/)(util|utils|helpers|common|misc|types)\//;

const linesOf = (file: string) => readText(file).split("\n").length - 1;
const connectorFiles = () => sourceFiles().filter((file) => file.startsWith("connector/"));

test("there are files to check", () => {
  expect(connectorFiles().length).toBeGreaterThan(40);
});

test("the top level has only the three folders, apart from dot-files", () => {
  const folders = projectFiles().flatMap((file) => (file.includes("/") ? [file.split("/")[0] ?? ""] : []));
  expect([...new Set(folders)].filter((name) => !name.startsWith(".") && !TOP.includes(name))).toEqual([]);
});

test(`no source file has more than ${MOST_LINES} lines`, () => {
  expect(sourceFiles().filter((file) => linesOf(file) > MOST_LINES)).toEqual([]);
});

test("no folder is a junk drawer", () => {
  expect(projectFiles().filter((file) => JUNK_DRAWERS.test(file))).toEqual([]);
});

test("every source file starts with a comment that says what it is", () => {
  expect(sourceFiles().filter((file) => !/^(\/\*\*|\/\/)/.test(readText(file)))).toEqual([]);
});

test("only the clock asks for time, random numbers and timers", () => {
  const machine =
    /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|setImmediate|performance\.now)\b/;
  const askers = connectorFiles().filter((file) => machine.test(readText(file)));
  expect(askers).toEqual(["connector/http/clock.ts"]);
});

test("no test sleeps, and none is skipped or run alone", () => {
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
