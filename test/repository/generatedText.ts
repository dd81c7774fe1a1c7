/** Generated parts of documents: each is between two comments, and is written again with `UPDATE=1`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./projectFiles";

/** Checks, or with `UPDATE=1` writes, the part of `document` that is generated `from` a source. */
export const expectGenerated = (document: string, from: string, text: string): void => {
  const file = join(root, document);
  const [begin, end] = [`<!-- ${from} -->\n`, "<!-- end -->"];
  const [before = "", rest] = readFileSync(file, "utf8").split(begin);
  if (rest === undefined) throw new Error(`${document} has no part "${from}"`);
  const place = rest.indexOf(end);
  if (process.env["UPDATE"]) writeFileSync(file, `${before}${begin}${text}${rest.slice(place)}`);
  else expect(rest.slice(0, place)).toBe(text);
};
