/** Get Document: reads one Precoro document and branches by its kind and status. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { omitUndefined } from "../../core/omitUndefined";
import { documentBranches, readDocument } from "../../sync/documents/readDocument";
import { refusable, refusing } from "../badInput";
import { withClients } from "../clients";
import { documentId, idn, precoroConnectionInput, requireText } from "../inputs";
import { exampleRead, notReadSchema, type ReadData, readSchema } from "../outputs/documents";
import type { Output } from "../outputs/output";
import { decisionsOf, logOf } from "../runtime";

export const getDocument = action({
  display: {
    label: "Get Document",
    description: "Reads an invoice or credit note from Precoro and branches by its type and status",
    important: true,
  },
  inputs: refusable({ precoroConnection: precoroConnectionInput, idn, id: documentId }),
  allowsBranching: true,
  staticBranchNames: [...documentBranches],
  perform: (context, params) =>
    refusing<Output<ReadData> & { branch: string }>(
      logOf(context),
      params,
      () =>
        withClients(context, params, async (clients) => {
          const { branch, result, document, fields } = await readDocument(clients, {
            idn: requireText(params.idn, "The document number (idn)"),
            ...omitUndefined({ id: params.id }),
            decisions: decisionsOf(context),
          });
          return { branch, data: { ...result, document, fields } };
        }),
      (result) => ({
        branch: "Not Exportable",
        data: { ...result, document: null, fields: {} },
        contentType: "application/json",
      }),
    ),
  performSafety: PerformSafety.SAFE,
  examplePayload: exampleRead,
  outputSchema: {
    type: "branchingOutput",
    branchSchemas: {
      "Approved Invoice": readSchema,
      "Approved Credit Note": readSchema,
      Canceled: readSchema,
      "Not Exportable": notReadSchema,
    },
  },
});
