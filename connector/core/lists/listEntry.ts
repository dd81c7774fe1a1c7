/** An entry of one of BILL's lists, and how a person tells it from the others. */
export interface ListEntry {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly parentId?: string;
  /** An account's number. */
  readonly number?: string;
  /** An account's type, as BILL writes it. */
  readonly accountType?: string;
}

const SEPARATOR = " › ";

export const pathText = (names: readonly string[]): string => names.join(SEPARATOR);

/** With its number, and its parents before it: `6100 Travel › Air`. A circle of parents ends where it closes. */
export const entryLabel = (entry: ListEntry, find: (id: string) => ListEntry | undefined): string =>
  [entry.number, pathText([...parentsOf(entry, find), entry].map(({ name }) => name))]
    .filter(Boolean)
    .join(" ");

/** From the top to the entry's own parent, as far as they are known. */
export const parentsOf = (entry: ListEntry, find: (id: string) => ListEntry | undefined): ListEntry[] => {
  const parents: ListEntry[] = [];
  const seen = new Set([entry.id]);
  for (let at = find(entry.parentId ?? ""); at && !seen.has(at.id); at = find(at.parentId ?? "")) {
    seen.add(at.id);
    parents.unshift(at);
  }
  return parents;
};
