/** Refresh Imported Records: brings what is already imported up to date with BILL. Creates and links nothing that was not chosen before. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { type FieldList, fieldLists, type ImportTarget } from "../../core/billList";
import { refreshRequests } from "../../core/imports/refreshRequests";
import { leaveSwitchedOff, listAs, resumeInputs } from "../importInputs";
import { billConnectionInput, precoroConnectionInput, switchInput } from "../inputs";
import { exampleRefresh, refreshSchema } from "../outputs/deployment";
import { performRefresh } from "../refreshAction";
import { statsOf } from "../runtime";

const { timeBudgetSeconds } = resumeInputs;

export const refreshImports = action({
  display: {
    label: "Refresh Imported Records",
    description: "Refreshes linked suppliers, options, and items from BILL, without adding any",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    enabled: switchInput("Enabled", "If off, the action makes no calls."),
    withSuppliers: switchInput(
      "Refresh Suppliers",
      "Also refreshes suppliers, including their bank account numbers.",
    ),
    leaveSwitchedOff,
    ...listAs,
    timeBudgetSeconds,
  },
  perform: (context, params) => {
    const { enabled, withSuppliers: vendors, leaveSwitchedOff: leaves } = params;
    const { counts } = statsOf(context);
    // What an import has done counts for more than what the wizard says now.
    const importAs = Object.fromEntries(
      fieldLists.map((list) => [list, counts[list]?.importAs ?? params[`${list}As`]]),
    ) as Record<FieldList, ImportTarget>;
    const requests = enabled ? refreshRequests({ vendors, importAs, leaveSwitchedOff: leaves }) : [];
    return performRefresh(context, { ...params, place: undefined, notBefore: undefined }, requests);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRefresh,
  examplePayload: exampleRefresh,
  outputSchema: { type: "actionOutput", schema: refreshSchema },
});
