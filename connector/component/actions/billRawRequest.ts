/** BILL Raw Request: sends any request to BILL's API with the connection's session. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { withClients } from "../clients";
import { billConnectionInput } from "../inputs";
import { exampleRaw } from "../outputs/documents";
import { rawHttpRequest, rawInputs } from "../rawRequest";

export const billRawRequest = action({
  display: {
    label: "BILL Raw Request",
    description: "Sends any request to the BILL v3 API, signed in with the connection",
  },
  inputs: {
    billConnection: billConnectionInput,
    ...rawInputs("/connect/v3/vendors", "JSON, sent as application/json."),
  },
  perform: (context, params) =>
    withClients(context, params, async ({ bill }) => {
      const body = params.body === undefined ? undefined : { json: params.body };
      return { data: await bill.raw(rawHttpRequest(params, body)) };
    }),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRaw,
  examplePayload: exampleRaw,
  outputSchema: { type: "actionOutput", schema: { description: "BILL's response" } },
});
