/** Map Suppliers: links the suppliers that were chosen in the wizard to their vendors. A supplier that has a link is left as it is. */
import { action, PerformSafety } from "@prismatic-io/spectral";
import { count, type ListResult } from "../../core/outcome";
import { clock } from "../../http/clock";
import { type ImportStats, withOneMoreLinked } from "../../sync/imports/importStats";
import type { SyncContext } from "../../sync/syncContext";
import { mapSuppliers as operation } from "../../sync/vendors/mapSuppliers";
import { refusable, refusing } from "../badInput";
import { withClients } from "../clients";
import { resumeInputs } from "../importInputs";
import { billConnectionInput, precoroConnectionInput, switchInput } from "../inputs";
import { supplierMappings, suppliersToMap } from "../mappingInputs";
import { exampleMapping, mappingSchema } from "../outputs/deployment";
import type { Output } from "../outputs/output";
import { deadlineOf, importQuotaOf, logOf, statsOf, supplierMappingOf } from "../runtime";

const contentType = "application/json";
const { timeBudgetSeconds } = resumeInputs;

export const mapSuppliers = action({
  display: {
    label: "Map Suppliers",
    description: "Links suppliers without a link to the BILL vendors that were chosen for them",
  },
  inputs: refusable({
    billConnection: billConnectionInput,
    precoroConnection: precoroConnectionInput,
    suppliersToMap,
    supplierMappings,
    onlyPending: switchInput(
      "Only Pending",
      "Makes no calls unless an earlier run was stopped by a limit or ran out of time.",
    ),
    timeBudgetSeconds,
  }),
  perform: (context, params) => {
    const map = async (): Promise<Output<ListResult>> => {
      const rows = [...params.suppliersToMap, ...params.supplierMappings];
      const { pending, until = 0 } = supplierMappingOf(context);
      const isDue = !params.onlyPending || (pending && until <= clock().now());
      if (rows.length === 0 || !isDue) return { data: { results: [], counts: {} }, contentType };
      const run = async (sync: SyncContext) => {
        const { pending: left, ...data } = await operation(sync, rows);
        const supplierMapping = left ? { pending: true, ...left } : { pending: false };
        return { data, changes: { stats: statsWith(statsOf(context), data), supplierMapping } };
      };
      const deadline = deadlineOf(context, params.timeBudgetSeconds);
      return withClients(context, params, run, { deadline, quota: importQuotaOf(context) });
    };
    return refusing<Output<ListResult>>(logOf(context), params, map, (result) => ({
      data: { results: [result], counts: count([result]) },
      contentType,
    }));
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleMapping,
  examplePayload: exampleMapping,
  outputSchema: { type: "actionOutput", schema: mappingSchema },
});

/** The changed count makes the sweep retry documents that were approved before their supplier was linked. */
const statsWith = (before: ImportStats, { counts: { linked = 0 } }: ListResult): ImportStats | undefined =>
  linked === 0
    ? undefined
    : Array.from({ length: linked }).reduce<ImportStats>(
        (stats) => withOneMoreLinked(stats, "vendors"),
        before,
      );
