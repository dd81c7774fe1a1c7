/** Parts of documents that are made, not written: each stands between two marks, and is written anew with `UPDATE=1`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./projectFiles";

/** The part of `document` that is made `from` somewhere is this text. */
export const expectGenerated = (document: string, from: string, text: string): void => {
  const file = join(root, document);
  const [begin, end] = [`<!-- ${from} -->\n`, "<!-- end -->"];
  const [before = "", rest] = readFileSync(file, "utf8").split(begin);
  if (rest === undefined) throw new Error(`${document} has no part that is made from "${from}"`);
  const place = rest.indexOf(end);
  if (process.env["UPDATE"]) writeFileSync(file, `${before}${begin}${text}${rest.slice(place)}`);
  else expect(rest.slice(0, place)).toBe(text);
};
