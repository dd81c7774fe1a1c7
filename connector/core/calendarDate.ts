/**
 * Dates and moments as the two vendors write them. A calendar date counts as written, no time zone shifts it; a moment is
 * ms since 1970 UTC. It asks no clock: every date comes in as an argument.
 */

/** `yyyy-MM-dd`. Two of them compare as text. */
export type CalendarDate = string;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

const STARTS_WITH_DATE = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ])/;

/** The day of a date or a timestamp, as written; undefined for anything else, and for a day that does not exist. */
export const calendarDate = (value: unknown): CalendarDate | undefined => {
  const [day, year, month, date] = (typeof value === "string" && STARTS_WITH_DATE.exec(value)) || [];
  if (!day) return undefined;
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return real.toISOString().startsWith(day) ? day : undefined;
};

const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/**
 * The day that somebody entered, as the config wizard may pass it on: `2026-01-31`, with a time or without, `1/31/2026` (the month
 * first), or a Date (its day in UTC). Undefined for anything else, and for a day that does not exist.
 */
export const enteredDate = (value: unknown): CalendarDate | undefined => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : utcDay(value.getTime());
  const [, month = "", day = "", year] = (typeof value === "string" && MONTH_FIRST.exec(value)) || [];
  return calendarDate(year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : value);
};

/** ISO text with a zone (`Z`, `+00:00`, `+0000`) or without one (UTC), in ms since 1970 UTC; undefined for anything else. */
export const moment = (value: unknown): number | undefined => {
  if (typeof value !== "string" || !STARTS_WITH_DATE.test(value)) return undefined;
  const zoned = /[T ]\d{2}:\d{2}/.test(value) && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value;
  const ms = Date.parse(zoned.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(ms) ? undefined : ms;
};

/** An HTTP `Date` header (RFC 9110, section 5.6.7) in ms since 1970 UTC; undefined for anything else. */
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
