/** A cache for the import pages: what imports counted, and what was recently read from BILL. Losing it only costs calls. */

import * as z from "zod";
import { type BillList, billLists, importTargets } from "../../core/billList";
import type { ListEntry } from "../../core/lists/listEntry";
import { clock } from "../../http/clock";

const countSchema = z.object({
  /** Number of linked records. */
  count: z.number(),
  /** ms since 1970 UTC. */
  countedAt: z.number(),
  /** False while an import of the list is unfinished, or if a probe saw only part of it. */
  complete: z.boolean(),
  importAs: z.enum(importTargets).optional(),
  fieldId: z.string().optional(),
  /** True if no import has run yet, so only one page was counted. */
  probed: z.boolean().optional(),
});
export type Count = z.infer<typeof countSchema>;

const entrySchema: z.ZodType<ListEntry> = z.object({
  id: z.string(),
  name: z.string(),
  archived: z.boolean(),
  parentId: z.string().exactOptional(),
  number: z.string().exactOptional(),
  accountType: z.string().exactOptional(),
  itemType: z.string().exactOptional(),
});

const readingSchema = z.object({
  /** ms since 1970 UTC. */
  readAt: z.number(),
  entries: z.array(entrySchema),
  /** BILL's cursor for the next page; omitted once the whole list is read. */
  next: z.string().exactOptional(),
  /** Whether an entry is linked, by id. Entries not checked yet are missing. */
  linkedIds: z.record(z.string(), z.boolean()),
});
export type Reading = z.infer<typeof readingSchema>;

/** Invalid data is dropped: it is only a cache. */
export const importStatsSchema = z
  .object({
    counts: z.partialRecord(z.enum(billLists), countSchema).catch({}).default({}),
    readings: z.partialRecord(z.enum(billLists), readingSchema).catch({}).default({}),
  })
  .catch({ counts: {}, readings: {} });
export type ImportStats = z.infer<typeof importStatsSchema>;

/** How long a reading can be reused. */
export const FRESH_MS = 10 * 60_000;

export const isFresh = ({ readAt }: { readonly readAt: number }): boolean =>
  clock().now() - readAt < FRESH_MS;

/** Replaces a list's count and drops its reading, which is outdated by then. */
export const withCount = ({ counts, readings }: ImportStats, list: BillList, count: Count): ImportStats => {
  const { [list]: _, ...others } = readings;
  return { counts: { ...counts, [list]: count }, readings: fresh(others) };
};

/**
 * Adds one to a list's count, after a single record was linked. A list without a count gets one dated 1970, so that the
 * next status check counts it.
 */
export const withOneMoreLinked = ({ counts, readings }: ImportStats, list: BillList): ImportStats => {
  const previous = counts[list] ?? { count: 0, countedAt: 0, complete: false, probed: true };
  const { [list]: _, ...others } = readings;
  return {
    counts: { ...counts, [list]: { ...previous, count: previous.count + 1 } },
    readings: fresh(others),
  };
};

/** Replaces a list's reading. */
export const withReading = (
  { counts, readings }: ImportStats,
  list: BillList,
  reading: Reading,
): ImportStats => ({ counts, readings: { ...fresh(readings), [list]: reading } });

const fresh = (readings: ImportStats["readings"]): ImportStats["readings"] =>
  Object.fromEntries(Object.entries(readings).filter(([, reading]) => isFresh(reading)));
