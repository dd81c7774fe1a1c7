/** Precoro's API calls that change lists, without HTTP: custom fields, options, locations, items. */
import { z } from "zod";
import { accessDenied, invalidBody, notFound } from "../apiErrors";
import { type Form, readFields } from "../forms";
import type { FieldKind } from "../records";
import { itemOf, locationOf, optionOf, priceOf } from "../seed/seedCatalog";
import { externalId, linkForm } from "../supplierApi";
import type { Catalog } from "./catalog";
import {
  type CustomField,
  DROP_DOWN,
  type Item,
  itemTypes,
  type Location,
  type Option,
} from "./catalogRecords";
import { levelCount, parentProblem } from "./hierarchy";

/** connector/precoro/API.md §13: creating custom fields. */
export const customFieldCreations = ["allowed", "forbidden", "unknown"] as const;

export interface CatalogOptions {
  readonly customFieldCreation: (typeof customFieldCreations)[number];
  readonly optionPostTakesExternalId: boolean;
  readonly itemPostTakesExternalId: boolean;
}

export interface CatalogApi {
  createField(kind: FieldKind, form: Form): CustomField;
  createOption(kind: FieldKind, fieldId: number, form: Form): Option;
  replaceOption(kind: FieldKind, fieldId: number, id: number, form: Form): Option;
  /** PATCH: sets the external ID. */
  setOptionLink(kind: FieldKind, fieldId: number, id: number, form: Form): Option;
  createLocation(form: Form): Location;
  replaceLocation(id: number, form: Form): Location;
  setLocationLink(id: number, form: Form): Location;
  createItem(form: Form): Item;
  replaceItem(id: number, form: Form): Item;
  setItemLink(id: number, form: Form): Item;
}

const text = z.string();
const filled = text.regex(/\S/, "This value should not be blank.");
const flag = z.enum(["0", "1"]).transform((digit) => digit === "1");

/** Assumed: an empty `parent[id]` means the top level. */
const parentId = text.regex(/^\d*$/).transform((id) => (id === "" ? undefined : Number(id)));

/** connector/precoro/API.md §6, §13: the field names of writes. */
const partOfLocation = z.object({
  name: filled.exactOptional(),
  enable: flag.exactOptional(),
  parent: z.object({ id: parentId }).exactOptional(),
});

const newLocation = partOfLocation.extend({ name: filled, externalId: externalId.exactOptional() });
const partOfOption = partOfLocation.extend({ code: text.exactOptional() });
const newOption = newLocation.extend({ code: text.exactOptional() });

const newField = z.object({ name: filled, type: z.literal(String(DROP_DOWN)).transform(Number) });

const title = filled.max(300);

/** connector/precoro/API.md §7, without `category[id]`. */
const partOfItem = z.object({
  sku: title.exactOptional(),
  name: title.exactOptional(),
  description: text.exactOptional(),
  unit: text.exactOptional(),
  price: text.regex(/^\d+(\.\d+)?$/, "This value is not a valid number.").exactOptional(),
  type: z
    .enum(itemTypes.map((_, n) => String(n)))
    .transform(Number)
    .exactOptional(),
  freeOfCharge: flag.exactOptional(),
  hiddenInCatalog: flag.exactOptional(),
});

const newItem = partOfItem.extend({ sku: title, name: title, externalId: externalId.exactOptional() });

type Place = z.output<typeof partOfLocation>["parent"];

/** The request's parent, if the entry may have it; nothing if the request has none. */
const checkedParent = (
  parent: Place,
  tree: ReadonlyMap<number, Location>,
  id?: number,
): Partial<Location> => {
  if (!parent) return {};
  const problem = parentProblem(tree, parent.id, id, id === undefined ? 1 : levelCount(tree, id));
  if (problem) throw invalidBody({ "parent.id": problem });
  return { parent: parent.id === undefined ? [] : { id: parent.id } };
};

export const catalogApi = (catalog: Catalog, options: CatalogOptions): CatalogApi => {
  const { customFieldCreation, optionPostTakesExternalId, itemPostTakesExternalId } = options;

  const refuseTakenSku = (sku: string | undefined, id?: number): void => {
    if (sku !== undefined && catalog.isTaken(sku, id))
      throw invalidBody({ sku: "This value is already used." });
  };

  return {
    createField(kind, form) {
      if (customFieldCreation === "forbidden") throw accessDenied();
      if (customFieldCreation === "unknown") throw notFound();
      const fields = readFields(newField, form, invalidBody);
      return catalog.putField(kind, { id: catalog.seedContext().nextId(), ...fields, enable: true });
    },
    createOption(kind, fieldId, form) {
      const { row, options: tree } = catalog.field(kind, fieldId);
      const { externalId = null, parent, ...fields } = readFields(newOption, form, invalidBody);
      // connector/precoro/API.md §6. Assumed: the error names a field that every option has.
      if (row.type !== DROP_DOWN) throw invalidBody({ name: "Only a drop-down has options." });
      const taken = {
        ...fields,
        ...checkedParent(parent, tree),
        ...(optionPostTakesExternalId && { externalId }),
      };
      return catalog.putOption(kind, fieldId, optionOf(taken, "new option", catalog.seedContext()));
    },
    replaceOption(kind, fieldId, id, form) {
      const { options: tree } = catalog.field(kind, fieldId);
      const before = catalog.option(kind, fieldId, id);
      const { parent, ...fields } = readFields(partOfOption, form, invalidBody);
      return catalog.putOption(kind, fieldId, { ...before, ...fields, ...checkedParent(parent, tree, id) });
    },
    setOptionLink(kind, fieldId, id, form) {
      const before = catalog.option(kind, fieldId, id);
      return catalog.putOption(kind, fieldId, { ...before, ...readFields(linkForm, form, invalidBody) });
    },
    createLocation(form) {
      const { externalId = null, parent, ...fields } = readFields(newLocation, form, invalidBody);
      const place = checkedParent(parent, catalog.locations);
      const taken = { ...fields, ...place, ...(optionPostTakesExternalId && { externalId }) };
      return catalog.putLocation(locationOf(taken, "new location", catalog.seedContext()));
    },
    replaceLocation(id, form) {
      const before = catalog.location(id);
      const { parent, ...fields } = readFields(partOfLocation, form, invalidBody);
      return catalog.putLocation({ ...before, ...fields, ...checkedParent(parent, catalog.locations, id) });
    },
    setLocationLink(id, form) {
      const before = catalog.location(id);
      return catalog.putLocation({ ...before, ...readFields(linkForm, form, invalidBody) });
    },
    createItem(form) {
      const { externalId = null, ...fields } = readFields(newItem, form, invalidBody);
      refuseTakenSku(fields.sku);
      const taken = { ...fields, ...(itemPostTakesExternalId && { externalId }) };
      return catalog.putItem(itemOf(taken, "new item", catalog.seedContext(), catalog.priceDecimals));
    },
    replaceItem(id, form) {
      const before = catalog.item(id);
      const {
        price = before.price,
        type = before.type,
        ...fields
      } = readFields(partOfItem, form, invalidBody);
      refuseTakenSku(fields.sku, id);
      const next = { ...before, ...fields, type, typeString: itemTypes[type] };
      return catalog.putItem({ ...next, price: priceOf(price, catalog.priceDecimals) });
    },
    setItemLink(id, form) {
      return catalog.putItem({ ...catalog.item(id), ...readFields(linkForm, form, invalidBody) });
    },
  };
};
