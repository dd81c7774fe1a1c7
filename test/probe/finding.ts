/** What a probe finds out about an assumption, and what a probe is. */

export type Verdict = "confirmed" | "refuted" | "not testable";

export interface Finding {
  readonly verdict: Verdict;
  /** What came, or why it cannot be tested. Field names, types, codes and counts only: it leaves the machine. */
  readonly what: string;
}

export const confirmed = (what: string): Finding => ({ verdict: "confirmed", what });
export const refuted = (what: string): Finding => ({ verdict: "refuted", what });
export const notTestable = (what: string): Finding => ({ verdict: "not testable", what });

export const judged = (holds: boolean, what: string): Finding => (holds ? confirmed : refuted)(what);

/** Thrown where what a probe needs is not there; its message is the reason. */
export class NotTestable extends Error {}

export interface Probe<Context> {
  /** As the tables of connector/DECISIONS.md name it. */
  readonly id: string;
  /** One sentence; the answer that the connector expects first. */
  readonly assumption: string;
  /** Set where only a person can find out. */
  readonly byHand?: true;
  run(context: Context): Promise<Finding>;
}

/** An assumption that no command can test: `reason` says why, and what a person can do. */
export const byHand = (id: string, assumption: string, reason: string): Probe<unknown> => ({
  id,
  assumption,
  byHand: true,
  run: async () => notTestable(reason),
});
