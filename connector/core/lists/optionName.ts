/**
 * What a list's entries are called as options of one field. A document shows an option by its name alone, so two entries
 * of one name get names that can be told apart: `Other (Travel)`.
 */

import { groupBy } from "../groupBy";
import { nameKey } from "../name";
import { type ListEntry, parentsOf, pathText } from "./listEntry";

/** The option name of each entry by its id: its own name, with as many of its parents as are needed. */
export const optionNames = (entries: readonly ListEntry[]): ReadonlyMap<string, string> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const find = (id: string) => byId.get(id);
  const names = new Map(entries.map(({ id, name }) => [id, name]));
  for (const namesakes of sharing(entries, ({ name }) => name))
    for (const [id, name] of toldApart(namesakes, find)) names.set(id, name);
  // A name that was made may be another entry's own; the id ends every doubt.
  for (const alike of sharing(entries, ({ id }) => names.get(id) ?? ""))
    for (const { id, name } of alike) if (names.get(id) !== name) names.set(id, `${names.get(id)} #${id}`);
  return names;
};

/** The groups of more than one entry whose texts are the same name. */
const sharing = (entries: readonly ListEntry[], textOf: (entry: ListEntry) => string): ListEntry[][] => {
  const keyOf = (entry: ListEntry) => nameKey(textOf(entry));
  const group = groupBy(entries, keyOf);
  return [...new Set(entries.map(keyOf))].map((key) => [...group(key)]).filter(({ length }) => length > 1);
};

const toldApart = (namesakes: readonly ListEntry[], find: (id: string) => ListEntry | undefined) => {
  const paths = namesakes.map((entry) => ({
    entry,
    parents: parentsOf(entry, find).map(({ name }) => name),
  }));
  const most = Math.max(...paths.map(({ parents }) => parents.length));
  const withParents = (depth: number) =>
    paths.map(({ entry, parents }) => {
      const shown = parents.slice(Math.max(0, parents.length - depth));
      const name = shown.length === 0 ? entry.name : `${entry.name} (${pathText(shown)})`;
      return { entry, name };
    });
  let named = withParents(1);
  for (let depth = 2; depth <= most && !allDiffer(named); depth++) named = withParents(depth);
  const alike = groupBy(named, ({ name }) => nameKey(name));
  // The same name in the same place: only its number, or else its id, tells it from its twin.
  return named.map(({ entry, name }): [string, string] =>
    alike(nameKey(name)).length === 1 ? [entry.id, name] : [entry.id, `${name} #${entry.number ?? entry.id}`],
  );
};

const allDiffer = (named: readonly { readonly name: string }[]): boolean =>
  new Set(named.map(({ name }) => nameKey(name))).size === named.length;
