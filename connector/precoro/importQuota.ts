/**
 * How many of Precoro's calls imports may use, so that documents never wait for an import: 1,000 in any hour and 2,000 in any
 * day, of Precoro's 1,500 and 3,000. Usage is kept between runs, counted by ten-minute slots.
 */
import * as z from "zod";
import { DAY_MS, HOUR_MS } from "../core/calendarDate";
import { clock } from "../http/clock";
import { RequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";

const SLOT_MS = 10 * 60_000;

const quotas = [
  { withinMs: HOUR_MS, calls: 1_000 },
  { withinMs: DAY_MS, calls: 2_000 },
] as const;

/** Each run reads its lists again, so an import resumes only once this part of a quota is free. */
const FREE_TO_RESUME = 0.25;

/** Pairs of a slot's start (ms since 1970 UTC) and the calls made in it, oldest first. */
export const usageSchema = z.array(z.tuple([z.number(), z.number()]));
export type Usage = z.infer<typeof usageSchema>;

export interface ImportQuota {
  /**
   * Counts one call.
   *
   * @throws {RequestError} of kind `rate-limit`, with its end, where the quota is used up.
   */
  take(method: string, path: string): void;
  /** True once a call was counted. */
  used(): boolean;
  /** What the next run needs to know. */
  usage(): Usage;
}

/** When a slot stops counting: once its last moment is out of the window. Right for fixed windows and for moving ones. */
const countsUntil = (start: number, withinMs: number): number => start + SLOT_MS + withinMs;

/** The start of the slot whose end brings the free calls to `wanted`. */
const slotThatFrees = (slots: Usage, wanted: number): number => {
  let free = 0;
  for (const [start, calls] of slots) {
    free += calls;
    if (free >= wanted) return start;
  }
  return slots.at(-1)?.[0] ?? 0;
};

/** `earlier`: what the last run has used. */
export const createImportQuota = (earlier: Usage): ImportQuota => {
  const slots = new Map(earlier);
  let used = false;
  return {
    take: (method, path) => {
      const now = clock().now();
      for (const { withinMs, calls } of quotas) {
        const counting = [...slots]
          .filter(([start]) => countsUntil(start, withinMs) > now)
          .sort(([a], [b]) => a - b);
        if (counting.reduce((sum, [, made]) => sum + made, 0) < calls) continue;
        throw new RequestError({
          kind: "rate-limit",
          outcome: "refused",
          limit: "import-quota",
          until: countsUntil(slotThatFrees(counting, calls * FREE_TO_RESUME), withinMs),
          message: `Imports have used up their quota of ${SYSTEM} calls. The rest is reserved for documents.`,
          cause: { system: SYSTEM, method, path },
        });
      }
      const slot = Math.floor(now / SLOT_MS) * SLOT_MS;
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
      used = true;
    },
    used: () => used,
    usage: () => [...slots].filter(([start]) => countsUntil(start, DAY_MS) > clock().now()),
  };
};
