/**
 * Makes sure that a document has exactly one active bill or vendor credit, even when calls fail or runs race: it looks up what
 * exists, decides, does one operation, and looks again. `core/documents/decideExport` decides; `exportOperations` carries it out.
 */

import type { BillClient } from "../../bill/client";
import { decideExport, type ExportDecision } from "../../core/documents/decideExport";
import { documentText } from "../../core/documents/document";
import { byOwner } from "../../core/documents/duplicateVouchers";
import { type Voucher, voucherOf } from "../../core/documents/voucher";
import type { Money } from "../../core/money";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, postpone, reject, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { confirmWrite } from "../confirmWrite";
import {
  carryOut,
  type Ensured,
  type EnsureInput,
  LOOK_UP_AGAIN,
  notConfirmed,
  startExport,
} from "./exportOperations";
import { findVouchers } from "./findVouchers";
import { lockedExport, lockOf } from "./lockedVoucher";
import { mayBeNegatives } from "./writeEitherForm";

/** A refusal may mean that a record changed after the lookup. After this many, BILL's words go to the user. */
const REFUSALS = 3;
/** After this many where the voucher seems to be locked: another lookup can show an approval or a payment, but opens no books. */
const REFUSALS_BY = { approvals: 2, "closed books": 1 } as const;
/** Each round is one lookup and one operation. Concurrent runs need a few. */
const ROUNDS = 10;

export interface EnsuredOne extends Ensured {
  /** Vouchers with the document's reference line that a person may have made by copying. They are left alone. */
  readonly copies: readonly Voucher[];
  /** What is paid of the invoice outside BILL, where a person has it sent all the same: BILL would pay so much too much. */
  readonly paidOutside?: Money;
}

/**
 * The document's one voucher, or why it has none.
 *
 * @throws {RequestError} if BILL can't be reached, or fails for a reason other than this record's data or state.
 */
export const ensureVoucher = async (
  client: BillClient,
  input: EnsureInput,
): Promise<EnsuredOne | Stopped> => {
  const { document, force, deadline } = input;
  const name = documentText(document);
  const vouchers = client.vouchersFor(document);
  const users = () => client.observed.seen().users ?? [];
  const exporting = startExport(client, input);
  let refusals = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await findVouchers(vouchers, input, exporting.done.createdId);
    if (isStopped(found)) return found;
    const decision = decideExport(found, { document, force, users: users() });
    const copies = () => byOwner(found, document, users()).copies;
    try {
      const result = await confirmWrite({
        write: () => carryOut(exporting, decision),
        // The next round's lookup shows whether the write happened.
        find: async (): Promise<typeof LOOK_UP_AGAIN> => LOOK_UP_AGAIN,
        deadline,
      });
      if (result === undefined) return notConfirmed(document);
      if (result === LOOK_UP_AGAIN) continue;
      if (isStopped(result)) return result;
      const { paidOutside } = exporting.done;
      return { ...result, copies: copies(), ...omitUndefined({ paidOutside }) };
    } catch (error) {
      const lock = lockOf(error, vouchersIn(decision));
      const enough = lock ? REFUSALS_BY[lock.by] : REFUSALS;
      if (isRequestError(error, "conflict") && ++refusals < enough) continue;
      const stopped = lock ? lockedExport(lock, document, changeOf(decision)) : whyRefused(error, input);
      if (!stopped) throw error;
      // Its link stays, or is set: only its content is not up to date.
      const kept = !isStopped(decision) && decision.do === "keep" ? decision.voucher : undefined;
      return kept && lock ? { voucher: kept, did: "nothing", stopped, copies: copies() } : stopped;
    }
  }
  return postpone("changed-meanwhile", { document: name, voucher: voucherOf(document) });
};

const vouchersIn = (decision: ExportDecision): readonly Voucher[] => {
  if (isStopped(decision) || decision.do === "create") return [];
  return decision.do === "archive" ? decision.vouchers : [decision.voucher];
};

const changeOf = (decision: ExportDecision) => {
  if (isStopped(decision) || decision.do === "keep" || decision.do === "addReference") return "change";
  return decision.do;
};

/** Why BILL refused the document itself; undefined for a failure that is not about it. */
const whyRefused = (error: unknown, { document, draft }: EnsureInput): Stopped | undefined => {
  if (!isRequestError(error, "conflict", "invalid")) return undefined;
  const { words } = error;
  if (!isStopped(draft) && isStopped(draft.folded) && mayBeNegatives(error)) {
    const { reason, facts } = draft.folded;
    return reject(reason, { ...facts, words });
  }
  return reject("refused-by-bill", { record: documentText(document), words });
};
