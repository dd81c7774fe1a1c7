/** Keeps BILL's webhook subscription for one URL in place: it exists, is enabled, and has a key that this instance knows. */

import * as z from "zod";
import { followedEvents } from "../../core/changes/billEvent";
import type { SyncContext } from "../syncContext";

/** Stored in `crossFlowState.bill.subscription`. Without its key no notification can be verified, so the next check gets a new one. */
export const storedSubscriptionSchema = z.object({
  url: z.string().min(1),
  id: z.string().exactOptional(),
  key: z.string().exactOptional(),
});
export type StoredSubscription = z.infer<typeof storedSubscriptionSchema>;

const NAME = "Precoro for BILL";

const sameEvents = (events: readonly string[]): boolean =>
  [...events].sort().join() === [...followedEvents].sort().join();

/**
 * Creates, enables or updates the subscription, and returns what to store. Only the URL identifies it: test deployments from the
 * designer have subscriptions with the same name.
 *
 * @throws {RequestError} if BILL can't be reached or refuses, for example because the token may not subscribe.
 */
export const keepSubscription = async (
  { bill, log }: Pick<SyncContext, "bill" | "log">,
  { url, known }: { readonly url: string; readonly known: StoredSubscription | undefined },
): Promise<StoredSubscription> => {
  const { subscriptions } = bill;
  const found = (await subscriptions.list()).find((one) => one.url === url);
  if (!found) {
    const made = await subscriptions.create(NAME, url, followedEvents);
    log.debug(`BILL webhook subscription created (${made.id}).`);
    return { url, ...made };
  }
  if (!found.enabled || !sameEvents(found.events)) {
    await subscriptions.renew(found.id, followedEvents);
    if (!found.enabled)
      log.warn(`BILL had disabled its webhook subscription (${found.id}); it is enabled again.`);
  }
  // BILL may have disabled it because the stored key is outdated, so one that was disabled gets a new key.
  if (found.enabled && known?.id === found.id && known.key !== undefined) return known;
  log.info(`The key of BILL's webhook subscription was replaced (${found.id}).`);
  return { url, ...(await subscriptions.rotate(found.id)) };
};

/**
 * Removes the subscription for this URL, if there is one, and no other.
 *
 * @throws {RequestError} if BILL can't be reached or refuses.
 */
export const removeSubscription = async ({ bill }: Pick<SyncContext, "bill">, url: string): Promise<void> => {
  const found = (await bill.subscriptions.list()).find((one) => one.url === url);
  if (found) await bill.subscriptions.remove(found.id);
};
