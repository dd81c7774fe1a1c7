/** What every action gives back: its data with the stores that changed, and the schema of a record's result, for the designer's pickers. */
import type { ActionOutputSchema } from "@prismatic-io/spectral";
import { outcomes } from "../../core/outcome";
import { reasons } from "../../core/reason";
import type { Stores } from "../runtime";

/** The newer of the two drafts that the SDK takes. */
export type Schema = Exclude<ActionOutputSchema["schema"], { exclusiveMaximum?: boolean }>;

/** What an action of ours returns: its data, and the stores that changed. */
export interface Output<Data> extends Stores {
  instanceState?: Record<string, unknown>;
  data: Data;
  contentType: string;
  statusCode?: number;
}

export const text: Schema = { type: "string" };

/** What is known of a record after it was handled. */
export const recordProperties: Record<string, Schema> = {
  id: { ...text, description: "The record's ID in the system it comes from; a document's idn" },
  name: text,
  outcome: { ...text, enum: [...outcomes] },
  reason: { ...text, enum: [...reasons], description: "Why it was rejected, postponed, skipped or unlinked" },
  message: { ...text, description: "The reason as one sentence that says what to do" },
  link: { ...text, description: "The record's page in BILL" },
  waitsFor: { ...text, description: "The document that has to be sent before, by its idn" },
  payments: {
    type: "object",
    description: "For Import Payments On Demand: the payments that BILL has told of",
    properties: { ids: { type: "array", items: text } },
  },
};

export const recordSchema: Schema = {
  type: "object",
  properties: recordProperties,
  required: ["id", "outcome"],
};

export const countsSchema: Schema = {
  type: "object",
  description: "How many of each outcome; outcomes that did not occur are left out",
  properties: Object.fromEntries(outcomes.map((outcome) => [outcome, { type: "integer" }])),
};
