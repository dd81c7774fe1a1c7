/** List Import Options: one page of what BILL offers to import, searched and marked. Answers a synchronous flow. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { listImportOptions as deed, type OptionsPage } from "../../sync/importChoices/listImportOptions";
import { billAccess, precoroAccess } from "../connections";
import { anyList, page, search } from "../importInputs";
import { billConnectionInput, needed, precoroConnectionInput } from "../inputs";
import { exampleOptions, optionsSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";
import { billClientOf, changedState, logOf, precoroClientOf, seenOf, syncDeadlineOf } from "../runtime";

export const listImportOptions = action({
  display: {
    label: "List Import Options",
    description: "Gives one page of the entries of a BILL list, and says which of them are imported already",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    list: anyList,
    search,
    page,
  },
  perform: async (context, params): Promise<Output<OptionsPage>> => {
    const deadline = syncDeadlineOf(context);
    const list = needed(params.list, "The list");
    const bill = billClientOf(context, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
    const order = {
      list,
      search: params.search,
      ...(params.page === undefined ? {} : { page: params.page }),
    };
    const { page: data, seen } = await deed(
      { bill, precoro, deadline, log: logOf(context) },
      order,
      seenOf(context),
    );
    return {
      data,
      contentType: "application/json",
      statusCode: 200,
      ...changedState(context, { bill, precoro, seen }),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleOptions,
  examplePayload: exampleOptions,
  outputSchema: { type: "actionOutput", schema: optionsSchema },
});
