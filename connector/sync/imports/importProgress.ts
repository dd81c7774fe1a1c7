/** What the runs of one import tell each other: what was seen to, what is still waited for, and what was created without its link. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { DAY_MS, HOUR_MS } from "../../core/calendarDate";
import type { ImportRequest } from "../../core/imports/importRequest";
import { clock } from "../../http/clock";

const progressSchema = z.object({
  /** Records that need no further call, and rejections that were reported: the fingerprint of an id and that of its content. */
  seen: z.array(z.string()).catch([]).default([]),
  /** Since when a record is postponed, ms since 1970 UTC, by its id. */
  postponedSince: z.record(z.string(), z.number()).catch({}).default({}),
  /** The Precoro ids of records that were created but not linked yet, by BILL id. */
  unlinked: z.record(z.string(), z.string()).catch({}).default({}),
  /** True if all records but the postponed ones were seen to. */
  onlyPostponed: z.boolean().catch(false).default(false),
});

export type ImportProgress = z.output<typeof progressSchema>;

/** `crossFlowState.importProgress`. Invalid data is dropped: without it, an import repeats reports and calls, and nothing else. */
export const importProgressSchema = z.record(z.string(), progressSchema).catch({}).default({});
export type StoredProgress = z.output<typeof importProgressSchema>;

/** Short enough to store two for each of ten thousand records. */
const FINGERPRINT_LENGTH = 8;

const fingerprint = (content: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(content ?? null))
    .digest("base64url")
    .slice(0, FINGERPRINT_LENGTH);

const keyOf = (request: ImportRequest): string => fingerprint(Object.entries(request).sort());

/**
 * What was stored for an import, for a run that continues it. One that starts it again reports and tries everything, but still knows what
 * was created without a link.
 */
export const progressOf = (
  stored: StoredProgress,
  request: ImportRequest,
  continues: boolean,
): ImportProgress | undefined => {
  const progress = stored[keyOf(request)];
  return progress && !continues ? { ...progressSchema.parse({}), unlinked: progress.unlinked } : progress;
};

/** What is stored after a run of an import: its own progress, and that of the other pending ones. */
export const withProgress = (
  stored: StoredProgress,
  request: ImportRequest,
  progress: ImportProgress | undefined,
  pending: readonly ImportRequest[],
): StoredProgress => {
  const own = keyOf(request);
  const kept = new Set(pending.map(keyOf));
  const others = Object.entries(stored).filter(([key]) => key !== own && kept.has(key));
  return Object.fromEntries([...others, ...(progress ? [[own, progress] as const] : [])]);
};

/** How long a record may be postponed before a person has to look at it. */
const PATIENCE_MS = DAY_MS;
const SHORTEST_WAIT_MS = 10 * 60_000;
const LONGEST_WAIT_MS = 4 * HOUR_MS;

/** The memory of a running import. */
export interface ImportMemory {
  /** True if this was the last content seen under that name, in this run or an earlier one of the same import. */
  isSeen(name: string, content: unknown): boolean;
  see(name: string, content: unknown): void;
  forget(name: string): void;
  isPostponed(id: string): boolean;
  /** Counts a record as postponed, from now on or as long as it has been. */
  postpone(id: string): void;
  /** True if a record has been postponed for so long that waiting has become pointless. */
  isOverdue(id: string): boolean;
  settle(id: string): void;
  /** After a run that handled these records and had no others to handle: what is not among them can't be waited for. */
  settleAllBut(handled: ReadonlySet<string>): void;
  /** The Precoro ids of records that were created but not linked yet, by BILL id. Whoever creates one keeps it up to date. */
  readonly unlinked: Map<string, string>;
  /** True if an earlier run has seen to all records but the postponed ones. */
  readonly onlyPostponed: boolean;
  /** When the postponed records are worth another try, ms since 1970 UTC; undefined if there are none. */
  nextTry(): number | undefined;
  /** What the next run needs. */
  stored(onlyPostponed: boolean): ImportProgress;
}

export const createImportMemory = (earlier: ImportProgress = progressSchema.parse({})): ImportMemory => {
  const seen = new Map(
    earlier.seen.map((pair) => [pair.slice(0, FINGERPRINT_LENGTH), pair.slice(FINGERPRINT_LENGTH)]),
  );
  const postponedSince = new Map(Object.entries(earlier.postponedSince));
  const unlinked = new Map(Object.entries(earlier.unlinked));
  const ageOf = (since: number) => clock().now() - since;
  return {
    isSeen: (name, content) => seen.get(fingerprint(name)) === fingerprint(content),
    see: (name, content) => seen.set(fingerprint(name), fingerprint(content)),
    forget: (name) => seen.delete(fingerprint(name)),
    isPostponed: (id) => postponedSince.has(id),
    postpone: (id) => postponedSince.set(id, postponedSince.get(id) ?? clock().now()),
    isOverdue: (id) => ageOf(postponedSince.get(id) ?? clock().now()) >= PATIENCE_MS,
    settle: (id) => postponedSince.delete(id),
    settleAllBut: (handled) => {
      for (const id of postponedSince.keys()) if (!handled.has(id)) postponedSince.delete(id);
    },
    unlinked,
    onlyPostponed: earlier.onlyPostponed,
    nextTry: () => {
      // As long again as the youngest has waited already: soon at first, then ever less often.
      const ages = [...postponedSince.values()].map(ageOf);
      if (ages.length === 0) return undefined;
      return clock().now() + Math.min(Math.max(2 * Math.min(...ages), SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    },
    stored: (onlyPostponed) => ({
      seen: [...seen].map((pair) => pair.join("")),
      postponedSince: Object.fromEntries(postponedSince),
      unlinked: Object.fromEntries(unlinked),
      onlyPostponed,
    }),
  };
};
