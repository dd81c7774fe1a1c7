/**
 * The imports' share of Precoro's calls, so that documents never wait for an import: 1,000 in any hour and 2,000 in any
 * day of Precoro's 1,500 and 3,000. What was used is kept between runs in ten-minute portions.
 */
import * as z from "zod";
import { DAY_MS, HOUR_MS } from "../core/calendarDate";
import { clock } from "../http/clock";
import { RequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";

const PORTION_MS = 10 * 60_000;

const shares = [
  { withinMs: HOUR_MS, calls: 1_000 },
  { withinMs: DAY_MS, calls: 2_000 },
] as const;

/** A run reads its lists anew, so it pays to go on only when so much of a share is free again. */
const WORTH_IT = 0.25;

/** By the start of the portion (ms since 1970 UTC), oldest first: how many calls were made in it. */
export const usageSchema = z.array(z.tuple([z.number(), z.number()]));
export type Usage = z.infer<typeof usageSchema>;

export interface ImportQuota {
  /** Counts one call. Throws a rate limit where the share is used up, and says until when. */
  take(method: string, path: string): void;
  /** True if a call was counted here. */
  used(): boolean;
  /** What the next run needs to know. */
  usage(): Usage;
}

/** A portion counts until the last moment of it is out of the window: right for fixed windows and for moving ones. */
const endsCounting = (start: number, withinMs: number): number => start + PORTION_MS + withinMs;

/** The start of the portion with which so many calls are free again. */
const freeing = (portions: Usage, wanted: number): number => {
  let free = 0;
  for (const [start, made] of portions) {
    free += made;
    if (free >= wanted) return start;
  }
  return portions.at(-1)?.[0] ?? 0;
};

export const createImportQuota = (earlier: Usage): ImportQuota => {
  const portions = new Map(earlier);
  let used = false;
  return {
    take: (method, path) => {
      const now = clock().now();
      for (const { withinMs, calls } of shares) {
        const counting = [...portions]
          .filter(([start]) => endsCounting(start, withinMs) > now)
          .sort(([a], [b]) => a - b);
        if (counting.reduce((sum, [, made]) => sum + made, 0) < calls) continue;
        throw new RequestError({
          kind: "rate-limit",
          outcome: "refused",
          limit: "import-quota",
          until: endsCounting(freeing(counting, calls * WORTH_IT), withinMs),
          message: `The imports have used their share of ${SYSTEM}'s calls; the rest is kept for documents.`,
          cause: { system: SYSTEM, method, path },
        });
      }
      const portion = Math.floor(now / PORTION_MS) * PORTION_MS;
      portions.set(portion, (portions.get(portion) ?? 0) + 1);
      used = true;
    },
    used: () => used,
    usage: () => [...portions].filter(([start]) => endsCounting(start, DAY_MS) > clock().now()),
  };
};
