/** BILL vendors become Precoro suppliers, or are linked to those of the same name, or refresh their cards (product 2). */
import { utcSecond } from "../core/calendarDate";
import { given } from "../core/given";
import { isBillId } from "../core/identity";
import {
  count,
  isRuling,
  type ListResult,
  type RecordResult,
  type Ruling,
  reject,
  ruled,
} from "../core/outcome";
import type { Supplier } from "../core/supplier";
import type { Vendor } from "../core/vendor";
import { matchVendor, type Register, register, supplierText } from "../core/vendorMatch";
import { clock } from "../http/clock";
import type { Read } from "../http/contract";
import { failed } from "../http/failure";
import { everyRow } from "../http/pages";
import { logResult, type Run, rulingOn } from "./run";
import { createSupplier, refreshSupplier } from "./writeSupplier";

export const vendorScopes = ["selected", "all", "integrated"] as const;
type VendorScope = (typeof vendorScopes)[number];

export interface VendorRequest {
  /** `selected`: those named · `all`: every active one · `integrated`: refresh the linked ones, create nothing. */
  readonly scope: VendorScope;
  /** For `selected`; `*` stands for all active ones. */
  readonly vendorIds: readonly string[];
  /** Where an earlier run has stopped: the first vendor that it has not seen to. */
  readonly place?: string;
}

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

/** One record that was asked for: a vendor, or what is the matter before anything is looked at. */
interface Task {
  readonly id: string;
  readonly name?: string;
  readonly about: Vendor | Ruling;
}

export const importVendors = async (run: Run, request: VendorRequest): Promise<ImportResult> => {
  const results: RecordResult[] = [];
  let left: Task[] = [];
  try {
    const vendors = await everyRow(run.bill.vendors.list());
    const suppliers = await everyRow(run.precoro.suppliers.list());
    const known = register(readable(vendors), readable(suppliers));
    const tasks = planned(request, vendors, suppliers, known);
    left = tasks.slice(
      Math.max(
        0,
        tasks.findIndex(({ id }) => id === request.place),
      ),
    );
    for (let [task] = left; task; [task] = left) {
      if (clock().now() >= run.deadline) return stopped(run, request, results, left);
      const result = await handle(run, task, known);
      results.push(result);
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

const readable = <T>(rows: readonly Read<T>[]): T[] =>
  rows.flatMap((row) => ("record" in row ? [row.record] : []));

const planned = (
  { scope, vendorIds }: VendorRequest,
  vendors: readonly Read<Vendor>[],
  suppliers: readonly Read<Supplier>[],
  known: Register,
): Task[] => {
  const everyVendor = vendors.map(vendorTask);
  const unreadable = suppliers.flatMap((row) =>
    "unreadable" in row
      ? [{ id: row.unreadable.id, about: reject("supplier-unreadable", row.unreadable) }]
      : [],
  );
  if (scope === "all" || (scope === "selected" && vendorIds.includes("*")))
    return [...everyVendor, ...unreadable];
  if (scope === "integrated") {
    const linked = everyVendor.filter(({ id }) => known.suppliersLinkedTo(id).length > 0);
    return [...linked, ...orphans(readable(suppliers), known), ...unreadable];
  }
  const byId = new Map(everyVendor.map((task) => [task.id, task]));
  return [...new Set(vendorIds)].map((id) => byId.get(id) ?? { id, about: reject("vendor-unknown", { id }) });
};

const vendorTask = (row: Read<Vendor>): Task =>
  "record" in row
    ? { id: row.record.id, name: row.record.name, about: row.record }
    : { id: row.unreadable.id, about: reject("vendor-unreadable", row.unreadable) };

/** Suppliers whose link this BILL organization does not know. */
const orphans = (suppliers: readonly Supplier[], known: Register): Task[] =>
  suppliers.flatMap((supplier) => {
    const { externalId } = supplier;
    if (externalId === undefined || !isBillId("vendor", externalId) || known.vendor(externalId)) return [];
    const record = `Supplier ${supplierText(supplier)}`;
    return [
      { id: externalId, name: supplier.card.name, about: reject("link-unknown", { record, externalId }) },
    ];
  });

const handle = async (run: Run, { id, name, about }: Task, known: Register): Promise<RecordResult> => {
  const subject = { id, ...(name === undefined ? {} : { name }) };
  if (isRuling(about)) return ruled(subject, about);
  try {
    return await handleVendor(run, about, known);
  } catch (error) {
    // A limit that was not waited out ends the run: it is the next vendor's limit too.
    const ruling = failed(error, "rate-limit") ? undefined : rulingOn(error, `vendor ${about.name}`);
    if (ruling === undefined) throw error;
    return ruled(subject, ruling);
  }
};

const handleVendor = async ({ precoro }: Run, vendor: Vendor, known: Register): Promise<RecordResult> => {
  const { id, name } = vendor;
  const match = matchVendor(vendor, known);
  if (isRuling(match)) return ruled({ id, name }, match);
  if (match.do === "create") {
    const ruling = await createSupplier(
      precoro,
      vendor,
      (supplierId) => known.supplier(supplierId) !== undefined,
    );
    return ruling ? ruled({ id, name }, ruling) : { id, name, outcome: "created" };
  }
  const changed = await refreshSupplier(precoro, vendor, match.supplier);
  if (match.do === "refresh") return { id, name, outcome: changed ? "updated" : "unchanged" };
  await precoro.suppliers.link(match.supplier.id, id);
  return { id, name, outcome: "linked", message: `It is the supplier ${supplierText(match.supplier)}.` };
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
