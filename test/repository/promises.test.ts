/** The guide's table of what Precoro's help pages describe: each statement has a test of that name, or the place of a vendor that shows it. */
import { readText } from "./projectFiles";

const [, section = ""] = readText("integration/README.md").split("## What Precoro's help pages describe\n");
const rows = (section.split("\n## ")[0] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (---|the page says) /.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

test("it has every statement of both pages, each once", () => {
  const statements = rows.map(([statement]) => statement);
  expect(new Set(statements).size).toBe(statements.length);
  expect(statements.length).toBeGreaterThanOrEqual(70);
});

test.each(rows.map((cells) => [cells[0] ?? "", cells] as const))("%s", (_, cells) => {
  expect(cells).toHaveLength(3);
  const [, here = "", checkedBy = ""] = cells;
  expect(here).not.toBe("");
  const [, file, title = ""] = /^`([\w/]+)`: (.+)$/.exec(checkedBy) ?? [];
  if (file === undefined) expect(checkedBy).toMatch(/^In (Precoro|BILL|Prismatic): \S/);
  else expect(readText(`test/product/${file}.test.ts`)).toContain(`"${title}`);
});
