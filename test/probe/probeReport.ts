/** The file to send back: what was found, without names, numbers, amounts and whole ids of anybody's records. */
import type { Accesses, Result, SystemResult } from "./runProbes";

export interface ProbeReport {
  /** When it ended, UTC. */
  readonly at: string;
  readonly systems: readonly (Omit<SystemResult, "left" | "results"> & {
    readonly host: string;
    readonly writes: boolean;
    readonly results: readonly Omit<Result, "byHand">[];
    /** How many records of the probe could not be removed; the terminal names them. */
    readonly left: number;
  })[];
}

const hostOf = (url: string): string => new URL(url).host;

export const probeReport = (
  systems: readonly SystemResult[],
  { bill, precoro, writes }: Accesses,
  now: number,
): ProbeReport => ({
  at: new Date(now).toISOString(),
  systems: systems.map(({ left, results, ...rest }) => ({
    ...rest,
    host: hostOf((rest.system === "BILL" ? bill?.gatewayUrl : precoro?.apiUrl) ?? "http://unknown"),
    writes: rest.system === "BILL" && writes,
    results: results.map(({ byHand: _byHand, ...result }) => result),
    left: left.length,
  })),
});
