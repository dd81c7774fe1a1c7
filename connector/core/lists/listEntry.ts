/** An entry of one of BILL's lists, and the text by which people know it. */
export interface ListEntry {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly parentId?: string;
  /** An account's number. */
  readonly number?: string;
  /** BILL's own value of an account's type. */
  readonly accountType?: string;
  /** BILL's own value of an item's type. */
  readonly itemType?: string;
}

const SEPARATOR = " › ";

export const pathText = (names: readonly string[]): string => names.join(SEPARATOR);

/** Its number, its parents and its name: `6100 Travel › Air`. A circle of parents ends where it closes. */
export const entryLabel = (entry: ListEntry, find: (id: string) => ListEntry | undefined): string =>
  [entry.number, pathText([...parentsOf(entry, find), entry].map(({ name }) => name))]
    .filter(Boolean)
    .join(" ");

/** The known ancestors of an entry, from the top down to its parent. */
export const parentsOf = (entry: ListEntry, find: (id: string) => ListEntry | undefined): ListEntry[] => {
  const parents: ListEntry[] = [];
  const visited = new Set([entry.id]);
  for (let at = find(entry.parentId ?? ""); at && !visited.has(at.id); at = find(at.parentId ?? "")) {
    visited.add(at.id);
    parents.unshift(at);
  }
  return parents;
};
