/** Get Document: reads one Precoro document on a hint and takes the branch that its kind and status call for. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { documentBranches, readDocument } from "../../sync/documents/readDocument";
import { precoroAccess } from "../connections";
import { hintId, idn, needed, precoroConnectionInput } from "../inputs";
import { exampleRead, notReadSchema, type ReadData, readSchema } from "../outputs/documents";
import type { Output } from "../outputs/output";
import { changedState, deadlineOf, decisionsOf, logOf, precoroClientOf } from "../runtime";

export const getDocument = action({
  display: {
    label: "Get Document",
    description: "Reads an invoice or credit note from Precoro and branches by its kind and status",
    important: true,
  },
  inputs: { precoroConnection: precoroConnectionInput, idn, id: hintId },
  allowsBranching: true,
  staticBranchNames: [...documentBranches],
  perform: async (context, params): Promise<Output<ReadData> & { branch: string }> => {
    const deadline = deadlineOf(context);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
    const hint = {
      idn: needed(params.idn, "The document number (idn)"),
      ...(params.id === undefined ? {} : { id: params.id }),
      decisions: decisionsOf(context),
    };
    const { branch, result, document, fields } = await readDocument({ precoro, log: logOf(context) }, hint);
    return {
      branch,
      data: { ...result, document, fields },
      contentType: "application/json",
      ...changedState(context, { precoro }),
    };
  },
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
