/** Precoro Raw Request: sends any request to Precoro's API with the connection's key, within Precoro's rate limits. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { withClients } from "../clients";
import { precoroConnectionInput } from "../inputs";
import { exampleRaw } from "../outputs/documents";
import { rawForm, rawHttpRequest, rawInputs } from "../rawRequest";

export const precoroRawRequest = action({
  display: {
    label: "Precoro Raw Request",
    description:
      "Sends any request to the Precoro API, signed in with the connection and within Precoro's limits",
  },
  inputs: {
    precoroConnection: precoroConnectionInput,
    ...rawInputs(
      "/suppliers",
      'A JSON object of form fields, such as {"name": "Acme", "currencies[]": ["USD"]}; sent as a form, as Precoro requires.',
    ),
  },
  perform: (context, params) =>
    withClients(context, params, async ({ precoro }) => ({
      data: await precoro.raw(rawHttpRequest(params, rawForm(params.body))),
    })),
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRaw,
  examplePayload: exampleRaw,
  outputSchema: { type: "actionOutput", schema: { description: "Precoro's response" } },
});
