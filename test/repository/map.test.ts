/** The README's map leads a newcomer to the file of each rule: every file that it names exists. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readText, root } from "./projectFiles";

test("every file that the map names exists", () => {
  const [, map = ""] = readText("README.md").split("| looking for | it is in |");
  const rows = map.slice(0, map.indexOf("\n\n")).split("\n").slice(2);
  expect(rows.length).toBeGreaterThan(20);
  const missing = rows.flatMap((row) => {
    const files = [...row.matchAll(/`([\w./-]+\.(?:ts|yml))`/g)].map(([, file = ""]) => file);
    if (files.length === 0) return [`no file: ${row}`];
    // After the first one, a row may leave out the leading `connector/`.
    return files.filter(
      (file) => !existsSync(join(root, file)) && !existsSync(join(root, "connector", file)),
    );
  });
  expect(missing).toEqual([]);
});
