/** List Pending Imports: the unfinished imports saved by *Save Import Progress* that can continue now. Makes no calls. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { canContinue, readPending } from "../../sync/imports/pendingImports";
import type { Continuation } from "../../sync/imports/runImport";
import { examplePending, pendingSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";

export const listPendingImports = action({
  display: {
    label: "List Pending Imports",
    description: "Lists the imports that are not finished and can continue now",
  },
  inputs: {},
  perform: async ({ crossFlowState }): Promise<Output<{ imports: Continuation[] }>> => ({
    data: { imports: readPending(crossFlowState["imports"]).filter(canContinue) },
    contentType: "application/json",
  }),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => examplePending,
  examplePayload: examplePending,
  outputSchema: { type: "actionOutput", schema: pendingSchema },
});
