/** Archives several vouchers of one document: one that BILL refuses to archive does not hold up the others. */

import type { Vouchers } from "../../bill/vouchers";
import type { Voucher } from "../../core/documents/voucher";
import { isRequestError } from "../../http/requestError";

/**
 * `archived` gets BILL's answer to each.
 *
 * @throws {RequestError} if BILL can't be reached, or refuses one; then the first refusal, after the others were archived.
 */
export const archiveEach = async (
  vouchers: Pick<Vouchers, "archive">,
  list: readonly Voucher[],
  archived: (voucher: Voucher) => void,
): Promise<void> => {
  let refusal: unknown;
  for (const { id } of list) {
    try {
      archived(await vouchers.archive(id));
    } catch (error) {
      if (!isRequestError(error, "conflict", "invalid")) throw error;
      refusal ??= error;
    }
  }
  if (refusal !== undefined) throw refusal;
};
