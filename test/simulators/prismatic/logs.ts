/** The log lines of an execution as the platform shows them: time, level, text. */
import type { Clock } from "../../../connector/http/clock";
import { asText } from "./inputs";
import { isRecord } from "./json";

export interface LogLine {
  timestamp: string;
  level: string;
  message: string;
}

/** Source: integration/PLATFORM.md §1.9, `logger`. */
const levels = ["metric", "trace", "debug", "info", "log", "warn", "error"] as const;
export type Level = (typeof levels)[number];

export const timestamp = (moment: number): string => new Date(moment).toISOString();

export type Log = (level: Level, ...words: unknown[]) => void;

export const createLog =
  (clock: Pick<Clock, "now">, lines: LogLine[], hear: (line: LogLine) => void): Log =>
  (level, ...words) => {
    const line = { timestamp: timestamp(clock.now()), level, message: words.map(word).join(" ") };
    lines.push(line);
    hear(line);
  };

export const loggerOf = (log: Log): Record<Level, (...words: unknown[]) => void> =>
  Object.fromEntries(levels.map((level) => [level, (...words: unknown[]) => log(level, ...words)])) as Record<
    Level,
    (...words: unknown[]) => void
  >;

const word = (value: unknown): string => (isFailure(value) ? messageOf(value) : asText(value));

/** Errors of the bundle may come from another realm, so they are recognized by their properties. */
const isFailure = (value: unknown): boolean => isRecord(value) && "message" in value && "stack" in value;

/** An error hook may also throw a plain object with a message (integration/PLATFORM.md §1.10, `handleErrors`). */
export const messageOf = (error: unknown): string => {
  const { message } = isRecord(error) ? error : {};
  return typeof message === "string" ? message : asText(error);
};
