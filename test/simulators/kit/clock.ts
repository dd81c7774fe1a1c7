/**
 * Virtual time for tests, real time for the sandbox. Virtual time moves only while every request in flight is parked in a simulator,
 * so a run is exact and repeatable, and takes no real time. It knows no vendor and no platform.
 */
import type { Clock } from "../../../connector/http/clock";

/** What a simulator needs: the time, a way to hold a request until its response is due, and a way to do something later. */
export interface SimulatorClock {
  now(): number;
  /** Calls `go` at a moment. The returned function cancels it. */
  at(moment: number, label: string, go: () => void): () => void;
  /** Resolves to true when the time is up, or to false when the caller disconnects first. */
  park(ms: number, label: string, gone: AbortSignal): Promise<boolean>;
}

interface Event {
  at: number;
  label: string;
  sequence: number;
  go: () => void;
}

/** The sort key of events at the same instant: their label, or a shuffled one (for races). */
export type EventOrder = (label: string) => string;

const yieldToEventLoop = () => new Promise<void>((done) => setImmediate(done));

/** After so long in real time without an event, the run is stuck: something waits for real time outside `within`. */
const STUCK_AFTER_MS = 20_000;

/** A disconnected caller is noticed by its closed socket. If the machine misses that, virtual time goes on after so long. */
const ABANDONED_AFTER_MS = 1_000;

export class VirtualClock implements Clock, SimulatorClock {
  private readonly events = new Set<Event>();
  private readonly inFlight = new Map<number, Error>();
  private parked = 0;
  /** Parked requests that nobody waits for anymore. */
  private abandoned = 0;
  private nextSequence = 0;
  private isRunningEvents = false;
  private watchdog: NodeJS.Timeout | undefined;

  constructor(
    private time: number,
    private readonly randomSource: () => number,
    private readonly orderOf: EventOrder = (label) => label,
  ) {}

  now(): number {
    return this.time;
  }

  random(): number {
    return this.randomSource();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((done) => this.at(this.time + ms, "", done));
  }

  /** Calls `go` at a moment, or now if that has passed. The returned function cancels it. */
  at(moment: number, label: string, go: () => void): () => void {
    const event: Event = {
      at: Math.max(moment, this.time),
      label: this.orderOf(label),
      sequence: this.nextSequence++,
      go,
    };
    this.events.add(event);
    void this.runEvents();
    return () => {
      this.events.delete(event);
    };
  }

  async within<T>(ms: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const exchange = this.nextSequence++;
    const cancel = this.at(this.time + ms, "~", () => stop.abort());
    // Its stack is written out only when somebody reads it.
    this.inFlight.set(exchange, new Error("request in flight"));
    try {
      return await run(stop.signal);
    } finally {
      this.inFlight.delete(exchange);
      cancel();
      void this.runEvents();
    }
  }

  park(ms: number, label: string, gone: AbortSignal): Promise<boolean> {
    if (gone.aborted) return Promise.resolve(false);
    return new Promise((done) => {
      this.parked++;
      let over = false;
      const end = (answered: boolean) => {
        if (over) return;
        over = true;
        cancel();
        this.parked--;
        this.abandoned = Math.min(this.abandoned, this.parked);
        done(answered);
        void this.runEvents();
      };
      const cancel = this.at(this.time + ms, label, () => end(true));
      gone.addEventListener("abort", () => end(false), { once: true });
    });
  }

  private async runEvents(): Promise<void> {
    if (this.isRunningEvents) return;
    this.isRunningEvents = true;
    clearTimeout(this.watchdog);
    for (;;) {
      await yieldToEventLoop();
      await yieldToEventLoop();
      if (this.inFlight.size !== this.parked - this.abandoned) break;
      const next = this.earliest();
      if (!next) break;
      this.events.delete(next);
      this.time = Math.max(this.time, next.at);
      next.go();
    }
    this.isRunningEvents = false;
    this.startWatchdog();
  }

  private earliest(): Event | undefined {
    let first: Event | undefined;
    for (const event of this.events) {
      if (!first || isBefore(event, first)) first = event;
    }
    return first;
  }

  private startWatchdog(): void {
    clearTimeout(this.watchdog);
    const waiting = this.parked - this.abandoned;
    if (this.inFlight.size === waiting) return;
    if (this.inFlight.size < waiting) {
      this.watchdog = setTimeout(() => {
        this.abandoned = this.parked - this.inFlight.size;
        void this.runEvents();
      }, ABANDONED_AFTER_MS);
      return;
    }
    this.watchdog = setTimeout(() => {
      const where = [...this.inFlight.values()].map(({ stack }) => stack).join("\n");
      throw new Error(
        `The virtual clock is stuck: ${this.inFlight.size} in flight, ${this.parked} parked.\n${where}`,
      );
    }, STUCK_AFTER_MS);
    this.watchdog.unref();
  }
}

const isBefore = (a: Event, b: Event): boolean =>
  a.at !== b.at ? a.at < b.at : a.label !== b.label ? a.label < b.label : a.sequence < b.sequence;

/** Real time, for the sandbox that other programs call. */
export const machineClock: SimulatorClock = {
  now: () => Date.now(),
  at: (moment, _label, go) => {
    const timer = setTimeout(go, moment - Date.now());
    timer.unref();
    return () => clearTimeout(timer);
  },
  park: (ms, _label, gone) =>
    new Promise((done) => {
      if (gone.aborted) return done(false);
      const timer = setTimeout(() => done(true), ms);
      gone.addEventListener("abort", () => {
        clearTimeout(timer);
        done(false);
      });
    }),
};

/** A small seeded random number generator (mulberry32): the same seed repeats a run. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
