/**
 * When a price in Precoro is BILL's. Precoro may keep a price with fewer decimals than it was sent, so what it shows is compared with what
 * was last sent for the item, and with what Precoro made of it.
 */
import type { Money } from "../money";

/** What was last sent for an item, where Precoro did not keep it as it was. */
export interface SentPrice {
  readonly sent: Money;
  /** What Precoro made of it; undefined where its response did not show that. */
  readonly kept?: Money | undefined;
}

/** True if there is no price to write: Precoro shows BILL's price, or what it has made of that same price. */
export const samePrice = (
  shown: Money | undefined,
  wanted: Money | undefined,
  last: SentPrice | undefined,
): boolean => {
  if (wanted === undefined || shown?.eq(wanted)) return true;
  if (!last?.sent.eq(wanted)) return false;
  return last.kept === undefined || shown === undefined || last.kept.eq(shown);
};

/** What to remember of a price that was sent; undefined if Precoro kept it exactly, or none was sent. */
export const sentPrice = (sent: Money | undefined, kept: Money | undefined): SentPrice | undefined =>
  sent === undefined || kept?.eq(sent) ? undefined : { sent, kept };
