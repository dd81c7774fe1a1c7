/**
 * Faults that tests inject: a list of faults, each waiting for matching calls. It decides which fault hits a call;
 * the server carries it out.
 */
import { z } from "zod";
import { type Call, matchesCall } from "./call";
import { describeSchemaError } from "./schemaError";

/** Faults of the connection, the same for every vendor. */
const connectionFaults = [
  /** The connection breaks before the vendor did anything. */
  "reset-before",
  /** The vendor processed the call; the connection breaks before the response. */
  "reset-after",
  /** The vendor processed the call in its usual time; the response is held back for two minutes. */
  "slow",
  /** The vendor processed the call; status and headers arrive, the body breaks off in the middle. */
  "truncated",
] as const;

/** Faults that the vendor answers with an error of its own, without processing the call. */
const vendorFaults = [
  /** The vendor's server error. */
  "500",
  /** The vendor's rate limit error. */
  "429",
  /** The vendor finds the data invalid. */
  "invalid",
  /** The vendor has ended the caller's session. */
  "expired-session",
] as const;

export type VendorFaultKind = (typeof vendorFaults)[number];
export type FaultKind = (typeof connectionFaults)[number] | VendorFaultKind;

export interface Fault {
  /** `METHOD /path` without the query; `{id}` stands for any one segment. */
  readonly match: string;
  readonly kind: FaultKind;
  /** How many calls it hits, by default 1. */
  readonly times?: number;
  /** How many matching calls pass first, by default 0. */
  readonly skip?: number;
}

export interface Faults {
  /** Throws if the fault could never hit a call: an unknown kind, or a call that the vendor does not have. */
  add(fault: Fault): void;
  /** The faults that have hit fewer calls than they should. */
  unused(): Fault[];
  /** Counts the call for every waiting fault, and returns the kind of the fault that hits it. */
  faultFor(call: Call): FaultKind | undefined;
}

const shape = z.strictObject({
  match: z.string(),
  kind: z.enum([...connectionFaults, ...vendorFaults]),
  times: z.int().positive().default(1),
  skip: z.int().nonnegative().default(0),
});

/** The endpoints that share a word with an unknown call, or all endpoints if none does. */
const similarCalls = (match: string, endpoints: readonly string[]): readonly string[] => {
  const words = match.split(/[^a-z]+/).filter((word) => word.length > 2);
  const found = endpoints.filter((endpoint) => words.some((word) => endpoint.includes(word.slice(0, 4))));
  return found.length > 0 ? found : endpoints;
};

export const createFaults = (
  system: string,
  endpoints: readonly string[],
  vendorHas: Readonly<Partial<Record<VendorFaultKind, unknown>>>,
): Faults => {
  const waiting: z.output<typeof shape>[] = [];
  const reject = (fault: Fault, problem: string): never => {
    throw new Error(`${system} fault ${JSON.stringify(fault)}: ${problem}`);
  };
  return {
    add(fault) {
      const read = shape.safeParse(fault);
      if (!read.success) return reject(fault, describeSchemaError(read.error));
      if (vendorFaults.some((kind) => kind === read.data.kind && !vendorHas[kind]))
        reject(fault, `${system} has no such fault`);
      const [name] = /\{(?!id\})[^}]*\}/.exec(read.data.match) ?? [];
      if (name !== undefined) reject(fault, `{id} stands for an id, not ${name}`);
      if (!endpoints.some((endpoint) => matchesCall(read.data.match, endpoint)))
        reject(
          fault,
          `the simulator has no such call; it has ${similarCalls(fault.match, endpoints).join(", ")}`,
        );
      waiting.push(read.data);
    },
    unused: () => waiting.filter(({ times }) => times > 0),
    faultFor(call) {
      let found: FaultKind | undefined;
      for (const fault of waiting) {
        if (fault.times === 0 || !matchesCall(fault.match, `${call.method} ${call.path}`)) continue;
        if (fault.skip > 0) fault.skip--;
        else if (!found) {
          fault.times--;
          found = fault.kind;
        }
      }
      return found;
    },
  };
};
