/** Map Supplier: links one Precoro supplier to the BILL vendor of the identical name. Answers a synchronous flow. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { omitUndefined } from "../../core/omitUndefined";
import type { RecordResult } from "../../core/outcome";
import { withOneMoreLinked } from "../../sync/imports/importStats";
import type { SyncContext } from "../../sync/syncContext";
import { mapSupplier as map } from "../../sync/vendors/mapSupplier";
import { withClients } from "../clients";
import { billConnectionInput, chosenVendorId, needed, precoroConnectionInput, supplierId } from "../inputs";
import { exampleMap } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { statsOf, syncDeadlineOf } from "../runtime";

/** 422 with the reason where a human must do something, 429 where the same call works later. */
const statusOf = ({ outcome }: RecordResult): number =>
  outcome === "rejected" ? 422 : outcome === "postponed" ? 429 : 200;

export const mapSupplier = action({
  display: {
    label: "Map Supplier",
    description:
      "Links a Precoro supplier to the BILL vendor with the same name, or suggests the closest names",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    supplierId,
    vendorId: chosenVendorId,
  },
  perform: async (context, params): Promise<Output<RecordResult>> => {
    const input = {
      supplierId: needed(params.supplierId, "The supplier ID"),
      ...omitUndefined({ vendorId: params.vendorId }),
    };
    const operation = async (sync: SyncContext) => {
      const data = await map(sync, input);
      // The sweep sees that there is one more, and sends what its supplier has had approved before.
      const stats = data.outcome === "linked" ? withOneMoreLinked(statsOf(context), "vendors") : undefined;
      return { data, statusCode: statusOf(data), keep: { stats } };
    };
    return withClients(context, params, operation, { deadline: syncDeadlineOf(context) });
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleMap,
  examplePayload: exampleMap,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
