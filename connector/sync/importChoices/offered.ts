/** Which entries of BILL's lists a person may choose to import: those that an import would not reject for what they are. */
import type { BillList } from "../../core/billList";
import { rejectedType } from "../../core/items/item";
import { isPostable } from "../../core/lists/accountType";
import type { ListEntry } from "../../core/lists/listEntry";
import { buildTree } from "../../core/lists/tree";
import { searchKey } from "../../core/name";
import { isStopped } from "../../core/outcome";

/** True for an active entry whose kind the import of its list takes. Its place in the hierarchy is not looked at. */
export const isOffered = (list: BillList, { name, archived, accountType, itemType }: ListEntry): boolean =>
  !archived &&
  isPostable(accountType) &&
  (list !== "items" || rejectedType({ name, type: itemType ?? "" }) === undefined);

/**
 * The entries to choose from. `complete`: the whole list was read, so that an entry with a parent that is missing, in a circle or
 * too deep is known to be one that the import rejects.
 */
export const offeredEntries = (
  list: BillList,
  entries: readonly ListEntry[],
  complete: boolean,
): ListEntry[] => {
  const offered = entries.filter((entry) => isOffered(list, entry));
  if (!complete || list === "vendors" || list === "items") return offered;
  const tree = buildTree(entries);
  return offered.filter(({ id }) => {
    const node = tree.get(id);
    return node !== undefined && !isStopped(node);
  });
};

/** Parts of names in one filter are separated by these. */
const SEPARATOR = ";";

/** Whether a text has one of the filter's parts in it. An empty filter, or `*`, lets everything pass. */
export const matcherOf = (filter: string): ((text: string) => boolean) => {
  const parts = filterParts(filter).map(searchKey);
  return (text) => parts.length === 0 || parts.some((part) => searchKey(text).includes(part));
};

/** `Acme; Paper` asks for both. */
export const filterParts = (filter: string): string[] =>
  filter
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "*");
