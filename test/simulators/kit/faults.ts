/**
 * What goes wrong on purpose: a list of faults, each waiting for its calls. It says when a fault strikes;
 * what a fault does to an exchange is the server's business.
 */
import { z } from "zod";
import { type Call, meets } from "./call";
import { problemOf } from "./problem";

/** Faults of the connection, the same for every vendor. */
const cuts = [
  /** The connection is cut; the vendor did nothing. */
  "reset-before",
  /** The vendor did it; the connection is cut before the answer. */
  "reset-after",
  /** The vendor did it in its usual time; the answer is held for two minutes. */
  "slow",
  /** The vendor did it; status and headers are fine, the body breaks off in the middle. */
  "truncated",
] as const;

/** Faults that the vendor answers in its own words, having done nothing. */
const denials = [
  /** The vendor's own server error. */
  "500",
  /** The vendor's own limit. */
  "429",
  /** The vendor has ended the caller's session. */
  "expired-session",
] as const;

export type DenialKind = (typeof denials)[number];
export type FaultKind = (typeof cuts)[number] | DenialKind;

export interface Fault {
  /** `METHOD /path`, without query; `{id}` stands for any one segment. */
  readonly match: string;
  readonly kind: FaultKind;
  /** How many calls it strikes: 1 unless said. */
  readonly times?: number;
  /** How many matching calls pass first: 0 unless said. */
  readonly skip?: number;
}

export interface Faults {
  /** Throws when the fault could never strike: an unknown kind, or a call that the vendor does not have. */
  add(fault: Fault): void;
  /** The faults that have not struck as often as they were to. */
  unspent(): Fault[];
  /** Counts the call against every waiting fault and says which one strikes it. */
  strike(call: Call): FaultKind | undefined;
}

const shape = z.strictObject({
  match: z.string(),
  kind: z.enum([...cuts, ...denials]),
  times: z.int().positive().default(1),
  skip: z.int().nonnegative().default(0),
});

/** The calls with a word of the wrong one; all of them where there is none. */
const near = (match: string, endpoints: readonly string[]): readonly string[] => {
  const words = match.split(/[^a-z]+/).filter((word) => word.length > 2);
  const found = endpoints.filter((endpoint) => words.some((word) => endpoint.includes(word.slice(0, 4))));
  return found.length > 0 ? found : endpoints;
};

export const createFaults = (
  system: string,
  endpoints: readonly string[],
  denied: Readonly<Partial<Record<DenialKind, unknown>>>,
): Faults => {
  const waiting: z.output<typeof shape>[] = [];
  const complain = (fault: Fault, problem: string): never => {
    throw new Error(`${system} fault ${JSON.stringify(fault)}: ${problem}`);
  };
  return {
    add(fault) {
      const read = shape.safeParse(fault);
      if (!read.success) return complain(fault, problemOf(read.error));
      if (denials.some((kind) => kind === read.data.kind && !denied[kind]))
        complain(fault, `${system} has no such fault`);
      if (!endpoints.some((endpoint) => meets(read.data.match, endpoint)))
        complain(fault, `the simulator has no such call; it has ${near(fault.match, endpoints).join(", ")}`);
      waiting.push(read.data);
    },
    unspent: () => waiting.filter(({ times }) => times > 0),
    strike(call) {
      let struck: FaultKind | undefined;
      for (const fault of waiting) {
        if (fault.times === 0 || !meets(fault.match, `${call.method} ${call.path}`)) continue;
        if (fault.skip > 0) fault.skip--;
        else if (!struck) {
          fault.times--;
          struck = fault.kind;
        }
      }
      return struck;
    },
  };
};
