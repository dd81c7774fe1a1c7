/** The shape of every action's output, and the schemas for a record's result that the designer's reference picker uses. */
import type { ActionOutputSchema } from "@prismatic-io/spectral";
import { outcomes } from "../../core/outcome";
import { reasons } from "../../core/reason";
import type { Stores } from "../runtime";

/** The SDK accepts two drafts of JSON Schema; this is the newer one. */
export type Schema = Exclude<ActionOutputSchema["schema"], { exclusiveMaximum?: boolean }>;

/** What an action returns: its data and the changed stores. */
export interface Output<Data> extends Stores {
  instanceState?: Record<string, unknown>;
  data: Data;
  contentType: string;
  statusCode?: number;
}

export const text: Schema = { type: "string" };

/** The properties of a `RecordResult`. */
export const recordProperties: Record<string, Schema> = {
  id: {
    ...text,
    description: "The record's ID in the system it comes from; for a document, its number (idn)",
  },
  name: text,
  outcome: { ...text, enum: [...outcomes] },
  reason: {
    ...text,
    enum: [...reasons],
    description: "Why it was rejected, postponed, skipped, or unlinked",
  },
  message: { ...text, description: "What happened and what to do" },
  link: { ...text, description: "The record's page in BILL" },
  waitsFor: { ...text, description: "The number (idn) of the document that has to be sent first" },
};

export const recordSchema: Schema = {
  type: "object",
  properties: recordProperties,
  required: ["id", "outcome"],
};

export const countsSchema: Schema = {
  type: "object",
  description: "Number of records by outcome; outcomes that did not occur are omitted",
  properties: Object.fromEntries(outcomes.map((outcome) => [outcome, { type: "integer" }])),
};
