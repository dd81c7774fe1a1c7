/**
 * List Import Options: one searchable page of a BILL list, with a flag for what is already imported. Its output is a
 * synchronous flow's response.
 */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { omitUndefined } from "../../core/omitUndefined";
import type { RecordResult } from "../../core/outcome";
import {
  listImportOptions as listOptions,
  type OptionsPage,
} from "../../sync/importChoices/listImportOptions";
import type { SyncContext } from "../../sync/syncContext";
import { refusable, refusedCall, refusing } from "../badInput";
import { withClients } from "../clients";
import { anyList, page, search } from "../importInputs";
import { billConnectionInput, precoroConnectionInput, requireText } from "../inputs";
import { exampleOptions, optionsSchema } from "../outputs/imports";
import type { Output } from "../outputs/output";
import { logOf, statsOf, syncDeadlineOf } from "../runtime";

export const listImportOptions = action({
  display: {
    label: "List Import Options",
    description: "Returns one page of a BILL list and shows which entries are already imported",
  },
  inputs: refusable({
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    list: anyList,
    search,
    page,
  }),
  perform: (context, params) => {
    const list = () => {
      const request = {
        list: requireText(params.list, "The list"),
        search: params.search,
        ...omitUndefined({ page: params.page }),
      };
      const operation = async (sync: SyncContext) => {
        const { page: data, stats } = await listOptions(sync, request, statsOf(context));
        return { data, statusCode: 200, changes: { stats } };
      };
      return withClients(context, params, operation, { deadline: syncDeadlineOf(context) });
    };
    return refusing<Output<OptionsPage | RecordResult>>(logOf(context), params, list, refusedCall);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleOptions,
  examplePayload: exampleOptions,
  outputSchema: { type: "actionOutput", schema: optionsSchema },
});
