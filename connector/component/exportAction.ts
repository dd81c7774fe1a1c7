/** How an action sends one document: the inputs that sending an invoice and a credit note share, and what they run with. */

import { omitUndefined } from "../core/omitUndefined";
import type { RecordResult } from "../core/outcome";
import type { ExportInput } from "../sync/documents/sendDocument";
import type { SyncContext } from "../sync/syncContext";
import { billAccess, precoroAccess } from "./connections";
import { locationsAs } from "./importInputs";
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
} from "./inputs";
import type { Output } from "./outputs/output";
import { billClientOf, type Context, changedState, deadlineOf, logOf, precoroClientOf } from "./runtime";

export const exportInputs = {
  billConnection: billConnectionInput,
  precoroConnection: precoroConnectionInput,
  idn,
  document,
  force,
  defaultExpenseAccountId,
  taxAccountId,
  approvedFrom,
  locationsAs,
};

interface ExportParams {
  readonly billConnection: Parameters<typeof billAccess>[0];
  readonly precoroConnection: Parameters<typeof precoroAccess>[0];
  readonly idn: string;
  readonly document: unknown;
  readonly force: boolean;
  readonly defaultExpenseAccountId: string | undefined;
  readonly taxAccountId: string | undefined;
  readonly approvedFrom: string | undefined;
  readonly locationsAs: ReturnType<typeof locationsAs.clean>;
}

export const performExport = async (
  context: Context,
  params: ExportParams,
  deed: (run: SyncContext, order: ExportInput) => Promise<RecordResult>,
): Promise<Output<RecordResult>> => {
  const deadline = deadlineOf(context);
  const bill = billClientOf(context, billAccess(params.billConnection), deadline);
  const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
  const { defaultExpenseAccountId: expense, taxAccountId: tax, approvedFrom: start } = params;
  const data = await deed(
    { bill, precoro, deadline, log: logOf(context) },
    {
      idn: needed(params.idn, "The document number (idn)"),
      wire: params.document,
      force: params.force,
      accounts: {
        ...omitUndefined({ defaultExpenseAccountId: expense, taxAccountId: tax }),
        locationsFirst: params.locationsAs === "location",
      },
      ...omitUndefined({ approvedFrom: start }),
    },
  );
  return { data, contentType: "application/json", ...changedState(context, { bill, precoro }) };
};
