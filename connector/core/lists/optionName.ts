/**
 * The option names of a list's entries. A document shows only the name of an option, so entries with the same name get
 * different option names: `Other (Travel)`.
 */

import { groupBy } from "../groupBy";
import { nameKey } from "../name";
import { type ListEntry, parentsOf, pathText } from "./listEntry";

/** The option name of each entry, by its id: its own name, with as many of its parents as are needed. */
export const optionNames = (entries: readonly ListEntry[]): ReadonlyMap<string, string> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const find = (id: string) => byId.get(id);
  const names = new Map(entries.map(({ id, name }) => [id, name]));
  for (const namesakes of duplicates(entries, ({ name }) => name))
    for (const [id, name] of distinctNames(namesakes, find)) names.set(id, name);
  // A generated name may be another entry's own; the id makes it unique.
  for (const same of duplicates(entries, ({ id }) => names.get(id) ?? ""))
    for (const { id, name } of same) if (names.get(id) !== name) names.set(id, `${names.get(id)} #${id}`);
  return names;
};

/** The groups of two or more entries whose texts are the same name. */
const duplicates = (entries: readonly ListEntry[], textOf: (entry: ListEntry) => string): ListEntry[][] => {
  const keyOf = (entry: ListEntry) => nameKey(textOf(entry));
  const group = groupBy(entries, keyOf);
  return [...new Set(entries.map(keyOf))].map((key) => [...group(key)]).filter(({ length }) => length > 1);
};

const distinctNames = (namesakes: readonly ListEntry[], find: (id: string) => ListEntry | undefined) => {
  const paths = namesakes.map((entry) => ({
    entry,
    parents: parentsOf(entry, find).map(({ name }) => name),
  }));
  const deepest = Math.max(...paths.map(({ parents }) => parents.length));
  const withParents = (depth: number) =>
    paths.map(({ entry, parents }) => {
      const shown = parents.slice(Math.max(0, parents.length - depth));
      const name = shown.length === 0 ? entry.name : `${entry.name} (${pathText(shown)})`;
      return { entry, name };
    });
  let named = withParents(1);
  for (let depth = 2; depth <= deepest && !allDiffer(named); depth++) named = withParents(depth);
  const sameNamed = groupBy(named, ({ name }) => nameKey(name));
  // Two of the same name below the same parents: only the number, or else the id, tells them apart.
  return named.map(({ entry, name }): [string, string] =>
    sameNamed(nameKey(name)).length === 1
      ? [entry.id, name]
      : [entry.id, `${name} #${entry.number ?? entry.id}`],
  );
};

const allDiffer = (named: readonly { readonly name: string }[]): boolean =>
  new Set(named.map(({ name }) => nameKey(name))).size === named.length;
