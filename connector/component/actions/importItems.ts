/** Import Items: imports BILL items into Precoro's catalog. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importItems as operation } from "../../sync/items/importItems";
import { performImport } from "../importAction";
import { importInputs, itemIds, resumeInputs } from "../importInputs";
import { exampleItems, importSchema } from "../outputs/imports";

export const importItems = action({
  display: {
    label: "Import Items",
    description:
      "Creates catalog items in Precoro from BILL items, links those with the same name, and refreshes linked ones",
  },
  inputs: { ...importInputs, itemIds, ...resumeInputs },
  perform: (context, params) => {
    const { scope, onlyNew, itemIds: ids } = params;
    return performImport(context, params, { list: "items", scope, onlyNew, itemIds: ids }, operation);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleItems,
  examplePayload: exampleItems,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
