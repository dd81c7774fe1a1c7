/** The operations of an export on a document's vouchers in BILL, one per round, and what it remembers from earlier rounds. */

import type { BillClient } from "../../bill/client";
import { SYSTEM } from "../../bill/errorResponse";
import type { ExportDecision } from "../../core/documents/decideExport";
import { type Document, documentText } from "../../core/documents/document";
import { withOlderReference, withReference } from "../../core/documents/documentRef";
import { whyNotPayable } from "../../core/documents/sendRules";
import { approvalText, undoMoneyText, type Voucher, type VoucherDraft } from "../../core/documents/voucher";
import { changedContent, differsInLinesAlone, newContent } from "../../core/documents/voucherDifference";
import { type Money, zero } from "../../core/money";
import { isStopped, postpone, reject, type Stopped } from "../../core/outcome";
import { isRequestError } from "../../http/requestError";
import { archiveEach } from "./archiveEach";
import { lockOf } from "./lockedVoucher";
import { writableDraft } from "./writableDraft";
import { writeEitherForm } from "./writeEitherForm";

export interface EnsureInput {
  readonly document: Document;
  /** The supplier's link. */
  readonly vendorId: string;
  /** Ids of vouchers that were seen with the document's reference line. */
  readonly seen: readonly string[];
  /** The voucher that the document calls for, or why it can't be sent. The latter only matters if a write is needed. */
  readonly draft: VoucherDraft | Stopped;
  /** *Send to Bill*: a person asked for this document. */
  readonly force: boolean;
  /** Why a voucher that was made by hand must not become the document's; undefined if it may. */
  readonly whyNotFree: (voucher: Voucher) => Promise<Stopped | undefined>;
  /** How much of an invoice is paid outside BILL; `archived`: its bill that would be restored. */
  readonly readPaidOutside: (archived?: Voucher) => Promise<Money>;
  /** Does not wait past this moment, ms since 1970 UTC. */
  readonly deadline: number;
  /** For a credit note. */
  readonly credits?: CreditOperations;
}

/** What is done about vendor credits that are applied to bills. */
export interface CreditOperations {
  /** Takes the credit off its invoice's bill; false if that may not be done. */
  takeOff(credit: Voucher): Promise<boolean>;
  /** Gets BILL's answer to each archive. */
  archived(credit: Voucher): void;
}

export interface Ensured {
  readonly voucher: Voucher;
  readonly did: "created" | "restored" | "updated" | "nothing";
  /** Why it was not updated although the document calls for it. */
  readonly stopped?: Stopped;
  /** True if it was made by hand, and this export has just taken it. */
  readonly adopted?: true;
  /** A sentence for the log. */
  readonly note?: string;
}

/** The result of one round: the end of the export, or another lookup. */
type Round = Ensured | Stopped | typeof LOOK_UP_AGAIN;

export const LOOK_UP_AGAIN = "look up again" as const;

/** If a create gets no response, it is repeated once, and only if a lookup didn't find its voucher. */
const CREATES = 2;

export const notConfirmed = (document: Pick<Document, "kind" | "idn">): Stopped =>
  postpone("not-confirmed", { system: SYSTEM, record: documentText(document) });

/** The state of one export. */
interface Exporting {
  readonly client: BillClient;
  readonly input: EnsureInput;
  /** The draft, if this vendor allows a write. */
  readonly allowed: () => Promise<VoucherDraft | Stopped>;
  /** What earlier rounds did. `creates` leaves out those that BILL refused; the adopted voucher was made by hand. */
  readonly done: {
    creates: number;
    createdId?: string;
    adoptedId?: string;
    paidOutside?: Money;
    /** The archived bill that BILL refused to restore. */
    notRestoredId?: string;
    did: Ensured["did"];
  };
}

export const startExport = (client: BillClient, input: EnsureInput): Exporting => ({
  client,
  input,
  allowed: writableDraft(client, input),
  done: { creates: 0, did: "nothing" },
});

/**
 * Carries out one decision.
 *
 * @throws {RequestError} if BILL can't be reached or refuses. If the outcome is unknown, the next lookup shows what happened.
 */
export const carryOut = async (exporting: Exporting, decision: ExportDecision): Promise<Round> => {
  if (isStopped(decision)) return decision;
  switch (decision.do) {
    case "create":
      return create(exporting);
    case "keep":
      return keep(exporting, decision.voucher, decision.update);
    case "archive":
      return archive(exporting, decision.vouchers);
    case "addReference":
      return addReference(exporting, decision.voucher);
    case "restore":
      return restore(exporting, decision.voucher);
  }
};

/** Why no bill becomes active for what is paid outside BILL. Remembers how much that is where a person has it sent all the same. */
const stoppedByPayment = async (
  { input, done }: Exporting,
  archived?: Voucher,
): Promise<Stopped | undefined> => {
  const { document, readPaidOutside } = input;
  if (document.kind === "credit note") return undefined;
  const paid = await readPaidOutside(archived);
  if (paid.gt(zero)) done.paidOutside = paid;
  return whyNotPayable(document, paid, input);
};

const create = async (exporting: Exporting): Promise<Round> => {
  const { client, input, allowed, done } = exporting;
  const { document } = input;
  const content = (await stoppedByPayment(exporting)) ?? (await allowed());
  if (isStopped(content)) return content;
  if (done.creates === CREATES) return notConfirmed(document);
  try {
    done.creates++;
    const { create: send } = client.vouchersFor(document);
    const created = await writeEitherForm(client, document, content, (draft) => send(newContent(draft)));
    done.createdId = created.id;
  } catch (error) {
    if (isRequestError(error) && error.outcome === "refused") done.creates--;
    throw error;
  }
  return LOOK_UP_AGAIN;
};

const keep = async (
  { client, input: { document, draft, credits }, allowed, done }: Exporting,
  voucher: Voucher,
  update: boolean,
): Promise<Round> => {
  const { creates, createdId, adoptedId, did } = done;
  const isNew = creates > 0 && (createdId === undefined || createdId === voucher.id);
  if (isNew) return { voucher, did: "created" };
  // A voucher made by hand, which this export just adopted, keeps its content.
  if (voucher.id === adoptedId) return { voucher, did: "nothing", adopted: true };
  if (update && isStopped(draft)) return { voucher, did: "nothing", stopped: draft };
  const content = update && !isStopped(draft) ? changedContent(voucher, draft) : undefined;
  if (!content || isStopped(draft)) return { voucher, did };
  if (voucher.hasMoney && differsInLinesAlone(voucher, draft))
    return { voucher, did, note: codingKept(voucher) };
  // Only the credit note of an invoice has a parent here.
  const ofInvoice = document.parent === undefined ? undefined : credits;
  if (voucher.hasMoney && !ofInvoice) return moneyOn(voucher, document);
  const writable = await allowed();
  if (isStopped(writable)) return writable;
  if (voucher.hasMoney) {
    const isOff = writable.vendorId === voucher.vendorId && (await ofInvoice?.takeOff(voucher));
    return isOff ? LOOK_UP_AGAIN : moneyOn(voucher, document);
  }
  const replaced = await writeEitherForm(client, document, writable, (form) =>
    client.vouchersFor(document).replace(voucher.id, {
      ...(changedContent(voucher, form) ?? content),
      // Until it is applied again, the line names the older approval: a run that is killed before that is repeated.
      ...(ofInvoice && { description: withOlderReference(voucher.description, document.ref) }),
    }),
  );
  return { voucher: replaced, did: did === "nothing" ? "updated" : did };
};

/** The voucher stays as it is, since there is money on it. */
const moneyOn = (voucher: Voucher, document: Document): Ensured => {
  const reason = document.kind === "invoice" ? "money-on-bill" : "credit-applied";
  const amounts = voucher.moneyText;
  const facts = { document: documentText(document), amounts, undo: undoMoneyText(voucher) };
  return { voucher, did: "nothing", stopped: reject(reason, facts) };
};

const codingKept = ({ moneyText }: Voucher): string =>
  `Only its lines, their coding or the purchase order differ. They were left as they are in BILL, since it has money on it (${moneyText}).`;

/**
 * A bill whose approvals may keep it from being restored or changed is replaced by a new one, as BILL asks for, unless there is
 * money on it.
 */
const restore = async (exporting: Exporting, voucher: Voucher): Promise<Round> => {
  const { client, allowed, done } = exporting;
  const { id } = voucher;
  const writable = await allowed();
  if (isStopped(writable)) return writable;
  const mayBeLocked = approvalText(voucher) !== undefined && !voucher.hasMoney;
  if (mayBeLocked && (done.notRestoredId === id || changedContent(voucher, writable)))
    return create(exporting);
  const why = await stoppedByPayment(exporting, voucher);
  if (why) return why;
  try {
    await client.bills.restore(id);
    done.did = "restored";
  } catch (error) {
    if (!mayBeLocked || lockOf(error, [voucher])?.by !== "approvals") throw error;
    done.notRestoredId = id;
  }
  return LOOK_UP_AGAIN;
};

const addReference = async (
  { client, input: { document, whyNotFree }, done }: Exporting,
  voucher: Voucher,
): Promise<Round> => {
  const { id, description } = voucher;
  const why = id === document.externalId ? undefined : await whyNotFree(voucher);
  if (why) return why;
  await client.vouchersFor(document).update(id, { description: withReference(description, document.ref) });
  if (id !== document.externalId) done.adoptedId = id;
  else if (done.did === "nothing") done.did = "updated";
  return LOOK_UP_AGAIN;
};

const archive = async ({ client, input }: Exporting, vouchers: readonly Voucher[]): Promise<Round> => {
  await archiveEach(client.vouchersFor(input.document), vouchers, (one) => input.credits?.archived(one));
  return LOOK_UP_AGAIN;
};
