/** One page of what a BILL list offers to import, searched and marked, within the seconds of a synchronous call. */

import { type BillList, type ImportTarget, isFieldList } from "../../core/billList";
import { isPostable } from "../../core/lists/accountType";
import { entryLabel, type ListEntry } from "../../core/lists/listEntry";
import { nameKey } from "../../core/name";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import { type ImportStats, isFresh, type Reading, withReading } from "../imports/importStats";
import type { SyncContext } from "../syncContext";
import { readLinkedIds } from "./readChoices";

export interface OptionsRequest {
  readonly list: BillList;
  /** Part of the name or of its path; empty for all. */
  readonly search: string;
  /** What an earlier answer gave as `nextPage`; undefined for the first. */
  readonly page?: string;
}

export interface OptionsPage {
  readonly options: {
    readonly id: string;
    /** With its parents: `Travel › Air`. */
    readonly name: string;
    readonly parentId?: string;
    /** Omitted if not known in time. */
    readonly integrated?: boolean;
  }[];
  readonly nextPage?: string;
  /** False where BILL's list was not read to its end in time: the next page goes on reading. */
  readonly searchedAll: boolean;
}

const PAGE = 100;
/** Of the time that is left: the first part is BILL's, the rest Precoro's. */
const BILL_PART = 0.6;

export const listImportOptions = async (
  sync: SyncContext,
  input: OptionsRequest,
  stats: ImportStats,
): Promise<{ readonly page: OptionsPage; readonly stats: ImportStats }> => {
  const { list } = input;
  const begun = clock().now();
  const until = begun + (sync.deadline - begun) * BILL_PART;
  const reading = await readOn(sync, list, stats.readings[list], until);
  const { entries, next } = onPage(reading, input);
  const linkedIds = await withLinks(sync, list, reading, entries, stats.counts[list]?.importAs);
  const byId = new Map(reading.entries.map((entry) => [entry.id, entry]));
  const page: OptionsPage = {
    options: entries.map((entry) => ({
      id: entry.id,
      name: entryLabel(entry, (id) => byId.get(id)),
      ...omitUndefined({ parentId: entry.parentId, integrated: linkedIds[entry.id] }),
    })),
    ...omitUndefined({ nextPage: next?.toString() }),
    searchedAll: reading.next === undefined,
  };
  return { page, stats: withReading(stats, list, { ...reading, linkedIds }) };
};

/** What BILL's list holds, from what was read a moment ago and from where that ended. */
const readOn = async (
  { bill }: SyncContext,
  list: BillList,
  earlier: Reading | undefined,
  until: number,
): Promise<Reading> => {
  const before = earlier && isFresh(earlier) ? earlier : undefined;
  if (before && before.next === undefined) return before;
  const entries = new Map(before?.entries.map((entry) => [entry.id, entry]));
  let next = before?.next;
  do {
    const page = await pageAt(bill, list, next);
    for (const entry of readable(page.rows)) entries.set(entry.id, entry);
    next = page.next;
  } while (next !== undefined && clock().now() < until);
  return {
    readAt: before?.readAt ?? clock().now(),
    entries: [...entries.values()],
    ...omitUndefined({ next }),
    linkedIds: before?.linkedIds ?? {},
  };
};

/** Nobody says how long a place in a list can be kept: where it is not known any more, the list is read again. */
const pageAt = async ({ lists }: SyncContext["bill"], list: BillList, cursor: string | undefined) => {
  try {
    return await lists.page(list, cursor);
  } catch (error) {
    if (cursor === undefined || !isRequestError(error, "invalid", "not-found")) throw error;
    return lists.page(list);
  }
};

/** The entries of one page, in BILL's order, and where the next one begins. */
const onPage = (reading: Reading, { search, page }: OptionsRequest) => {
  const all = reading.entries;
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  const part = nameKey(search);
  const fits = (entry: ListEntry) =>
    !entry.archived &&
    isPostable(entry.accountType) &&
    (part === "" || nameKey(entryLabel(entry, (id) => byId.get(id))).includes(part));
  const entries: ListEntry[] = [];
  let at = Math.max(0, Number(page ?? 0) || 0);
  for (let entry = all[at]; entry && entries.length < PAGE; entry = all[++at])
    if (fits(entry)) entries.push(entry);
  const isMore = at < all.length ? all.slice(at).some(fits) : reading.next !== undefined;
  return { entries, next: isMore ? at : undefined };
};

/** What is known of the links, this page's entries included if Precoro tells in time. */
const withLinks = async (
  { precoro, deadline }: SyncContext,
  list: BillList,
  { linkedIds }: Reading,
  entries: readonly ListEntry[],
  importAs: ImportTarget | undefined,
): Promise<Reading["linkedIds"]> => {
  const unknown = entries.map(({ id }) => id).filter((id) => linkedIds[id] === undefined);
  if (unknown.length === 0) return linkedIds;
  try {
    if (!isFieldList(list)) {
      const records = list === "vendors" ? precoro.suppliers : precoro.items;
      const linked = new Set((await records.linkedAmong(unknown)).map(({ externalId }) => externalId));
      return { ...linkedIds, ...Object.fromEntries(unknown.map((id) => [id, linked.has(id)])) };
    }
    const found = await fieldMarks(precoro, list, importAs, deadline);
    const linked = Object.fromEntries([...found.linked].map((id) => [id, true]));
    const others = found.complete ? Object.fromEntries(unknown.map((id) => [id, found.linked.has(id)])) : {};
    return { ...linkedIds, ...linked, ...others };
  } catch (error) {
    if (!isRequestError(error)) throw error;
    return linkedIds;
  }
};

/** Linked in any of the places that the list may have been imported to; where it is known which, only in that one. */
const fieldMarks = async (
  precoro: SyncContext["precoro"],
  list: BillList,
  importAs: ImportTarget | undefined,
  deadline: number,
) => {
  const anywhere = ["documentCustomField", "itemCustomField", ...(list === "locations" ? ["location"] : [])];
  const places = importAs === undefined ? anywhere : [importAs];
  const linked = new Set<string>();
  let complete = true;
  for (const place of places) {
    const linkedIds = await readLinkedIds(precoro, list, place as ImportTarget, deadline);
    for (const id of linkedIds.linked) linked.add(id);
    complete &&= linkedIds.complete;
  }
  return { linked, complete };
};
