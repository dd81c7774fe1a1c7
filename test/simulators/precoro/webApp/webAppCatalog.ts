/** What people do with lists in Precoro's web app, for scripts and tests. No webhook is sent. */
import { type Fields, mergeFields } from "../../kit/records";
import type { Catalog } from "../catalog/catalog";
import {
  type CustomField,
  DROP_DOWN,
  fieldShape,
  type Item,
  type Location,
  type Option,
} from "../catalog/catalogRecords";
import { levelCount, parentIdOf, parentProblem } from "../catalog/hierarchy";
import type { FieldKind } from "../records";
import { parseRecord } from "../seed/seed";
import { itemOf, locationOf, optionOf } from "../seed/seedCatalog";

/** `set`: fields to change, including the link. What Precoro would not accept is refused. */
export interface CatalogApp {
  addOption(kind: FieldKind, fieldId: number, record: Fields): Option;
  editOption(kind: FieldKind, fieldId: number, optionId: number, set: Fields): Option;
  /** Renames a field, or disables it. */
  editField(kind: FieldKind, fieldId: number, set: Fields): CustomField;
  /** Deletes a field and its options; documents keep showing their values. */
  deleteField(kind: FieldKind, fieldId: number): void;
  editLocation(id: number, set: Fields): Location;
  addItem(record: Fields): Item;
  editItem(id: number, set: Fields): Item;
}

export const catalogApp = (catalog: Catalog): CatalogApp => {
  /** The entry, if it may have its parent. */
  const inPlace = <Entry extends Location>(entry: Entry, tree: ReadonlyMap<number, Location>): Entry => {
    const problem = parentProblem(tree, parentIdOf(entry), entry.id, levelCount(tree, entry.id));
    if (problem) throw new Error(`${entry.name} cannot be put there: ${problem}`);
    return entry;
  };

  const withOwnSku = (item: Item): Item => {
    if (catalog.isTaken(item.sku, item.id)) throw new Error(`Another item has the sku ${item.sku}`);
    return item;
  };

  return {
    addOption(kind, fieldId, record) {
      const { row, options } = catalog.field(kind, fieldId);
      if (row.type !== DROP_DOWN) throw new Error(`${row.name} is no drop-down and has no options`);
      const option = unheld(optionOf(record, "new option", catalog.seedContext()), options);
      return catalog.putOption(kind, fieldId, inPlace(option, options));
    },
    editOption(kind, fieldId, optionId, set) {
      const { options } = catalog.field(kind, fieldId);
      const record = edited(catalog.option(kind, fieldId, optionId), set);
      const option = optionOf(record, "edited option", catalog.seedContext());
      return catalog.putOption(kind, fieldId, inPlace(option, options));
    },
    editField(kind, fieldId, set) {
      const { row } = catalog.field(kind, fieldId);
      return catalog.putField(kind, parseRecord(fieldShape, edited(row, set), "edited field"));
    },
    deleteField: (kind, fieldId) => catalog.removeField(kind, fieldId),
    editLocation(id, set) {
      const location = locationOf(
        edited(catalog.location(id), set),
        "edited location",
        catalog.seedContext(),
      );
      return catalog.putLocation(inPlace(location, catalog.locations));
    },
    addItem(record) {
      const item = itemOf(record, "new item", catalog.seedContext(), catalog.priceDecimals);
      return catalog.putItem(withOwnSku(unheld(item, catalog.items)));
    },
    editItem(id, set) {
      const record = edited(catalog.item(id), set);
      return catalog.putItem(
        withOwnSku(itemOf(record, "edited item", catalog.seedContext(), catalog.priceDecimals)),
      );
    },
  };
};

/** The record with changed fields; its id stays. */
const edited = (record: Fields & { readonly id: number }, set: Fields): Fields => ({
  ...mergeFields(record, set),
  id: record.id,
});

const unheld = <Row extends { readonly id: number }>(row: Row, table: ReadonlyMap<number, unknown>): Row => {
  if (table.has(row.id)) throw new Error(`Another record has the id ${row.id}`);
  return row;
};
