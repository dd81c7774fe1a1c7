/**
 * Writes a voucher with its negative lines as they are, and in the form without them where BILL refuses those. What BILL's answers
 * show is remembered, for bills and vendor credits apart.
 */

import type { BillClient } from "../../bill/client";
import { isKnownCode } from "../../bill/errorResponse";
import { refusesNegatives } from "../../bill/observed";
import type { Document } from "../../core/documents/document";
import { foldedDraft } from "../../core/documents/negativeLines";
import { type VoucherDraft, voucherOf } from "../../core/documents/voucher";
import { isStopped, reject, type Stopped } from "../../core/outcome";
import { clock } from "../../http/clock";
import { isRequestError, type RequestError } from "../../http/requestError";

/** The statuses of a refusal that may be about a negative line. Source: connector/bill/API.md §15. */
const MAY_BE_NEGATIVES = [400, 422];

const isRefusal = (error: unknown): error is RequestError =>
  isRequestError(error, "invalid", "conflict") && error.outcome === "refused";

/** True for the refusal of a create or a replace that may be about a negative line. */
export const mayBeNegatives = (error: unknown): error is RequestError =>
  isRefusal(error) &&
  MAY_BE_NEGATIVES.includes(error.cause.status ?? 0) &&
  !isKnownCode(error.cause.code) &&
  !/\/(archive|restore)$/.test(error.cause.path);

/** Why nothing is written: a negative line that BILL is known to refuse, and that no other line takes. */
export const whyNeitherForm = (
  { observed }: Pick<BillClient, "observed">,
  document: Pick<Document, "kind">,
  { folded }: VoucherDraft,
): Stopped | undefined =>
  isStopped(folded) && refusesNegatives(observed.seen(), voucherOf(document))
    ? reject(folded.reason, { ...folded.facts, words: "it refuses negative lines." })
    : undefined;

/**
 * The result of `write`, which gets the draft with the lines to write. It runs twice where BILL refuses a draft with negative lines.
 *
 * @throws {RequestError} as `write`. Where both forms are refused it is the first refusal, since the negative lines weren't the cause.
 */
export const writeEitherForm = async <T>(
  { observed }: Pick<BillClient, "observed">,
  document: Pick<Document, "kind">,
  draft: VoucherDraft,
  write: (draft: VoucherDraft) => Promise<T>,
): Promise<T> => {
  const kind = voucherOf(document);
  const folded = foldedDraft(draft);
  if (folded === undefined) return write(draft);
  if (refusesNegatives(observed.seen(), kind)) return write(folded);
  try {
    return await write(draft);
  } catch (first) {
    if (!mayBeNegatives(first)) throw first;
    const written = await write(folded).catch((second: unknown) => {
      throw isRefusal(second) ? first : second;
    });
    observed.note({
      negativesRefusedAt: { ...observed.seen().negativesRefusedAt, [kind]: clock().now() },
    });
    return written;
  }
};
