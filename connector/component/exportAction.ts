/** What *Export Bill* and *Export Vendor Credit* share: their inputs, and how they run the export of one document. */

import { omitUndefined } from "../core/omitUndefined";
import type { RecordResult } from "../core/outcome";
import type { ExportInput } from "../sync/documents/sendDocument";
import type { SyncContext } from "../sync/syncContext";
import { type Connections, withClients } from "./clients";
import { locationsAs } from "./importInputs";
import {
  approvedFrom,
  billConnectionInput,
  defaultExpenseAccountId,
  document,
  force,
  idn,
  precoroConnectionInput,
  requireText,
  taxAccountId,
  vouchers,
} from "./inputs";
import type { Output } from "./outputs/output";
import { type Context, recheckAfter } from "./runtime";

export const exportInputs = {
  billConnection: billConnectionInput,
  precoroConnection: precoroConnectionInput,
  idn,
  document,
  vouchers,
  force,
  defaultExpenseAccountId,
  taxAccountId,
  approvedFrom,
  locationsAs,
};

interface ExportParams extends Connections {
  readonly idn: string;
  readonly document: unknown;
  readonly vouchers: readonly string[];
  readonly force: boolean;
  readonly defaultExpenseAccountId: string | undefined;
  readonly taxAccountId: string | undefined;
  readonly approvedFrom: string | undefined;
  readonly locationsAs: ReturnType<typeof locationsAs.clean>;
}

/** @throws {RequestError} for failures that are not about this document, such as refused credentials */
export const performExport = async (
  context: Context,
  params: ExportParams,
  operation: (sync: SyncContext, input: ExportInput) => Promise<RecordResult>,
): Promise<Output<RecordResult>> => {
  const { defaultExpenseAccountId: expense, taxAccountId: tax, approvedFrom: start } = params;
  const input: ExportInput = {
    idn: requireText(params.idn, "The document number (idn)"),
    raw: params.document,
    seen: params.vouchers,
    force: params.force,
    accounts: {
      ...omitUndefined({ defaultExpenseAccountId: expense, taxAccountId: tax }),
      locationsFirst: params.locationsAs === "location",
    },
    ...omitUndefined({ approvedFrom: start }),
  };
  return withClients(context, params, async (sync) => {
    const data = await operation(sync, input);
    return { data, changes: { recheck: recheckAfter(context, data, params.vouchers) } };
  });
};
