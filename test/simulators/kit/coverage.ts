/** How far a simulator goes: one line for each call it has. */

export interface Coverage {
  /** `METHOD /path/{id}`. */
  readonly call: string;
  /** Sections of the vendor's fact sheet: `§` and a number each. */
  readonly source: string;
  readonly status: "supported" | "partial";
  /** What a partial one lacks. */
  readonly missing?: string;
  /** The file in the simulator's `contract` folder that holds it to its source. */
  readonly test: string;
}
