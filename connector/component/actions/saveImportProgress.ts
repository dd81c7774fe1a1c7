/** Save Import Progress: remembers where an import has stopped, for *Continue Imports*, and forgets those that are finished. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importProgressSchema, pendingAfter, readPending } from "../../sync/imports/pendingImports";
import type { Continuation } from "../../sync/imports/runImport";
import { importResult } from "../importInputs";
import { examplePending, pendingSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";

export const saveImportProgress = action({
  display: {
    label: "Save Import Progress",
    description: "Saves where an import stopped, so that Continue Imports can resume it",
  },
  inputs: { importResult },
  perform: async ({ crossFlowState }, params): Promise<Output<{ imports: Continuation[] }>> => {
    const ended = importProgressSchema.safeParse(params.importResult);
    if (!ended.success) throw new Error("Import Result must be the entire result of an import step.");
    const before = readPending(crossFlowState["imports"]);
    const imports = pendingAfter(before, ended.data);
    const changed = JSON.stringify(imports) !== JSON.stringify(crossFlowState["imports"] ?? []);
    return {
      data: { imports },
      contentType: "application/json",
      ...(changed ? { crossFlowState: { ...crossFlowState, imports } } : {}),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => examplePending,
  examplePayload: examplePending,
  outputSchema: { type: "actionOutput", schema: pendingSchema },
});
