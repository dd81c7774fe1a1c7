/** Reads what the config wizard's pickers offer: BILL's active entries, and which of them are already linked in Precoro. */

import type { BillClient } from "../../bill/client";
import { type BillList, type FieldList, type ImportTarget, isFieldList } from "../../core/billList";
import { chunksOf } from "../../core/chunksOf";
import { entryLabel, type ListEntry } from "../../core/lists/listEntry";
import { fieldName } from "../../core/lists/option";
import { sameName, searchWords } from "../../core/name";
import { clock } from "../../http/clock";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import type { Field, FieldLevel } from "../../precoro/fields";
import { longAgo, readInAnyVariant } from "../../precoro/requestVariants";
import { levelOf } from "../lists/listField";
import { filterParts, isOffered, matcherOf, offeredEntries } from "./offered";

interface Choice {
  readonly key: string;
  readonly label: string;
}

/** The most entries that a picker shows. */
const MAX_CHOICES = 2_000;

export interface Choices {
  readonly choices: Choice[];
  /** False if there are more entries than a picker shows, or if time ran out. */
  readonly complete: boolean;
  /** The entries of BILL's list that were read. */
  readonly read: number;
}

/**
 * The entries of a list to choose from, sorted by full path: those that an import takes, with one of the filter's parts in their path
 * (`offered`). Unreadable entries are left out. `until` (ms since 1970 UTC): no further page is read after it. `anyPlace`:
 * also entries whose place in the hierarchy keeps them from being imported, since lines can be coded to them.
 *
 * @throws {RequestError} if nothing of BILL's list can be read
 */
export const readChoices = async (
  bill: BillClient,
  list: BillList,
  until: number,
  { filter = "", anyPlace = false }: { readonly filter?: string; readonly anyPlace?: boolean } = {},
): Promise<Choices> => {
  const entries = new Map<string, ListEntry>();
  if (list === "vendors") await addVendorsByName(bill, filter, entries, until);
  const wholeList = await addEntries(bill, list, {
    entries,
    until,
    isFiltered: filterParts(filter).length > 0,
  });
  const matches = matcherOf(filter);
  const choices = offeredEntries(list, [...entries.values()], wholeList && !anyPlace)
    .map((entry) => ({ key: entry.id, label: entryLabel(entry, (id) => entries.get(id)) }))
    .filter(({ label }) => matches(label));
  return {
    choices: choices.sort(byLabel).slice(0, MAX_CHOICES),
    complete: wholeList && choices.length <= MAX_CHOICES,
    read: entries.size,
  };
};

/** Reads the list until it ends, there are enough entries to show, or time runs out. True for the whole list. */
const addEntries = async (
  { lists }: BillClient,
  list: BillList,
  {
    entries,
    until,
    isFiltered,
  }: { readonly entries: Map<string, ListEntry>; readonly until: number; readonly isFiltered: boolean },
): Promise<boolean> => {
  let offered = 0;
  try {
    for await (const page of lists.read(list)) {
      for (const entry of readable(page)) {
        if (!entries.has(entry.id) && isOffered(list, entry)) offered++;
        entries.set(entry.id, entry);
      }
      if (clock().now() >= until || (!isFiltered && offered > MAX_CHOICES)) return false;
    }
    return true;
  } catch (error) {
    if (!isRequestError(error) || entries.size === 0) throw error;
    return false;
  }
};

/** BILL finds vendors by the beginning of a name, so that those of a long list are found before the list is read. */
const addVendorsByName = async (
  { vendors }: BillClient,
  filter: string,
  entries: Map<string, ListEntry>,
  until: number,
): Promise<void> => {
  try {
    for (const word of new Set(filterParts(filter).flatMap(searchWords))) {
      for await (const page of vendors.startingWith(word)) {
        for (const { id, name, archived } of readable(page)) entries.set(id, { id, name, archived });
        if (clock().now() >= until) return;
      }
    }
  } catch (error) {
    // The list itself is read next, and says what is wrong.
    if (!isRequestError(error)) throw error;
  }
};

const byLabel = (a: Choice, b: Choice): number =>
  a.label.localeCompare(b.label, "en") || (a.key < b.key ? -1 : 1);

export interface LinkedIds {
  /** BILL ids that are already linked, as far as Precoro could be read. */
  readonly linked: ReadonlySet<string>;
  readonly complete: boolean;
  /** The name of the custom field that Precoro does not have: nothing was imported, or it was renamed there. */
  readonly missingField?: string;
}

/** What is linked, of which list. */
export interface LinkedQuestion {
  readonly list: BillList;
  readonly importAs: ImportTarget;
  /** The field of the last import, for one that was renamed since. */
  readonly knownFieldId?: string | undefined;
  /** BILL ids: only these are looked up, of vendors and items. */
  readonly among?: readonly string[] | undefined;
}

/**
 * Which entries of a list are linked in Precoro. Stops at `until` (ms since 1970 UTC) or at the first failed request, and then
 * returns what it has, with `complete: false`.
 */
export const readLinkedIds = async (
  precoro: PrecoroClient,
  question: LinkedQuestion,
  until: number,
): Promise<LinkedIds> => {
  const linked = new Set<string>();
  if (clock().now() >= until) return { linked, complete: false };
  try {
    const rows = await linkableRows(precoro, question);
    if ("missingField" in rows) return { linked, complete: true, ...rows };
    for await (const page of rows) {
      for (const { externalId } of page) if (externalId) linked.add(externalId);
      if (clock().now() >= until) return { linked, complete: false };
    }
    return { linked, complete: true };
  } catch (error) {
    if (!isRequestError(error)) throw error;
    return { linked, complete: false };
  }
};

interface Linkable {
  readonly externalId?: string;
}

/** As many as one request to Precoro takes. */
const LOOKUP = 200;

async function* noRows(): AsyncGenerator<never> {}

async function* readablePages<T>(pages: AsyncIterable<Parsed<T>[]>): AsyncGenerator<T[]> {
  for await (const page of pages) yield readable(page);
}

const linkableRows = async (
  precoro: PrecoroClient,
  { list, importAs, knownFieldId, among }: LinkedQuestion,
): Promise<AsyncIterable<Linkable[]> | { readonly missingField: string }> => {
  if (!isFieldList(list)) return recordRows(list === "vendors" ? precoro.suppliers : precoro.items, among);
  if (importAs === "none") return noRows();
  if (importAs === "location") return readablePages(readInAnyVariant(precoro.locations.list));
  const level = levelOf(importAs);
  const field = await findField(precoro, list, level, knownFieldId);
  if (!field) return { missingField: fieldName(list) };
  return readablePages(readInAnyVariant(precoro.fields.options(level, field.id).list));
};

/** The field with the list's name, or else the known one. Reads no further than to the name. */
const findField = async (
  { fields }: PrecoroClient,
  list: FieldList,
  level: FieldLevel,
  knownFieldId: string | undefined,
): Promise<Field | undefined> => {
  let known: Field | undefined;
  for await (const page of readInAnyVariant((variant) => fields.pages(level, variant), list)) {
    const named = page.find(({ name }) => sameName(name, fieldName(list)));
    if (named) return named;
    known ??= page.find(({ id }) => id === knownFieldId);
  }
  return known;
};

interface LinkableRecords {
  changedSince(moment: number): AsyncGenerator<Parsed<Linkable>[]>;
  linkedAmong(ids: readonly string[], since: number): Promise<Linkable[]>;
}

async function* recordRows(records: LinkableRecords, among: readonly string[] | undefined) {
  const since = longAgo();
  if (among === undefined) yield* readablePages(records.changedSince(since));
  else for (const ids of chunksOf(among, LOOKUP)) yield await records.linkedAmong(ids, since);
}
