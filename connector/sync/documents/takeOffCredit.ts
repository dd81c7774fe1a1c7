/**
 * Takes a vendor credit off its invoice's bill, so that it can be changed or archived after its credit note was revised or canceled:
 * by a PUT of the whole bill that names the credits that stay. `core/documents/creditUses` says when it may be done.
 */

import type { BillClient } from "../../bill/client";
import { appliedTo, mayTakeOff, totalOf } from "../../core/documents/creditUses";
import { type Document, documentText } from "../../core/documents/document";
import type { Voucher } from "../../core/documents/voucher";
import { zero } from "../../core/money";
import { sentence } from "../../core/reason";
import { isRequestError, undefinedIfNotFound } from "../../http/requestError";
import type { SyncContext } from "../syncContext";
import { creditsOn, putBack, takenOffWarning } from "./billCredits";
import { notesOfInvoice } from "./notesOfInvoice";

interface Applied {
  /** The credit note. */
  readonly note: Document;
  /** Its vendor credit, as a lookup found it. */
  readonly credit: Voucher;
}

/**
 * Takes the credit off its bill; false if it stays applied. Only done where this connection's user is known
 * to be allowed to apply credits: what is taken off has to be applied again. Other credits that went off with it and can't be put back
 * are logged at once.
 *
 * @throws {RequestError} if either system can't be reached; `unknown` if the credit may have gone off.
 */
export const takeOffCredit = async (sync: SyncContext, { note, credit }: Applied): Promise<boolean> => {
  const { bill: client, deadline, log } = sync;
  const [use] = credit.uses;
  const { mayApply, putTakesOff } = client.observed.seen();
  if (mayApply !== true || putTakesOff === false || note.parent === undefined || !use) return false;
  const bill = await undefinedIfNotFound(client.bills.get(use.billId));
  const own = bill && (await ownCreditsOn(sync, { note, credit }, bill));
  if (!bill || !own || !mayTakeOff({ credit, bill, invoice: note.parent, own })) return false;

  const stay = own.filter(({ id }) => id !== credit.id);
  const after = await withoutRefusal(client, bill.id, client.bills.keepCredits(bill.id, bill, stay));
  if (!after) return false;
  const isOff = after.credited.lte(totalOf(stay));
  if (isOff || after.credited.eq(bill.credited)) client.observed.note({ putTakesOff: isOff });
  if (!isOff) return false;
  if (after.credited.lt(totalOf(stay))) {
    const { takenOff } = await putBack(client, { bill: after, parts: stay, lost: stay, deadline });
    if (takenOff) {
      const { reason, facts } = takenOffWarning(note, bill.id, takenOff);
      log.warn(`${documentText(note)}: ${reason}. ${sentence(reason, facts)}`);
    }
  }
  return true;
};

/** What is on the bill of the credits of this invoice's own notes, this one included. */
const ownCreditsOn = async (sync: SyncContext, { note, credit }: Applied, bill: Voucher) => {
  const itself = appliedTo(bill.id, [credit]);
  if (totalOf(itself).eq(bill.credited) || bill.paidMoney.gt(zero) || bill.scheduled.gt(zero)) return itself;
  const found = (await creditsOn(sync.bill, bill, credit)) ?? [];
  const others = found.filter(({ id, archived }) => id !== credit.id && !archived);
  const notes = await notesOfInvoice(sync, note.parent ?? "", others);
  return [
    ...itself,
    ...appliedTo(
      bill.id,
      notes.map((one) => one.credit),
    ),
  ];
};

/** The bill after the write; undefined if BILL refuses it. If it is the credentials that fail, the read after it does, too. */
const withoutRefusal = async (
  { bills }: BillClient,
  id: string,
  write: Promise<Voucher>,
): Promise<Voucher | undefined> => {
  try {
    return await write;
  } catch (error) {
    if (!isRequestError(error, "invalid", "conflict", "auth") || error.outcome !== "refused") throw error;
    if (error.kind === "auth") await bills.get(id);
    return undefined;
  }
};
