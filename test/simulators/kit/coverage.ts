/** The shape of a simulator's coverage list: one entry for each call that it supports. */

export interface Coverage {
  /** `METHOD /path/{id}`. */
  readonly call: string;
  /** Sections of the vendor's fact sheet: `§` and a number each. */
  readonly source: string;
  readonly status: "supported" | "partial";
  /** What a partially supported call lacks. */
  readonly missing?: string;
  /** The file in the simulator's `contract` folder that tests the call against its source. */
  readonly test: string;
}
