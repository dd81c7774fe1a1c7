/** Reads the vendors that the wizard's page *Map suppliers* offers: all of them, or those whose names contain a text. */
import type { BillClient } from "../../bill/client";
import { nameKey, searchWords } from "../../core/name";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { type Choices, readChoices } from "./readChoices";

/** True if the name contains the text, whatever its case; every name contains an empty text. */
export const containsText = (name: string, text: string): boolean => nameKey(name).includes(nameKey(text));

/**
 * The active vendors whose names contain `find`, sorted by name. Beyond those that `readChoices` reaches, only names that begin
 * with it are found. No further page is read after `until`, ms since 1970 UTC.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const readVendors = async (
  bill: BillClient,
  find: string,
  until: number,
): Promise<Omit<Choices, "read">> => {
  const found = new Map<string, string>();
  for (const word of searchWords(find)) {
    if (clock().now() >= until) break;
    for await (const page of bill.vendors.startingWith(word)) {
      for (const { id, name, archived } of readable(page)) if (!archived) found.set(id, name);
      if (clock().now() >= until) break;
    }
  }
  const { choices, complete } = await readChoices(bill, "vendors", until);
  for (const { key, label } of choices) found.set(key, label);
  const kept = [...found]
    .map(([key, label]) => ({ key, label }))
    .filter(({ label }) => containsText(label, find))
    .sort((a, b) => a.label.localeCompare(b.label, "en") || (a.key < b.key ? -1 : 1));
  return { choices: kept, complete };
};
