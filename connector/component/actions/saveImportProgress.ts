/** Save Import Progress: stores where an import stopped, for *Continue Imports*, and removes it once it is finished. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importResultSchema, pendingAfter, readPending } from "../../sync/imports/pendingImports";
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
    const progress = importResultSchema.safeParse(params.importResult);
    if (!progress.success) throw new Error("Import Result must be the entire result of an import step.");
    const before = readPending(crossFlowState["imports"]);
    const imports = pendingAfter(before, progress.data);
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
