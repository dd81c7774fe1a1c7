/** The shapes of list records, with the fields that the rules need: custom fields, options, locations, items. */
import { z } from "zod";
import { externalId } from "../records";

/** connector/precoro/API.md §13: an empty relation is an empty list. */
const parent = z.union([z.looseObject({ id: z.int() }), z.tuple([])]);

/** connector/precoro/API.md §13: type 0 is a drop-down; the numbers of text and date are not known. */
export const DROP_DOWN = 0;

export const fieldShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  type: z.int(),
  enable: z.boolean(),
});

export type CustomField = z.infer<typeof fieldShape>;

/** connector/precoro/API.md §13, locations. */
export const locationShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  enable: z.boolean(),
  externalId,
  parent,
});

export type Location = z.infer<typeof locationShape>;

/** connector/precoro/API.md §13, custom field option, read. */
export const optionShape = locationShape.extend({ code: z.string() });

export type Option = z.infer<typeof optionShape>;

/** connector/precoro/API.md §13: 0 inventory, 1 non-inventory, 2 service, 3 tax. */
export const itemTypes = ["Inventory", "Non-Inventory", "Service", "Tax"] as const;

export const NON_INVENTORY = 1;

/** connector/precoro/API.md §1.3: a number, or a number as text. Assumed: not negative. */
const price = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)]);

/** connector/precoro/API.md §6: 300 characters. */
const short = z.string().max(300);

/** connector/precoro/API.md §7. */
export const itemShape = z.looseObject({
  id: z.int(),
  sku: short,
  name: short,
  type: z
    .int()
    .min(0)
    .max(itemTypes.length - 1),
  price,
  freeOfCharge: z.boolean(),
  hiddenInCatalog: z.boolean(),
  externalId,
  createDate: z.string(),
  updateDate: z.string(),
});

export type Item = z.infer<typeof itemShape>;
