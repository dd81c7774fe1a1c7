/** Export Bill: an approved Precoro invoice becomes exactly one bill in BILL and is linked to it. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { billAccess, precoroAccess } from "../connections";
import { given } from "../core/given";
import type { RecordResult } from "../core/outcome";
import { exampleExport, type Output, recordSchema } from "../examples";
import { deadlineOf, logOf, openBill, openPrecoro, storesOf } from "../host";
import { locationsAs } from "../importInputs";
import {
  approvedFrom,
  billConnectionInput,
  defaultExpenseAccountId,
  document,
  force,
  idn,
  needed,
  precoroConnectionInput,
  taxAccountId,
} from "../inputs";
import { exportBill as deed } from "../sync/exportBill";

export const exportBill = action({
  display: {
    label: "Export Bill",
    description: "Sends an approved Precoro invoice to BILL as a bill: exactly one, to the cent",
    important: true,
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    idn,
    document,
    force,
    defaultExpenseAccountId,
    taxAccountId,
    approvedFrom,
    locationsAs,
  },
  perform: async (context, params): Promise<Output<RecordResult>> => {
    const deadline = deadlineOf(context);
    const bill = openBill(context, billAccess(params.billConnection), deadline);
    const precoro = openPrecoro(context, precoroAccess(params.precoroConnection), deadline);
    const { defaultExpenseAccountId: expense, taxAccountId: tax, approvedFrom: start } = params;
    const data = await deed(
      { bill, precoro, deadline, log: logOf(context) },
      {
        idn: needed(params.idn, "The document number (idn)"),
        wire: params.document,
        force: params.force,
        accounts: {
          ...given({ defaultExpenseAccountId: expense, taxAccountId: tax }),
          locationsFirst: params.locationsAs === "location",
        },
        ...given({ approvedFrom: start }),
      },
    );
    return { data, contentType: "application/json", ...storesOf(context, { bill, precoro }) };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleExport,
  examplePayload: exampleExport,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
