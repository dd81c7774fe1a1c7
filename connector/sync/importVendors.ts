/** BILL vendors become Precoro suppliers, or are linked to those of the same name, or refresh their cards (product 2). */
import { utcSecond } from "../core/calendarDate";
import { given } from "../core/given";
import { count, isRuling, type ListResult, type RecordResult, ruled } from "../core/outcome";
import type { Supplier } from "../core/supplier";
import type { Vendor } from "../core/vendor";
import { matchVendor, type Register, register, supplierText } from "../core/vendorMatch";
import { clock } from "../http/clock";
import { failed } from "../http/failure";
import { everyRow } from "../http/pages";
import { logResult, type Run, rulingOn } from "./run";
import { planned, readable, type Task, type VendorRequest } from "./vendorTasks";
import { createSupplier, refreshSupplier } from "./writeSupplier";

/** Where and when a stopped import goes on. */
interface Next {
  readonly request: Pick<VendorRequest, "scope" | "vendorIds">;
  /** The first vendor that is left; left out where nothing has been begun. */
  readonly place?: string;
  /** UTC; left out for at once. */
  readonly notBefore?: string;
}

export interface ImportResult extends ListResult {
  /** How many records are left for the next run. */
  readonly remaining?: number;
  readonly next?: Next;
}

export const importVendors = async (run: Run, request: VendorRequest): Promise<ImportResult> => {
  const results: RecordResult[] = [];
  let left: Task[] = [];
  try {
    const vendors = await everyRow(run.bill.vendors.list());
    const suppliers = await everyRow(run.precoro.suppliers.list());
    let known = register(readable(vendors), readable(suppliers));
    const tasks = planned(request, vendors, suppliers, known);
    left = tasks.slice(
      Math.max(
        0,
        tasks.findIndex(({ id }) => id === request.place),
      ),
    );
    for (let [task] = left; task; [task] = left) {
      if (clock().now() >= run.deadline) return stopped(run, request, results, left);
      const { result, supplier } = await handle(run, task, known);
      results.push(result);
      if (supplier) known = known.with(supplier);
      left = left.slice(1);
      logResult(run.log, `Vendor ${task.name ?? task.id}`, result);
    }
    return finished(run, results);
  } catch (error) {
    if (failed(error, "rate-limit")) return stopped(run, request, results, left, error.until);
    // What is done is done and kept; a run that could do nothing at all fails.
    if (!failed(error) || results.length === 0) throw error;
    run.log.warn(`The import stops here: ${error.message}`);
    return stopped(run, request, results, left);
  }
};

/** What became of one record, and the supplier as it is now where its card has changed. */
interface Handled {
  readonly result: RecordResult;
  readonly supplier?: Supplier | undefined;
}

const handle = async (run: Run, { id, name, about }: Task, known: Register): Promise<Handled> => {
  const subject = { id, ...(name === undefined ? {} : { name }) };
  if (isRuling(about)) return { result: ruled(subject, about) };
  try {
    return await handleVendor(run, about, known);
  } catch (error) {
    // A limit that was not waited out ends the run: it is the next vendor's limit too.
    const ruling = failed(error, "rate-limit") ? undefined : rulingOn(error, `vendor ${about.name}`);
    if (ruling === undefined) throw error;
    return { result: ruled(subject, ruling) };
  }
};

const handleVendor = async ({ precoro }: Run, vendor: Vendor, known: Register): Promise<Handled> => {
  const { id, name } = vendor;
  const match = matchVendor(vendor, known);
  if (isRuling(match)) return { result: ruled({ id, name }, match) };
  if (match.do === "create") {
    const isOld = (supplierId: string) => known.supplier(supplierId) !== undefined;
    const ruling = await createSupplier(precoro, vendor, isOld);
    return { result: ruling ? ruled({ id, name }, ruling) : { id, name, outcome: "created" } };
  }
  const supplier = await refreshSupplier(precoro, vendor, match.supplier);
  if (match.do === "refresh")
    return { result: { id, name, outcome: supplier ? "updated" : "unchanged" }, supplier };
  await precoro.suppliers.link(match.supplier.id, id);
  const message = `It is the supplier ${supplierText(match.supplier)}.`;
  return { result: { id, name, outcome: "linked", message }, supplier };
};

const finished = ({ log }: Run, results: readonly RecordResult[]): ImportResult => {
  const counts = count(results);
  const parts = Object.entries(counts).map(([outcome, number]) => `${number} ${outcome}`);
  log.info(`Vendors: ${parts.join(", ") || "nothing to import"}.`);
  return { results: [...results], counts };
};

const stopped = (
  run: Run,
  { scope, vendorIds }: VendorRequest,
  results: readonly RecordResult[],
  left: readonly Task[],
  until?: number,
): ImportResult => {
  const notBefore = until === undefined ? undefined : utcSecond(until);
  const when = notBefore === undefined ? "" : `, not before ${notBefore}`;
  run.log.info(`The import stops here and goes on from here in its next run${when}.`);
  return {
    ...finished(run, results),
    remaining: left.length,
    next: { request: { scope, vendorIds }, ...given({ place: left[0]?.id, notBefore }) },
  };
};
