/** The lists of one Precoro company: custom fields with their options, locations, items. */
import { type Fields, indexByKey } from "../../kit/records";
import { notFound } from "../apiErrors";
import type { Collection, FieldKind } from "../records";
import type { SeedContext } from "../seed/seed";
import { type FieldWithOptions, fieldOf, itemOf, locationOf, treeOf } from "../seed/seedCatalog";
import { stampOf } from "../wireFormat";
import type { CustomField, Item, Location, Option } from "./catalogRecords";

export class Catalog {
  readonly items: Map<number, Item>;
  readonly locations: Map<number, Location>;
  /** The item id of each SKU. */
  private readonly skus = new Map<string, number>();
  private readonly kinds: Readonly<Record<FieldKind, Map<number, FieldWithOptions>>>;

  constructor(
    records: Readonly<Record<Collection, Fields[]>>,
    /** What defaults of a new record are made from. */
    readonly seedContext: () => SeedContext,
    readonly priceDecimals: number,
  ) {
    const now = seedContext();
    const items = records.items.map((record, n) => itemOf(record, `items[${n}]`, now, priceDecimals));
    this.items = indexByKey("precoro items", items, ({ id }) => id);
    for (const [n, { id, sku }] of items.entries()) {
      if (this.skus.has(sku)) throw new Error(`precoro items[${n}] (${id}): another item has the SKU ${sku}`);
      this.skus.set(sku, id);
    }
    this.locations = treeOf("locations", records.locations, (record, place) =>
      locationOf(record, place, now),
    );
    const fields = (kind: FieldKind) =>
      indexByKey(
        `precoro ${kind}`,
        records[kind].map((record, n) => fieldOf(record, `${kind}[${n}]`, now)),
        ({ row }) => row.id,
      );
    this.kinds = {
      documentCustomFields: fields("documentCustomFields"),
      itemCustomFields: fields("itemCustomFields"),
    };
  }

  fields(kind: FieldKind): FieldWithOptions[] {
    return [...this.kinds[kind].values()];
  }

  /** The field, if the company has it. */
  findField(kind: FieldKind, id: number | undefined): FieldWithOptions | undefined {
    return id === undefined ? undefined : this.kinds[kind].get(id);
  }

  field(kind: FieldKind, id: number): FieldWithOptions {
    return found(this.kinds[kind], id);
  }

  option(kind: FieldKind, fieldId: number, id: number): Option {
    return found(this.field(kind, fieldId).options, id);
  }

  location(id: number): Location {
    return found(this.locations, id);
  }

  item(id: number): Item {
    return found(this.items, id);
  }

  putField(kind: FieldKind, row: CustomField): CustomField {
    const { options = new Map<number, Option>() } = this.findField(kind, row.id) ?? {};
    this.kinds[kind].set(row.id, { row, options });
    return row;
  }

  removeField(kind: FieldKind, id: number): void {
    this.field(kind, id);
    this.kinds[kind].delete(id);
  }

  putOption(kind: FieldKind, fieldId: number, option: Option): Option {
    this.field(kind, fieldId).options.set(option.id, option);
    return option;
  }

  putLocation(location: Location): Location {
    this.locations.set(location.id, location);
    return location;
  }

  /** Assumed: every write moves an item's `updateDate`. */
  putItem(item: Item): Item {
    const kept = { ...item, updateDate: stampOf(this.seedContext().now) };
    this.skus.delete(this.items.get(kept.id)?.sku ?? kept.sku);
    this.skus.set(kept.sku, kept.id);
    this.items.set(kept.id, kept);
    return kept;
  }

  /** Assumed: SKUs are unique and case-sensitive. */
  isTaken(sku: string, id?: number): boolean {
    return (this.skus.get(sku) ?? id) !== id;
  }

  /** A copy of all lists in the shape of a world file: fields contain their options. */
  lists(): Pick<Record<Collection, Fields[]>, "items" | "locations" | FieldKind> {
    const withOptions = (kind: FieldKind) =>
      this.fields(kind).map(({ row, options }) => ({ ...row, options: [...options.values()] }));
    return {
      items: [...this.items.values()],
      locations: [...this.locations.values()],
      documentCustomFields: withOptions("documentCustomFields"),
      itemCustomFields: withOptions("itemCustomFields"),
    };
  }
}

const found = <Row>(table: ReadonlyMap<number, Row>, id: number): Row => {
  const row = table.get(id);
  if (row === undefined) throw notFound();
  return row;
};
