/** Which supplier belongs to which vendor, as people choose it in the config wizard. */
import { groupBy } from "../groupBy";
import { nameKey } from "../name";
import { type NamedSupplier, supplierText } from "./supplier";

export interface SupplierPair {
  readonly supplierId: string;
  readonly vendorId: string;
}

/** A pair of which a side may not be chosen yet. */
export type PairRow = Partial<SupplierPair>;

/** A vendor of a picker. */
interface NamedVendor {
  readonly key: string;
  readonly label: string;
}

const SEPARATOR = ":";

export const pairKey = ({ supplierId, vendorId }: SupplierPair): string =>
  `${supplierId}${SEPARATOR}${vendorId}`;

/** Reads what `pairKey` made. A text without a separator is a supplier alone. */
export const pairOfKey = (key: string): PairRow => {
  const [supplierId = "", vendorId = ""] = key.split(SEPARATOR).map((part) => part.trim());
  return { ...(supplierId && { supplierId }), ...(vendorId && { vendorId }) };
};

/** The rows without repetitions and without those in which nothing is chosen. */
export const chosenPairs = (rows: readonly PairRow[]): PairRow[] => {
  const byText = new Map(rows.map((row) => [`${row.supplierId}${SEPARATOR}${row.vendorId}`, row]));
  return [...byText.values()].filter(
    ({ supplierId, vendorId }) => supplierId !== undefined || vendorId !== undefined,
  );
};

export interface NamePair {
  readonly pair: SupplierPair;
  /** `Acme Paper (55) → ACME Paper (00901…)`: several may share a name, so both ids are shown. */
  readonly label: string;
}

/** Every supplier with every vendor of the same name, sorted by the supplier's name. */
export const pairsOfSameName = (
  suppliers: readonly NamedSupplier[],
  vendors: readonly NamedVendor[],
): NamePair[] => {
  const namesakes = groupBy(vendors, ({ label }) => nameKey(label));
  return suppliers
    .flatMap((supplier) =>
      namesakes(nameKey(supplier.card.name)).map(
        ({ key, label }): NamePair => ({
          pair: { supplierId: supplier.id, vendorId: key },
          label: `${supplierText(supplier)} → ${label} (${key})`,
        }),
      ),
    )
    .sort((a, b) => a.label.localeCompare(b.label, "en"));
};
