/** Import Items: imports BILL items into Precoro's catalog. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importItems as operation } from "../../sync/items/importItems";
import { refusable } from "../badInput";
import { performImport } from "../importAction";
import { importInputs, itemIds, leaveSwitchedOff, resumeInputs } from "../importInputs";
import { exampleItems, importSchema } from "../outputs/imports";

export const importItems = action({
  display: {
    label: "Import Items",
    description:
      "Creates catalog items in Precoro from BILL items, links those with the same name, and refreshes linked ones",
  },
  inputs: refusable({ ...importInputs, itemIds, leaveSwitchedOff, ...resumeInputs }),
  perform: (context, params) => {
    const { scope, onlyNew, itemIds: ids, leaveSwitchedOff: leaves } = params;
    const request = () =>
      ({ list: "items", scope, onlyNew, itemIds: ids, ...(leaves && { leaveSwitchedOff: true }) }) as const;
    return performImport(context, params, request, operation);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleItems,
  examplePayload: exampleItems,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
