/** BILL's items and Precoro's catalog: which type of item becomes which, and whether they agree. */
import type { RecordMapping } from "../imports/matchRecords";
import { type Money, moneyText, zero } from "../money";
import { isStopped, reject, type Stopped } from "../outcome";
import { type SentPrice, samePrice } from "./itemPrice";

/** An item of BILL. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** BILL's own value. */
  readonly type: string;
  /** In the organization's currency, up to six decimals; undefined where BILL has none. */
  readonly price?: Money;
}

/** Source of the numbers: connector/precoro/API.md §13. */
const catalogTypes = { inventory: 0, nonInventory: 1, service: 2, tax: 3 } as const;
type CatalogType = (typeof catalogTypes)[keyof typeof catalogTypes];

/** The fields of an item of the catalog that come from BILL. */
export interface CatalogContent {
  readonly sku: string;
  readonly name: string;
  /** Left out where Precoro shows none. */
  readonly price?: Money;
  readonly type: number | undefined;
  readonly hidden: boolean;
}

export interface CatalogItem extends CatalogContent {
  readonly id: string;
  /** The link; undefined where there is none. */
  readonly externalId?: string;
}

/** What each of BILL's types becomes, or why it is not an item to buy. Source of the types: connector/bill/API.md §8. */
const types: Readonly<Record<string, CatalogType | "not bought" | "a heading" | "without a type">> = {
  SERVICE: catalogTypes.service,
  OTHER_CHARGE: catalogTypes.service,
  INVENTORY: catalogTypes.inventory,
  INVENTORY_ASSEMBLY: catalogTypes.inventory,
  NON_INVENTORY: catalogTypes.nonInventory,
  FIXED_ASSET: catalogTypes.nonInventory,
  EXPENSE: catalogTypes.nonInventory,
  SALES_TAX: catalogTypes.tax,
  SALES_TAX_GROUP: catalogTypes.tax,
  DISCOUNT: "not bought",
  PAYMENT: "not bought",
  SUBTOTAL: "not bought",
  GROUP: "a heading",
  CATEGORY: "a heading",
  UNKNOWN: "without a type",
};

export const itemTypes = Object.keys(types);

const reasonWhyNot = {
  "not bought": "item-not-purchasable",
  "a heading": "item-is-group",
  "without a type": "item-type-unknown",
} as const;

/** The maximum length of names and SKUs. Source: connector/precoro/API.md §6. Nothing is truncated. */
const NAME_LIMIT = 300;

/** BILL's items have no SKU, but Precoro's need one. Names change, so it is made from the id. */
export const skuOf = (itemId: string): string => `BILL-${itemId}`;

/** The catalog's type for an item, or why the item does not belong there. */
const catalogType = ({ name, type }: Pick<Item, "name" | "type">): CatalogType | Stopped => {
  const known = types[type] ?? "without a type";
  if (typeof known === "string") return reject(reasonWhyNot[known], { name, type });
  if (name.length <= NAME_LIMIT) return known;
  return reject("item-name-too-long", {
    name: `${name.slice(0, 60)}…`,
    length: name.length,
    limit: NAME_LIMIT,
  });
};

/** Why an item of this name and type is not imported; undefined if it is. */
export const rejectedType = (item: Pick<Item, "name" | "type">): Stopped | undefined => {
  const type = catalogType(item);
  return isStopped(type) ? type : undefined;
};

/**
 * The item as the catalog is to show it, or the reason why it cannot. An existing item (`found`) keeps its SKU. One that is archived is
 * hidden, even if its type or its name would be refused.
 */
export const toCatalog = (item: Item, found?: CatalogItem): CatalogContent | Stopped => {
  const { name, archived, price } = item;
  const type = catalogType(item);
  if (isStopped(type)) return archived && found ? { ...contentOf(found), hidden: true } : type;
  return {
    sku: found?.sku ?? skuOf(item.id),
    name,
    type,
    hidden: archived,
    price: price ?? found?.price ?? zero,
  };
};

const contentOf = ({ id: _, externalId: __, ...content }: CatalogItem): CatalogContent => content;

/** True if there is nothing to write. A type that Precoro does not show is not compared. `last`: the price as it was last sent. */
export const saysSameItem = (shown: CatalogContent, wanted: CatalogContent, last?: SentPrice): boolean =>
  shown.name === wanted.name &&
  shown.hidden === wanted.hidden &&
  (shown.type === undefined || shown.type === wanted.type) &&
  samePrice(shown.price, wanted.price, last);

/** The message about a price in Precoro (`kept`) that is not BILL's; undefined where it is. */
export const priceNote = ({ price }: Item, kept: Money | undefined): string | undefined => {
  if (price === undefined) return "BILL has no price for it. Enter one in Precoro.";
  if (kept === undefined || kept.eq(price)) return undefined;
  return `Precoro saved the price ${price.toString()} as ${moneyText(kept)}.`;
};

export const itemMapping: RecordMapping<Item, CatalogItem> = {
  kind: "item",
  noun: "Item",
  nameOf: ({ name }) => name,
  sku: { of: ({ sku }) => sku, madeFor: ({ id }) => skuOf(id) },
  whenArchived: "refresh",
  reasons: {
    archived: "item-archived",
    linkedTwice: "item-linked-twice",
    sharedInBill: "duplicate-item-name",
    sharedInPrecoro: "duplicate-catalog-name",
    linkedElsewhere: "item-linked-to-other-item",
  },
};
