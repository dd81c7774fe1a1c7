/** Texts that are made once for a process: Jest gives each file of tests modules of its own, and this place is outside of them. */
import { runInThisContext } from "node:vm";

const PLACE = Symbol.for("precoro-bill.oncePerProcess");
const outside = runInThisContext("globalThis") as Record<symbol, Map<string, string> | undefined>;

export const oncePerProcess = (key: string, make: () => string): string => {
  outside[PLACE] ??= new Map();
  const texts = outside[PLACE];
  const text = texts.get(key) ?? make();
  texts.set(key, text);
  return text;
};
