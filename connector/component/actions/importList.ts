/** Import List: imports a BILL list, with its hierarchy, as a Precoro custom field or as Precoro's Locations. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { importList as operation } from "../../sync/lists/importList";
import { BadInput, refusable } from "../badInput";
import { performImport } from "../importAction";
import {
  fieldList,
  importAs,
  importInputs,
  leaveSwitchedOff,
  optionIds,
  resumeInputs,
} from "../importInputs";
import { requireText } from "../inputs";
import { exampleList, importSchema } from "../outputs/imports";

export const importList = action({
  display: {
    label: "Import List",
    description:
      "Imports BILL's chart of accounts, classes, departments, customers, or locations into Precoro, with their hierarchy",
    important: true,
  },
  inputs: refusable({
    ...importInputs,
    list: fieldList,
    importAs,
    optionIds,
    leaveSwitchedOff,
    ...resumeInputs,
  }),
  perform: (context, params) => {
    const { scope, onlyNew, importAs: target, optionIds: ids, leaveSwitchedOff: leaves } = params;
    const request = () => {
      const list = requireText(params.list, "The list");
      if (target === "location" && list !== "locations") {
        throw new BadInput("Only BILL's locations can be imported as Precoro's Locations.");
      }
      return {
        list,
        scope,
        onlyNew,
        importAs: target,
        optionIds: ids,
        ...(leaves && { leaveSwitchedOff: true }),
      };
    };
    return performImport(context, params, request, operation);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleList,
  examplePayload: exampleList,
  outputSchema: { type: "actionOutput", schema: importSchema },
});
