/**
 * Dates and moments as the two vendors write them. A calendar date is taken as written and never shifted by a zone;
 * a moment keeps its zone until it is compared. No clock: every date comes from outside.
 */

/** `yyyy-MM-dd`. Two of them compare as text. */
export type CalendarDate = string;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const STARTS_WITH_DATE = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ])/;

/** The day that a date or a timestamp names, as written. Undefined if it names none, or one that does not exist. */
export const calendarDate = (value: unknown): CalendarDate | undefined => {
  const [day, year, month, date] = (typeof value === "string" && STARTS_WITH_DATE.exec(value)) || [];
  if (!day) return undefined;
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return real.toISOString().startsWith(day) ? day : undefined;
};

/** A moment in ms since 1970 UTC, from ISO text with a zone (`Z`, `+00:00`, `+0000`) or without one (UTC). */
export const moment = (value: unknown): number | undefined => {
  if (typeof value !== "string" || !STARTS_WITH_DATE.test(value)) return undefined;
  const zoned = /[T ]\d{2}:\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value;
  const ms = Date.parse(zoned.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(ms) ? undefined : ms;
};

/** The moment of an HTTP `Date` header (RFC 9110, section 5.6.7), ms since 1970 UTC; undefined if it names none. */
export const headerMoment = (value: string | undefined): number | undefined => {
  const ms = Date.parse(value ?? "");
  return Number.isNaN(ms) ? undefined : ms;
};

/** A moment as UTC text to the second: `2026-03-02T08:55:00Z`. */
export const utcSecond = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A moment as UTC text to the millisecond: `2026-03-02T08:55:00.000Z`. */
export const utcMillisecond = (ms: number): string => new Date(ms).toISOString();

/** The day of a moment in UTC. */
export const utcDay = (ms: number): CalendarDate => utcSecond(ms).slice(0, 10);
