/** BILL's items and Precoro's catalogue: how each is told, and which kind of item becomes which. */
import type { RecordMapping } from "../imports/matchRecords";
import { type Money, moneyText, zero } from "../money";
import { reject, type Stopped } from "../outcome";

/** An item of BILL. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** As BILL writes it. */
  readonly type: string;
  /** In the organization's currency, up to six decimals; undefined where BILL has none. */
  readonly price?: Money;
}

/** Source of the numbers: connector/precoro/API.md §13. */
const catalogTypes = { inventory: 0, nonInventory: 1, service: 2, tax: 3 } as const;
type CatalogType = (typeof catalogTypes)[keyof typeof catalogTypes];

/** What an item of the catalogue says of what BILL fills. */
export interface CatalogContent {
  readonly sku: string;
  readonly name: string;
  /** Undefined where Precoro shows none. */
  readonly price?: Money;
  readonly type: number | undefined;
  readonly hidden: boolean;
}

export interface CatalogItem extends CatalogContent {
  readonly id: string;
  /** The link; undefined where there is none. */
  readonly externalId?: string;
}

/** What each of BILL's types becomes, or why it is nothing to buy. Source of the types: connector/bill/API.md §8. */
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

const because = {
  "not bought": "item-not-purchasable",
  "a heading": "item-is-group",
  "without a type": "item-type-unknown",
} as const;

/** Names and SKUs of at most so many characters. Source: connector/precoro/API.md §6. Nothing is cut to fit. */
const NAME_LIMIT = 300;

/** BILL's items have no SKU, Precoro wants one; names change, so it is derived from the id. */
export const skuOf = (itemId: string): string => `BILL-${itemId}`;

/** The item as the catalogue is to show it, or the reason why it cannot. An item that is there keeps its SKU. */
export const toCatalog = (item: Item, found?: CatalogItem): CatalogContent | Stopped => {
  const { name, archived, price } = item;
  const type = types[item.type] ?? "without a type";
  if (typeof type === "string") return reject(because[type], { name, type: item.type });
  if (name.length > NAME_LIMIT) {
    return reject("item-name-too-long", {
      name: `${name.slice(0, 60)}…`,
      length: name.length,
      limit: NAME_LIMIT,
    });
  }
  return {
    sku: found?.sku ?? skuOf(item.id),
    name,
    type,
    hidden: archived,
    price: price ?? found?.price ?? zero,
  };
};

/** Precoro may keep fewer decimals than BILL: a price is the same if it is BILL's to the decimals that Precoro shows. */
const samePrice = (shown: Money | undefined, wanted: Money | undefined): boolean => {
  if (wanted === undefined) return true;
  if (shown === undefined) return false;
  const decimals = Math.max(2, (shown.toString().split(".")[1] ?? "").length);
  return wanted.round(decimals, 1).eq(shown) || wanted.eq(shown);
};

/** True if nothing is to be written. A type that Precoro does not show is not compared. */
export const saysSameItem = (shown: CatalogContent, wanted: CatalogContent): boolean =>
  shown.name === wanted.name &&
  shown.hidden === wanted.hidden &&
  (shown.type === undefined || shown.type === wanted.type) &&
  samePrice(shown.price, wanted.price);

/** What is to be said of a price that is not BILL's; undefined if it is. */
export const priceNote = ({ price }: Item, kept: Money | undefined): string | undefined => {
  if (price === undefined) return "BILL has no price for it; enter one in Precoro.";
  if (kept === undefined || kept.eq(price)) return undefined;
  return `Precoro keeps the price ${price.toString()} as ${moneyText(kept)}.`;
};

export const itemMapping: RecordMapping<Item, CatalogItem> = {
  kind: "item",
  noun: "Item",
  nameOf: ({ name }) => name,
  sku: { on: ({ sku }) => sku, of: ({ id }) => skuOf(id) },
  whenArchived: "refresh",
  reasons: {
    archived: "item-archived",
    linkedTwice: "item-linked-twice",
    sharedInBill: "duplicate-item-name",
    sharedInPrecoro: "duplicate-catalog-name",
    linkedElsewhere: "item-linked-to-other-item",
  },
};
