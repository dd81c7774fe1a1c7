/** Retired names, codes and phrases stay retired: no file uses them. The changelog and the decisions may quote them. */
import { basename } from "node:path";
import { reasons } from "../../connector/core/reason";
import { projectFiles, readText, sourceFiles } from "./projectFiles";
import {
  actions,
  ambiguousExports,
  codes,
  connectorFileNames,
  exportedNames,
  fileNames,
  phrases,
  steps,
} from "./retiredWords";

const quoting = ["connector/CHANGELOG.md", "connector/DECISIONS.md", "test/repository/retiredWords.ts"];

const texts = projectFiles()
  .filter((file) => /\.(ts|cjs|md|ya?ml|json)$/.test(file) && file !== "package-lock.json")
  .filter((file) => !quoting.includes(file))
  .map((file) => ({ file, text: readText(file) }));

/** The lines that match, as `file: line`. */
const linesWith = (pattern: RegExp): string[] =>
  texts.flatMap(({ file, text }) =>
    pattern.test(text)
      ? text
          .split("\n")
          .filter((line) => pattern.test(line))
          .map((line) => `${file}: ${line.trim()}`)
      : [],
  );

test.each([...actions, ...steps])("no file uses the action key or step name %s", (name) => {
  expect(linesWith(new RegExp(name))).toEqual([]);
});

test("no retired code is a reason again, and no file quotes one", () => {
  expect(reasons.filter((reason) => codes.includes(reason))).toEqual([]);
  const quoted = new RegExp(`["'\`( ](?:rejected |skipped |postponed )?(${codes.join("|")})["'\`)]`);
  expect(linesWith(quoted)).toEqual([]);
});

test("no reason code says here or there", () => {
  expect(reasons.filter((reason) => /(^|-)(here|there)(-|$)/.test(reason))).toEqual([]);
});

test("no file uses a retired name", () => {
  expect(linesWith(new RegExp(`\\b(${exportedNames.join("|")})\\b`))).toEqual([]);
});

test("nothing is exported under a retired name", () => {
  const exported = `export (?:async )?(?:const|class|interface|type|enum|function) (?:${ambiguousExports.join("|")})\\b`;
  expect(linesWith(new RegExp(exported))).toEqual([]);
});

test("no file has a retired name", () => {
  const nameOf = (file: string) => basename(file).replace(/\..*$/, "");
  const found = sourceFiles().filter(
    (file) =>
      fileNames.includes(nameOf(file)) ||
      (file.startsWith("connector/") && connectorFileNames.includes(nameOf(file))),
  );
  expect(found).toEqual([]);
});

test.each(phrases)("no file uses the phrase %s", (phrase) => {
  expect(linesWith(phrase)).toEqual([]);
});
