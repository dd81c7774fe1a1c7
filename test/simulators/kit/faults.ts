/**
 * What goes wrong on purpose: a list of faults, each waiting for its calls. It says when a fault strikes;
 * what a fault does to an exchange is the server's business.
 */
import { z } from "zod";
import { type Call, matchesCall } from "./call";
import { describeSchemaError } from "./schemaError";

/** Faults of the connection, the same for every vendor. */
const connectionFaults = [
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
const vendorFaults = [
  /** The vendor's own server error. */
  "500",
  /** The vendor's own limit. */
  "429",
  /** The vendor has ended the caller's session. */
  "expired-session",
] as const;

export type VendorFaultKind = (typeof vendorFaults)[number];
export type FaultKind = (typeof connectionFaults)[number] | VendorFaultKind;

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
  unused(): Fault[];
  /** Counts the call against every waiting fault and says which one strikes it. */
  faultFor(call: Call): FaultKind | undefined;
}

const shape = z.strictObject({
  match: z.string(),
  kind: z.enum([...connectionFaults, ...vendorFaults]),
  times: z.int().positive().default(1),
  skip: z.int().nonnegative().default(0),
});

/** The calls with a word of the wrong one; all of them where there is none. */
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
