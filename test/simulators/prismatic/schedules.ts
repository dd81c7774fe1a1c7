/**
 * Fires scheduled flows, but only while somebody waits for time to pass: schedules alone, or runs that only schedules
 * started, would make virtual time run forever.
 */
import type { VirtualClock } from "../kit/clock";
import { type Cron, nextTime, parseCron } from "./cron";
import type { Flow } from "./definition";
import type { Instance } from "./instance";
import { triggerStep } from "./triggers";

interface Timing {
  cron: Cron;
  timeZone: string;
}

export interface Schedule extends Timing {
  fire: () => void;
}

/** A flow's schedule, if any. An empty one never fires. Source: integration/PLATFORM.md §2.2 and §2.5, `schedule`. */
export const timingOf = (flow: Flow, { definition, configVars }: Instance): Timing | undefined => {
  const { schedule } = triggerStep(flow);
  if (!schedule) return undefined;
  if (schedule.type === "value")
    return timing(schedule.meta?.scheduleType, schedule.value, schedule.meta?.timeZone);
  const variable = definition.requiredConfigVars?.find(({ key }) => key === schedule.value);
  return timing(variable?.scheduleType, configVars()[schedule.value], variable?.timeZone);
};

const timing = (
  kind: string | undefined,
  expression: unknown,
  timeZone: string | undefined,
): Timing | undefined =>
  kind === "none" || typeof expression !== "string" || expression === ""
    ? undefined
    : { cron: parseCron(expression), timeZone: timeZone || "UTC" };

interface Schedules {
  start(): void;
  stop(): void;
  /** Schedules fire while somebody follows. One that becomes due meanwhile fires as soon as somebody follows again. */
  follow(followed: boolean): void;
  fireDue(): void;
}

export const createSchedules = (clock: VirtualClock, schedules: Schedule[]): Schedules => {
  let due: { schedule: Schedule; at: number }[] = [];
  let followed = false;
  let unplan = () => {};

  const plan = () => {
    unplan();
    if (!followed || due.length === 0) return;
    unplan = clock.at(Math.min(...due.map(({ at }) => at)), "schedule", fireDue);
  };
  const fireDue = () => {
    const now = clock.now();
    const ready = due.filter(({ at }) => at <= now);
    for (const entry of ready) entry.at = nextTime(entry.schedule.cron, now, entry.schedule.timeZone);
    for (const { schedule } of ready) schedule.fire();
    plan();
  };
  return {
    start() {
      due = schedules.map((schedule) => ({
        schedule,
        at: nextTime(schedule.cron, clock.now(), schedule.timeZone),
      }));
      plan();
    },
    stop() {
      due = [];
      plan();
    },
    follow(wanted) {
      followed = wanted;
      plan();
    },
    fireDue,
  };
};
