/** Record Outcome: remembers documents that were not sent, so that the sweep retries them once a day instead of on every run. */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import * as z from "zod";
import { LEFT_ALONE, withDecision } from "../../core/changes/documentSweep";
import { omitUndefined } from "../../core/omitUndefined";
import { clock } from "../../http/clock";
import { cleanRecord } from "../inputs";
import { exampleRecorded, recordedSchema } from "../outputs/documents";
import type { Output } from "../outputs/output";
import { decisionsOf } from "../runtime";

/** The parts of a result that matter here. A document that the flow left alone has no outcome. */
const resultSchema = z.object({
  id: z.string(),
  outcome: z.string().optional(),
  reason: z.string().optional(),
  waitsFor: z.string().optional(),
});
/** Other outcomes mean that the document was processed or is retried anyway. They are recorded only with `waitsFor`. */
const RECORDED = ["rejected", "skipped", "unchanged", undefined];

export const recordOutcome = action({
  display: {
    label: "Record Outcome",
    description:
      "Records that a document was not sent, so that it isn't tried again until it changes or a day has passed",
  },
  inputs: {
    result: input({
      label: "Result",
      type: "code",
      language: "json",
      required: true,
      comments: "The entire result of the step that handled the document, or of Get Document if no step did.",
      clean: cleanRecord,
    }),
  },
  perform: async ({ instanceState }, params): Promise<Output<{ recorded: number }>> => {
    const result = resultSchema.safeParse(params.result);
    if (!result.success)
      throw new Error("Result must be the entire result of the step that handled the document.");
    const { id: idn, outcome, waitsFor } = result.data;
    const reason = outcome === undefined ? LEFT_ALONE : (result.data.reason ?? "");
    const before = decisionsOf({ instanceState });
    const decision =
      RECORDED.includes(outcome) || waitsFor !== undefined
        ? { idn, reason, at: clock().now(), ...omitUndefined({ waitsFor }) }
        : undefined;
    const isNew = decision !== undefined || before.some((one) => one.idn === idn);
    const decisions = isNew ? withDecision(before, idn, decision) : before;
    return {
      data: { recorded: decisions.length },
      contentType: "application/json",
      ...(isNew ? { instanceState: { ...instanceState, decisions } } : {}),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRecorded,
  examplePayload: exampleRecorded,
  outputSchema: { type: "actionOutput", schema: recordedSchema },
});
