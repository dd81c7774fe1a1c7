/** Which entries of a list are seen to by an import, and in which order: parents before their children. */

import { type ListRequest, named } from "../imports/importRequest";
import { isStopped, reject, type Stopped, skip } from "../outcome";
import { isPostable } from "./accountType";
import { entryLabel, type ListEntry } from "./listEntry";
import { optionText } from "./option";
import { type OptionRegister, orphansOf } from "./optionMatch";
import { ancestorsOf, arrange, type Placed } from "./tree";

/** An entry that is to have an option. One without a place has one already, which must not stay where it blocks others. */
export interface Wanted {
  readonly entry: ListEntry;
  readonly place: Placed | Stopped;
}

interface OptionTask {
  readonly id: string;
  readonly name: string;
  readonly about: Wanted | Stopped;
}

export const optionTasks = (
  request: ListRequest,
  entries: readonly ListEntry[],
  known: OptionRegister,
): OptionTask[] => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const places = arrange(entries);
  const taskOf = (entry: ListEntry, about: Wanted | Stopped): OptionTask => ({
    id: entry.id,
    name: entryLabel(entry, (id) => byId.get(id)),
    about,
  });

  const aside: OptionTask[] = [];
  const displaced: OptionTask[] = [];
  const placed = new Map<string, Placed>();
  for (const id of chosenIds(request, entries, known)) {
    const entry = byId.get(id);
    const place = places.get(id);
    if (!entry || !place) {
      aside.push({ id, name: id, about: reject("entry-unknown", { id, list: request.list }) });
      continue;
    }
    const isLinked = known.linkedTo(id).length > 0;
    const why = isLinked ? undefined : whyNotNew(entry, place);
    if (why) aside.push(taskOf(entry, why));
    else if (isStopped(place)) displaced.push(taskOf(entry, { entry, place }));
    else for (const one of [...ancestorsOf(place), place]) placed.set(one.entry.id, one);
  }
  // In the list's own order, which is the same in every run; those on one level do not depend on each other.
  const order = new Map(entries.map(({ id }, at) => [id, at]));
  const seenTo = [...placed.values()].sort(
    (a, b) => a.level - b.level || (order.get(a.entry.id) ?? 0) - (order.get(b.entry.id) ?? 0),
  );
  return [
    ...aside.filter(({ id }) => !placed.has(id)),
    ...(request.scope === "selected" && named(request, request.optionIds) ? [] : lost(known)),
    ...displaced,
    ...seenTo.map((place) => taskOf(place.entry, { entry: place.entry, place })),
  ];
};

const chosenIds = (
  request: ListRequest,
  entries: readonly ListEntry[],
  known: OptionRegister,
): readonly string[] => {
  const ids = named(request, request.optionIds);
  if (ids === undefined) return entries.map(({ id }) => id);
  if (request.scope === "selected") return [...new Set(ids)];
  return entries.map(({ id }) => id).filter((id) => known.linkedTo(id).length > 0);
};

/** Why an entry that was chosen gets no option of its own; it may still get one for the sake of one below it. */
const whyNotNew = (entry: ListEntry, place: Placed | Stopped): Stopped | undefined => {
  const { name, archived, accountType } = entry;
  if (archived) return skip("entry-archived", { name });
  if (isStopped(place)) return place;
  return isPostable(accountType) ? undefined : skip("entry-not-postable", { name });
};

/** Options whose link this BILL organization does not know. */
const lost = (known: OptionRegister): OptionTask[] =>
  orphansOf(known).map((option) => {
    const { externalId = "", name } = option;
    const record = `Option ${optionText(option)}`;
    return { id: externalId, name, about: reject("link-unknown", { record, externalId }) };
  });
