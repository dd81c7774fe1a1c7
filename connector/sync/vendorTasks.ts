/** Which vendors an import is about, and in which order they are seen to. */
import { isBillId } from "../core/identity";
import { type Ruling, reject } from "../core/outcome";
import type { Supplier } from "../core/supplier";
import type { Vendor } from "../core/vendor";
import { type Register, supplierText } from "../core/vendorMatch";
import type { Read } from "../http/contract";

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

/** One record that was asked for: a vendor, or what is the matter before anything is looked at. */
export interface Task {
  readonly id: string;
  readonly name?: string;
  readonly about: Vendor | Ruling;
}

export const readable = <T>(rows: readonly Read<T>[]): T[] =>
  rows.flatMap((row) => ("record" in row ? [row.record] : []));

/**
 * The linked ones come first: their cards may bring new names, which decide what is whose for those without a link.
 * Within both groups the order is BILL's, or that of the request.
 */
export const planned = (
  { scope, vendorIds }: VendorRequest,
  vendors: readonly Read<Vendor>[],
  suppliers: readonly Read<Supplier>[],
  known: Register,
): Task[] => {
  const isLinked = ({ id }: Task) => known.suppliersLinkedTo(id).length > 0;
  const tasks = asked({ scope, vendorIds }, vendors, suppliers, known);
  return [...tasks.filter(isLinked), ...tasks.filter((task) => !isLinked(task))];
};

const asked = (
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
