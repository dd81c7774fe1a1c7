/** Map Supplier: links one Precoro supplier to the BILL vendor with the same name. Its output is a synchronous flow's response. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { omitUndefined } from "../../core/omitUndefined";
import type { RecordResult } from "../../core/outcome";
import { withOneMoreLinked } from "../../sync/imports/importStats";
import type { SyncContext } from "../../sync/syncContext";
import { mapSupplier as map } from "../../sync/vendors/mapSupplier";
import { recentSuppliers } from "../../sync/vendors/recentSuppliers";
import { refusable, refusedCall, refusing } from "../badInput";
import { withClients } from "../clients";
import {
  billConnectionInput,
  chosenVendorId,
  precoroConnectionInput,
  requireText,
  supplierId,
} from "../inputs";
import { exampleMap } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { logOf, statsOf, syncDeadlineOf } from "../runtime";

/** The HTTP status of the response: 422 if a person has to act, 429 if the same call can work later. */
const statusOf = ({ outcome }: RecordResult): number =>
  outcome === "rejected" ? 422 : outcome === "postponed" ? 429 : 200;

export const mapSupplier = action({
  display: {
    label: "Map Supplier",
    description:
      "Links a Precoro supplier to the BILL vendor with the same name, or suggests the closest names",
  },
  inputs: refusable({
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    supplierId,
    vendorId: chosenVendorId,
  }),
  perform: (context, params) => {
    const link = () => {
      const input = {
        supplierId: requireText(params.supplierId, "The supplier ID"),
        ...omitUndefined({ vendorId: params.vendorId }),
      };
      const recent = recentSuppliers(context.instanceState["suppliersRead"]);
      const operation = async (sync: SyncContext) => {
        const data = await map(sync, input, recent);
        // The changed count makes the sweep retry the supplier's documents that were approved before it was linked.
        const stats = data.outcome === "linked" ? withOneMoreLinked(statsOf(context), "vendors") : undefined;
        const instanceState = { ...context.instanceState, suppliersRead: recent.all() };
        return { data, statusCode: statusOf(data), instanceState, changes: { stats } };
      };
      return withClients(context, params, operation, { deadline: syncDeadlineOf(context) });
    };
    return refusing<Output<RecordResult>>(logOf(context), params, link, refusedCall);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleMap,
  examplePayload: exampleMap,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
