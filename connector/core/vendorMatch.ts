/** Which Precoro supplier a BILL vendor is, and what is to be done about it (product 2). Pure: all records come in. */
import { isBillId } from "./identity";
import { nameKey } from "./name";
import { type Ruling, reject, skip } from "./outcome";
import type { Supplier } from "./supplier";
import type { Vendor } from "./vendor";

/** - `create`: there is none · `link`: one of the same name, not linked yet · `refresh`: the linked one */
export type Match =
  | { readonly do: "create" }
  | { readonly do: "link"; readonly supplier: Supplier }
  | { readonly do: "refresh"; readonly supplier: Supplier }
  | Ruling;

/** All suppliers, findable by link and by name, and all vendors by name. */
export interface Register {
  readonly vendor: (id: string) => Vendor | undefined;
  readonly supplier: (id: string) => Supplier | undefined;
  readonly vendorsNamed: (name: string) => readonly Vendor[];
  readonly suppliersNamed: (name: string) => readonly Supplier[];
  readonly suppliersLinkedTo: (vendorId: string) => readonly Supplier[];
  /** The same with one supplier as it is now. */
  readonly with: (supplier: Supplier) => Register;
}

const grouped = <T>(records: readonly T[], key: (record: T) => string | undefined) => {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const at = key(record);
    if (at === undefined) continue;
    const group = groups.get(at);
    if (group) group.push(record);
    else groups.set(at, [record]);
  }
  return (at: string): readonly T[] => groups.get(at) ?? [];
};

export const register = (vendors: readonly Vendor[], suppliers: readonly Supplier[]): Register => {
  const vendorsById = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  const suppliersById = new Map(suppliers.map((supplier) => [supplier.id, supplier]));
  const vendorsByName = grouped(vendors, ({ name }) => nameKey(name));
  const suppliersByName = grouped(suppliers, ({ card }) => nameKey(card.name));
  return {
    vendor: (id) => vendorsById.get(id),
    supplier: (id) => suppliersById.get(id),
    vendorsNamed: (name) => vendorsByName(nameKey(name)),
    suppliersNamed: (name) => suppliersByName(nameKey(name)),
    suppliersLinkedTo: grouped(suppliers, ({ externalId }) => externalId),
    with: (supplier) =>
      register(
        vendors,
        suppliers.map((one) => (one.id === supplier.id ? supplier : one)),
      ),
  };
};

/** A supplier as a human finds it: `Acme (55)`. */
export const supplierText = ({ id, card }: Supplier): string => `${card.name} (${id})`;
const listed = (texts: readonly string[]) => texts.join(", ");

/** What to do about one vendor that was asked for. */
export const matchVendor = (vendor: Vendor, known: Register): Match => {
  const linked = known.suppliersLinkedTo(vendor.id);
  const [supplier, ...others] = linked;
  if (others.length > 0) {
    return reject("vendor-linked-twice", {
      vendor: vendor.name,
      suppliers: listed(linked.map(supplierText)),
    });
  }
  if (vendor.archived) {
    return (supplier ? reject : skip)("vendor-archived", { vendor: vendor.name });
  }
  return supplier ? { do: "refresh", supplier } : matchByName(vendor, known);
};

const matchByName = (vendor: Vendor, known: Register): Match => {
  const namesakes = known.vendorsNamed(vendor.name).filter(({ archived }) => !archived);
  const noneChosen = namesakes.every(({ id }) => known.suppliersLinkedTo(id).length === 0);
  if (namesakes.length > 1 && noneChosen) {
    return reject("vendor-name-shared", {
      vendor: vendor.name,
      count: namesakes.length,
      ids: listed(namesakes.map(({ id }) => id)),
    });
  }
  const candidates = known.suppliersNamed(vendor.name);
  const [supplier, ...others] = candidates;
  if (!supplier) return { do: "create" };
  if (others.length > 0) {
    return reject("supplier-name-shared", {
      vendor: vendor.name,
      count: candidates.length,
      suppliers: listed(candidates.map(supplierText)),
    });
  }
  return linkable(supplier, known) ?? { do: "link", supplier };
};

/** Why a supplier that is not linked to the vendor in question may not be linked to it; undefined if it may. */
const linkable = (supplier: Supplier, known: Pick<Register, "vendor">): Ruling | undefined => {
  const { externalId } = supplier;
  if (externalId === undefined) return undefined;
  if (!isBillId("vendor", externalId)) {
    return reject("foreign-link", { record: `Supplier ${supplierText(supplier)}`, externalId });
  }
  const vendor = known.vendor(externalId);
  return vendor
    ? reject("supplier-linked-elsewhere", {
        supplier: supplierText(supplier),
        vendor: vendor.name,
        externalId,
      })
    : reject("link-unknown", { record: `Supplier ${supplierText(supplier)}`, externalId });
};
