/** BILL Raw Request: any other call to BILL, with the connection's session. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { billAccess } from "../connections";
import { billConnectionInput } from "../inputs";
import { exampleRaw } from "../outputs/documents";
import type { Output } from "../outputs/output";
import { rawExchange, rawInputs } from "../rawRequest";
import { billClientOf, changedState, deadlineOf } from "../runtime";

export const billRawRequest = action({
  display: {
    label: "BILL Raw Request",
    description: "Sends any request to the BILL v3 API with the connection's session",
  },
  inputs: {
    billConnection: billConnectionInput,
    ...rawInputs("/connect/v3/vendors", "JSON; sent as application/json."),
  },
  perform: async (context, params): Promise<Output<unknown>> => {
    const bill = billClientOf(context, billAccess(params.billConnection), deadlineOf(context));
    const body = params.body === undefined ? undefined : { json: params.body };
    const data = await bill.raw(rawExchange(params, body));
    return { data, contentType: "application/json", ...changedState(context, { bill }) };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRaw,
  examplePayload: exampleRaw,
  outputSchema: { type: "actionOutput", schema: { description: "BILL's answer" } },
});
