/** Reports which lists were imported and how many records each has: the gray and green checks of an embedded config page. */
import { type BillList, billLists, type FieldList, isFieldList } from "../../core/billList";
import { utcSecond } from "../../core/calendarDate";
import { fieldName, kindOfList } from "../../core/lists/option";
import { sameName } from "../../core/name";
import { isBillId } from "../../core/recordId";
import { clock } from "../../http/clock";
import { collectPages } from "../../http/pages";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import type { Field } from "../../precoro/fields";
import { readInAnyVariant } from "../../precoro/requestVariants";
import { type Count, FRESH_MS, type ImportStats } from "../imports/importStats";
import type { SyncContext } from "../syncContext";

interface ListStatus {
  /** Omitted if not known in time. */
  readonly integrated?: boolean;
  readonly count?: number;
  /** UTC. */
  readonly countedAt?: string;
  /** False if an import is unfinished, or if there may be more records than were counted. */
  readonly complete: boolean;
}

export type Status = Readonly<Record<BillList, ListStatus>>;

/**
 * The status of every list. Lists that no import has counted are probed with one page each, at most every ten minutes.
 *
 * @throws {RequestError} if Precoro refuses a probe for good; limits and outages only leave a list's status unknown
 */
export const integrationStatus = async (
  { precoro }: Pick<SyncContext, "precoro">,
  stats: ImportStats,
  /** The lists with an unfinished import. */
  unfinished: ReadonlySet<BillList> = new Set(),
): Promise<{ readonly status: Status; readonly stats: ImportStats }> => {
  const counts: ImportStats["counts"] = { ...stats.counts };
  const fields = createFieldReader(precoro);
  const all: [BillList, ListStatus][] = [];
  for (const list of billLists) {
    const known = counts[list];
    const isStale = known?.probed && clock().now() - known.countedAt >= FRESH_MS;
    if (!known || isStale) {
      const probed = await probe(precoro, fields, list);
      if (probed) counts[list] = probed;
    }
    const now = counts[list];
    const status = now ? statusOf(now) : { complete: false };
    all.push([list, { ...status, complete: status.complete && !unfinished.has(list) }]);
  }
  return { status: Object.fromEntries(all) as Status, stats: { ...stats, counts } };
};

const statusOf = ({ count, countedAt, complete }: Count): ListStatus => ({
  integrated: count > 0,
  count,
  countedAt: utcSecond(countedAt),
  complete,
});

/** Reads the fields of each level once, in requests that no import sends. */
const createFieldReader = (precoro: PrecoroClient) => {
  const read = new Map<string, Promise<Field[]>>();
  return (level: "document" | "item"): Promise<Field[]> => {
    const fields =
      read.get(level) ?? collectPages(readInAnyVariant((variant) => precoro.fields.pages(level, variant)));
    read.set(level, fields);
    return fields;
  };
};

/** Counts the linked records on one page of a list; undefined if Precoro is busy or can't be reached. */
const probe = async (
  precoro: PrecoroClient,
  fields: ReturnType<typeof createFieldReader>,
  list: BillList,
): Promise<Count | undefined> => {
  try {
    const pages = isFieldList(list)
      ? await optionPages(precoro, fields, list)
      : [await (list === "vendors" ? precoro.suppliers : precoro.items).firstLinked()];
    const kind = isFieldList(list) ? kindOfList[list] : list === "vendors" ? "vendor" : "item";
    const ids = pages.flatMap(({ rows }) => rows.map(({ externalId }) => externalId ?? ""));
    return {
      count: new Set(ids.filter((id) => isBillId(kind, id))).size,
      countedAt: clock().now(),
      complete: pages.every(({ next }) => next === undefined),
      probed: true,
    };
  } catch (error) {
    if (isRequestError(error, "rate-limit", "transport", "unavailable")) return undefined;
    throw error;
  }
};

const optionPages = async (
  precoro: PrecoroClient,
  fields: ReturnType<typeof createFieldReader>,
  list: FieldList,
) => {
  const pages = list === "locations" ? [await precoro.locations.firstLinked()] : [];
  for (const level of ["document", "item"] as const) {
    const field = (await fields(level)).find(({ name }) => sameName(name, fieldName(list)));
    if (field) pages.push(await precoro.fields.options(level, field.id).firstLinked());
  }
  return pages;
};
