/** The prices that Precoro did not keep as they were sent, between imports (`crossFlowState.itemPrices`). Losing them costs a write for each. */
import * as z from "zod";
import { type SentPrice, sentPrice } from "../../core/items/itemPrice";
import { type Money, readMoney } from "../../core/money";

/** By BILL item: what was sent, and what Precoro made of it if its response showed that. */
export const itemPricesSchema = z
  .record(z.string(), z.tuple([z.string(), z.string().nullable()]))
  .catch({})
  .default({});
export type StoredItemPrices = z.output<typeof itemPricesSchema>;

export interface ItemPrices {
  last(itemId: string): SentPrice | undefined;
  /** Keeps what was sent for an item and what Precoro made of it, or forgets it where both are the same. */
  keep(itemId: string, sent: Money | undefined, kept: Money | undefined): void;
  /** Undefined if nothing has changed. */
  changed(): StoredItemPrices | undefined;
}

export const createItemPrices = (stored: StoredItemPrices = {}): ItemPrices => {
  const prices = new Map(Object.entries(stored));
  let isChanged = false;
  return {
    last: (itemId) => {
      const [sent, kept] = (prices.get(itemId) ?? []).map((text) => readMoney(text ?? undefined));
      return sent && { sent, kept };
    },
    keep: (itemId, sent, kept) => {
      const price = sentPrice(sent, kept);
      const before = prices.get(itemId);
      if (price) prices.set(itemId, [price.sent.toFixed(), price.kept?.toFixed() ?? null]);
      else prices.delete(itemId);
      isChanged ||= JSON.stringify(before) !== JSON.stringify(prices.get(itemId));
    },
    changed: () => (isChanged ? Object.fromEntries(prices) : undefined),
  };
};
