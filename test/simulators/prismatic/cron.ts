/** Cron expressions with five fields, in UTC or a time zone: the next time after a given one. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** February 29 comes back after at most eight years. */
const HORIZON = 8 * 366 * 24 * HOUR;

const ranges = { minute: [0, 59], hour: [0, 23], day: [1, 31], month: [1, 12], weekday: [0, 7] } as const;
type Field = keyof typeof ranges;

export interface Cron {
  fields: Record<Field, ReadonlySet<number>>;
  /** If both days are restricted, either of them matches, as in crontab(5). */
  eitherDay: boolean;
}

export const parseCron = (expression: string): Cron => {
  const parts = expression.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = parts;
  if (parts.length !== 5 || !minute || !hour || !day || !month || !weekday) {
    throw new Error(`A cron expression has five fields: ${JSON.stringify(expression)}`);
  }
  return {
    fields: {
      minute: numbers("minute", minute),
      hour: numbers("hour", hour),
      day: numbers("day", day),
      month: numbers("month", month),
      // Sunday is 0 or 7.
      weekday: new Set([...numbers("weekday", weekday)].map((number) => number % 7)),
    },
    eitherDay: !day.startsWith("*") && !weekday.startsWith("*"),
  };
};

const numbers = (field: Field, text: string): Set<number> => {
  const [lowest, highest] = ranges[field];
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [, all, from, to, every] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (!all && from === undefined)
      throw new Error(`A cron field of ${field} cannot be ${JSON.stringify(part)}`);
    const first = all ? lowest : Number(from);
    const last = to !== undefined ? Number(to) : all || every !== undefined ? highest : first;
    const pace = every === undefined ? 1 : Number(every);
    if (first < lowest || last > highest || first > last || pace < 1) {
      throw new Error(
        `A cron field of ${field} goes from ${lowest} to ${highest}, not ${JSON.stringify(part)}`,
      );
    }
    for (let number = first; number <= last; number += pace) found.add(number);
  }
  return found;
};

/** The first time after `after` that matches the expression. */
export const nextTime = (cron: Cron, after: number, timeZone = "UTC"): number => {
  const read = wallClock(timeZone);
  let moment = Math.floor(after / MINUTE) * MINUTE + MINUTE;
  while (moment <= after + HORIZON) {
    const at = read(moment);
    if (!fitsDay(cron, at) || !cron.fields.hour.has(at.hour)) moment += HOUR - at.minute * MINUTE;
    else if (!cron.fields.minute.has(at.minute)) moment += MINUTE;
    else return moment;
  }
  throw new Error("The cron expression names no day that exists.");
};

const fitsDay = ({ fields, eitherDay }: Cron, at: Record<Field, number>): boolean => {
  if (!fields.month.has(at.month)) return false;
  const byDay = fields.day.has(at.day);
  const byWeekday = fields.weekday.has(at.weekday);
  return eitherDay ? byDay || byWeekday : byDay && byWeekday;
};

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The local date and time in a zone. */
const wallClock = (timeZone: string): ((moment: number) => Record<Field, number>) => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    month: "numeric",
    day: "numeric",
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type as string, value]));
    const number = (field: Field) => Number(parts.get(field));
    return {
      minute: number("minute"),
      hour: number("hour"),
      day: number("day"),
      month: number("month"),
      weekday: weekdays.indexOf(parts.get("weekday") ?? ""),
    };
  };
};
