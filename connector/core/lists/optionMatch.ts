/** Which option of a field an entry of a BILL list is, by link or by name. Pure: all records come in as arguments. */

import type { FieldList } from "../billList";
import { groupBy } from "../groupBy";
import { nameKey } from "../name";
import { reject, type Stopped } from "../outcome";
import { isBillId } from "../recordId";
import type { ListEntry } from "./listEntry";
import { kindOfList, type Option, type OptionContent, optionText } from "./option";

/** The options of one field, by link and by name. */
export interface OptionIndex {
  readonly list: FieldList;
  readonly all: readonly Option[];
  readonly linkedTo: (entryId: string) => readonly Option[];
  readonly named: (name: string) => readonly Option[];
  /** True if the list in BILL has this entry. */
  readonly isKnown: (entryId: string) => boolean;
}

export const buildOptionIndex = (
  list: FieldList,
  entries: readonly ListEntry[],
  options: readonly Option[],
): OptionIndex => {
  const known = new Set(entries.map(({ id }) => id));
  const byName = groupBy(options, ({ name }) => nameKey(name));
  return {
    list,
    all: options,
    linkedTo: groupBy(options, ({ externalId }) => externalId),
    named: (name) => byName(nameKey(name)),
    isKnown: (id) => known.has(id),
  };
};

/** - `create`: there is none · `link`: there is one of the same name, not linked yet · `refresh`: it is linked */
export type OptionMatch =
  | { readonly do: "create" }
  | { readonly do: "link"; readonly option: Option }
  | { readonly do: "refresh"; readonly option: Option }
  | Stopped;

/**
 * What to do about one entry. An option without a link matches if it has the name that the entry's option is to have
 * (`wanted`), or the entry's own name below the same parent. `taken`: the options that were linked in this run.
 */
export const matchOption = (
  entry: ListEntry,
  wanted: OptionContent,
  known: OptionIndex,
  taken: ReadonlySet<string> = new Set(),
): OptionMatch => {
  const linked = known.linkedTo(entry.id);
  if (linked.length > 1) {
    return reject("option-linked-twice", { name: entry.name, records: linked.map(optionText).join(", ") });
  }
  const [option] = linked;
  if (option) return { do: "refresh", option };

  const sameParent = known.named(entry.name).filter(({ parentId }) => parentId === wanted.parentId);
  const candidates = [...new Set([...known.named(wanted.name), ...sameParent])];
  const free = candidates.filter(({ id, externalId }) => externalId === undefined && !taken.has(id));
  if (free.length > 1) {
    return reject("duplicate-option-name", { name: entry.name, records: free.map(optionText).join(", ") });
  }
  const [match] = free;
  if (match) return { do: "link", option: match };
  const linkedElsewhere = candidates.filter(({ externalId }) => externalId !== undefined);
  return linkedElsewhere.map((one) => whyWrongLink(one, known)).find(Boolean) ?? { do: "create" };
};

/** Why the link of an option of that name leads nowhere; undefined where it leads to another entry. */
const whyWrongLink = (option: Option, { list, isKnown }: OptionIndex): Stopped | undefined => {
  const { externalId = "" } = option;
  const record = `Option ${optionText(option)}`;
  if (!isBillId(kindOfList[list], externalId))
    return reject("external-id-not-from-bill", { record, externalId });
  return isKnown(externalId) ? undefined : reject("linked-record-not-found", { record, externalId });
};

/** Options whose link this BILL organization does not know. */
export const orphansOf = ({ list, all, isKnown }: OptionIndex): Option[] =>
  all.filter(({ externalId = "" }) => isBillId(kindOfList[list], externalId) && !isKnown(externalId));
