/** Map Supplier: links one Precoro supplier to the BILL vendor of the identical name. Answers a synchronous flow. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import type { RecordResult } from "../../core/outcome";
import { withOneMore } from "../../sync/imports/importStats";
import { mapSupplier as deed } from "../../sync/vendors/mapSupplier";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, chosenVendorId, needed, precoroConnectionInput, supplierId } from "../inputs";
import { exampleMap } from "../outputs/documents";
import { type Output, recordSchema } from "../outputs/output";
import { billClientOf, changedState, logOf, precoroClientOf, seenOf, syncDeadlineOf } from "../runtime";

/** 422 with the reason where a human must do something, 429 where the same call works later. */
const statusOf = ({ outcome }: RecordResult): number =>
  outcome === "rejected" ? 422 : outcome === "postponed" ? 429 : 200;

export const mapSupplier = action({
  display: {
    label: "Map Supplier",
    description:
      "Links a Precoro supplier to the BILL vendor of the identical name, and offers the nearest names where there is none",
  },
  inputs: {
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    supplierId,
    vendorId: chosenVendorId,
  },
  perform: async (context, params): Promise<Output<RecordResult>> => {
    const deadline = syncDeadlineOf(context);
    const bill = billClientOf(context, billAccess(params.billConnection), deadline);
    const precoro = precoroClientOf(context, precoroAccess(params.precoroConnection), deadline);
    const { supplierId: id, vendorId } = params;
    const order = {
      supplierId: needed(id, "The supplier ID"),
      ...(vendorId === undefined ? {} : { vendorId }),
    };
    const data = await deed({ bill, precoro, deadline, log: logOf(context) }, order);
    // The safety net sees that there is one more, and brings what its supplier has had approved before.
    const seen = data.outcome === "linked" ? withOneMore(seenOf(context), "vendors") : undefined;
    return {
      data,
      contentType: "application/json",
      statusCode: statusOf(data),
      ...changedState(context, { bill, precoro, seen }),
    };
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleMap,
  examplePayload: exampleMap,
  outputSchema: { type: "actionOutput", schema: recordSchema },
});
