/** Reads what the config wizard's pickers offer: BILL's active entries, and which of them are already linked in Precoro. */

import type { BillClient } from "../../bill/client";
import { type BillList, type ImportTarget, isFieldList } from "../../core/billList";
import { isPostable } from "../../core/lists/accountType";
import { entryLabel, type ListEntry } from "../../core/lists/listEntry";
import { fieldName } from "../../core/lists/option";
import { sameName } from "../../core/name";
import { clock } from "../../http/clock";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import { longAgo, pageSizeFor } from "../../precoro/requestVariants";
import { levelOf } from "../lists/listField";

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
}

/**
 * The active entries of a list, sorted by full path. Unreadable entries and accounts that can't be posted to are left out.
 * `until` (ms since 1970 UTC): no further page is read after it.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const readChoices = async ({ lists }: BillClient, list: BillList, until: number): Promise<Choices> => {
  const entries = new Map<string, ListEntry>();
  let complete = true;
  for await (const page of lists.read(list)) {
    for (const entry of readable(page)) entries.set(entry.id, entry);
    complete = entries.size < MAX_CHOICES && clock().now() < until;
    if (!complete) break;
  }
  const choices = [...entries.values()]
    .slice(0, MAX_CHOICES)
    .filter(({ archived, accountType }) => !archived && isPostable(accountType))
    .map((entry) => ({ key: entry.id, label: entryLabel(entry, (id) => entries.get(id)) }))
    .sort(byLabel);
  return { choices, complete };
};

const byLabel = (a: Choice, b: Choice): number =>
  a.label.localeCompare(b.label, "en") || (a.key < b.key ? -1 : 1);

export interface LinkedIds {
  /** BILL ids that are already linked, as far as Precoro could be read. */
  readonly linked: ReadonlySet<string>;
  readonly complete: boolean;
}

/**
 * Which entries of a list are linked in Precoro. Stops at `until` (ms since 1970 UTC) or at the first failed request, and then
 * returns what it has, with `complete: false`.
 */
export const readLinkedIds = async (
  precoro: PrecoroClient,
  list: BillList,
  importAs: ImportTarget,
  until: number,
): Promise<LinkedIds> => {
  const linked = new Set<string>();
  if (clock().now() >= until) return { linked, complete: false };
  try {
    for await (const page of await linkableRows(precoro, list, importAs)) {
      for (const { externalId } of readable(page)) if (externalId) linked.add(externalId);
      if (clock().now() >= until) return { linked, complete: false };
    }
    return { linked, complete: true };
  } catch (error) {
    if (!isRequestError(error)) throw error;
    return { linked, complete: false };
  }
};

type Rows = AsyncIterable<Parsed<{ readonly externalId?: string }>[]>;

async function* noRows(): AsyncGenerator<never> {}

const linkableRows = async (
  precoro: PrecoroClient,
  list: BillList,
  importAs: ImportTarget,
): Promise<Rows> => {
  if (list === "vendors") return precoro.suppliers.changedSince(longAgo());
  if (list === "items") return precoro.items.changedSince(longAgo());
  if (importAs === "none" || !isFieldList(list)) return noRows();
  if (importAs === "location") return precoro.locations.list();
  const fields = await precoro.fields.list(levelOf(importAs), pageSizeFor[list]);
  const field = fields.find(({ name }) => sameName(name, fieldName(list)));
  return field ? precoro.fields.options(levelOf(importAs), field.id).list() : noRows();
};
