/** What imports have counted and read, for the import pages: a cache, whose loss costs calls and nothing else. */

import * as z from "zod";
import { type BillList, billLists, importTargets } from "../../core/billList";
import type { ListEntry } from "../../core/lists/listEntry";
import { clock } from "../../http/clock";

const countSchema = z.object({
  /** How many records of the list were linked. */
  count: z.number(),
  /** ms since 1970 UTC. */
  countedAt: z.number(),
  /** False while an import of the list has more to do. */
  complete: z.boolean(),
  importAs: z.enum(importTargets).optional(),
  fieldId: z.string().optional(),
  /** True where only one page was counted, since no import has. */
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
});

const readingSchema = z.object({
  /** ms since 1970 UTC. */
  readAt: z.number(),
  entries: z.array(entrySchema),
  /** What leads to the next page of BILL's list; left out where all of it was read. */
  next: z.string().exactOptional(),
  /** By id, whether it is linked, as far as that is known. */
  linkedIds: z.record(z.string(), z.boolean()),
});
export type Reading = z.infer<typeof readingSchema>;

/** What does not fit is as good as lost. */
export const importStatsSchema = z
  .object({
    counts: z.partialRecord(z.enum(billLists), countSchema).catch({}).default({}),
    readings: z.partialRecord(z.enum(billLists), readingSchema).catch({}).default({}),
  })
  .catch({ counts: {}, readings: {} });
export type ImportStats = z.infer<typeof importStatsSchema>;

/** What was read is offered again for so long. */
export const FRESH_MS = 10 * 60_000;

export const isFresh = ({ readAt }: { readonly readAt: number }): boolean =>
  clock().now() - readAt < FRESH_MS;

/** The store with one list counted again. What was read of it before is old by then. */
export const withCount = ({ counts, readings }: ImportStats, list: BillList, count: Count): ImportStats => {
  const { [list]: _, ...others } = readings;
  return { counts: { ...counts, [list]: count }, readings: fresh(others) };
};

/** The store after one more record of a list was linked by itself. Where nobody has counted, the next who asks does. */
export const withOneMore = ({ counts, readings }: ImportStats, list: BillList): ImportStats => {
  const before = counts[list] ?? { count: 0, countedAt: 0, complete: false, probed: true };
  const { [list]: _, ...others } = readings;
  return { counts: { ...counts, [list]: { ...before, count: before.count + 1 } }, readings: fresh(others) };
};

/** The store with one list read again. */
export const withReading = (
  { counts, readings }: ImportStats,
  list: BillList,
  reading: Reading,
): ImportStats => ({ counts, readings: { ...fresh(readings), [list]: reading } });

const fresh = (readings: ImportStats["readings"]): ImportStats["readings"] =>
  Object.fromEntries(Object.entries(readings).filter(([, reading]) => isFresh(reading)));
