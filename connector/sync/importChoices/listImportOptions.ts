/**
 * Returns one page of a BILL list for an import page: searchable, with a flag for what is already imported, within the few
 * seconds of a synchronous call.
 */

import { type BillList, type ImportTarget, isFieldList } from "../../core/billList";
import { entryLabel, type ListEntry } from "../../core/lists/listEntry";
import { searchKey } from "../../core/name";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import { type Count, type ImportStats, isFresh, type Reading, withReading } from "../imports/importStats";
import type { SyncContext } from "../syncContext";
import { isOffered } from "./offered";
import { readLinkedIds } from "./readChoices";

export interface OptionsRequest {
  readonly list: BillList;
  /** Part of the name or path; empty lists everything. */
  readonly search: string;
  /** `nextPage` of an earlier result; undefined requests the first page. */
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
  /** False if BILL's list was not read to the end in time. The next call continues reading. */
  readonly searchedAll: boolean;
}

const PAGE_SIZE = 100;
/** The fraction of the time budget for reading BILL; Precoro gets the rest. */
const BILL_TIME_FRACTION = 0.6;

/** @throws {RequestError} if BILL can't be read. If Precoro can't, `integrated` is omitted instead. */
export const listImportOptions = async (
  sync: SyncContext,
  input: OptionsRequest,
  stats: ImportStats,
): Promise<{ readonly page: OptionsPage; readonly stats: ImportStats }> => {
  const { list } = input;
  const start = clock().now();
  const until = start + (sync.deadline - start) * BILL_TIME_FRACTION;
  const reading = await continueReading(sync, list, stats.readings[list], until);
  const { entries, next } = pageOf(reading, input);
  const linkedIds = await withLinks(sync, list, reading, entries, stats.counts[list] ?? {});
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

/** Reads BILL's list until `until` (ms since 1970 UTC), starting where a recent reading ended. */
const continueReading = async (
  { bill }: SyncContext,
  list: BillList,
  cached: Reading | undefined,
  until: number,
): Promise<Reading> => {
  const before = cached && isFresh(cached) ? cached : undefined;
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

/** BILL does not document how long a cursor stays valid. If it has expired, the list is read from the start. */
const pageAt = async ({ lists }: SyncContext["bill"], list: BillList, cursor: string | undefined) => {
  try {
    return await lists.page(list, cursor);
  } catch (error) {
    if (cursor === undefined || !isRequestError(error, "invalid", "not-found")) throw error;
    return lists.page(list);
  }
};

/** The entries of one page in BILL's order, and the index where the next page starts. */
const pageOf = (reading: Reading, { list, search, page }: OptionsRequest) => {
  const all = reading.entries;
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  const wanted = searchKey(search);
  const isListed = (entry: ListEntry) =>
    isOffered(list, entry) &&
    (wanted === "" || searchKey(entryLabel(entry, (id) => byId.get(id))).includes(wanted));
  const entries: ListEntry[] = [];
  let at = Math.max(0, Number(page ?? 0) || 0);
  for (let entry = all[at]; entry && entries.length < PAGE_SIZE; entry = all[++at])
    if (isListed(entry)) entries.push(entry);
  const isMore = at < all.length ? all.slice(at).some(isListed) : reading.next !== undefined;
  return { entries, next: isMore ? at : undefined };
};

/** The known links, completed for this page's entries if Precoro responds in time. */
const withLinks = async (
  { precoro, deadline }: SyncContext,
  list: BillList,
  { linkedIds }: Reading,
  entries: readonly ListEntry[],
  lastImport: LastImport,
): Promise<Reading["linkedIds"]> => {
  const unknown = entries.map(({ id }) => id).filter((id) => linkedIds[id] === undefined);
  if (unknown.length === 0) return linkedIds;
  try {
    if (!isFieldList(list)) {
      const records = list === "vendors" ? precoro.suppliers : precoro.items;
      const linked = new Set((await records.linkedAmong(unknown)).map(({ externalId }) => externalId));
      return { ...linkedIds, ...Object.fromEntries(unknown.map((id) => [id, linked.has(id)])) };
    }
    const found = await readFieldLinks(precoro, list, lastImport, deadline);
    const linked = Object.fromEntries([...found.linked].map((id) => [id, true]));
    const others = found.complete ? Object.fromEntries(unknown.map((id) => [id, found.linked.has(id)])) : {};
    return { ...linkedIds, ...linked, ...others };
  } catch (error) {
    if (!isRequestError(error)) throw error;
    return linkedIds;
  }
};

/** Where the list was imported to. */
type LastImport = Partial<Pick<Count, "importAs" | "fieldId">>;

/** The entries linked in the list's import target, or in any possible target if it is unknown. */
const readFieldLinks = async (
  precoro: SyncContext["precoro"],
  list: BillList,
  { importAs, fieldId: knownFieldId }: LastImport,
  deadline: number,
) => {
  const allTargets: ImportTarget[] = [
    "documentCustomField",
    "itemCustomField",
    ...(list === "locations" ? (["location"] as const) : []),
  ];
  const targets = importAs === undefined ? allTargets : [importAs];
  const linked = new Set<string>();
  let complete = true;
  for (const target of targets) {
    // Fields of documents and of items are numbered apart, so an id says nothing without its target.
    const known = omitUndefined({ knownFieldId: importAs === undefined ? undefined : knownFieldId });
    const linkedIds = await readLinkedIds(precoro, { list, importAs: target, ...known }, deadline);
    for (const id of linkedIds.linked) linked.add(id);
    complete &&= linkedIds.complete;
  }
  return { linked, complete };
};
