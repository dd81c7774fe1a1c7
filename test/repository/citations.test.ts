/** The three fact sheets: every cited section exists, and no sheet refers to files outside the tree. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, readText, root } from "./projectFiles";

const sheets = ["connector/bill/API.md", "connector/precoro/API.md", "integration/PLATFORM.md"] as const;

const headings: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  sheets.map((sheet) => [
    sheet,
    new Set([...readText(sheet).matchAll(/^#{2,3} (\d+(?:\.\d+)?)\.? /gm)].map(([, number = ""]) => number)),
  ]),
);

interface Citation {
  readonly file: string;
  /** The sheet that the text named last; a sheet that names none cites itself. */
  readonly sheet: string | undefined;
  readonly section: string;
}

const citationsIn = (file: string): Citation[] => {
  let sheet: string | undefined = headings.has(file) ? file : undefined;
  const found: Citation[] = [];
  const pattern = new RegExp(`(${sheets.join("|").replaceAll(".", "\\.")})|§ ?(\\d+(?:\\.\\d+)*)`, "g");
  for (const [, named, section] of readText(file).matchAll(pattern)) {
    sheet = named ?? sheet;
    if (section !== undefined) found.push({ file, sheet, section });
  }
  return found;
};

const citations = projectFiles()
  .filter((file) => /\.(ts|cjs|json|md|yml)$/.test(file) && file !== "package-lock.json")
  .flatMap(citationsIn);

test("each sheet is cited", () => {
  for (const sheet of sheets)
    expect(citations.some((one) => one.sheet === sheet && one.file !== sheet)).toBe(true);
});

test("every cited section is a heading of its sheet", () => {
  const lost = citations.filter(({ sheet = "", section }) => !headings.get(sheet)?.has(section));
  expect(lost.map(({ file, sheet, section }) => `${file}: ${sheet ?? "no sheet"} §${section}`)).toEqual([]);
});

test.each(sheets)("%s names only files in the tree", (sheet) => {
  const text = readText(sheet).replaceAll(/https?:\/\/\S+/g, "");
  const named = [...text.matchAll(/(?:[\w@-][\w@.-]*\/)+[\w.-]+\.(?:ts|cjs|mjs|js|json|ya?ml|mdx?)\b/g)].map(
    ([file]) => file,
  );
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(text).not.toContain("../");
});
