/**
 * Makes sure that a document has exactly one active bill or vendor credit, whatever fails or runs at once: look, decide, do one thing,
 * look again. What to do is `core/settlement`'s decision; what a lost answer means is decided here, by looking.
 */

import type { BillClient } from "../../bill/client";
import { SYSTEM } from "../../bill/errorResponse";
import { TIMEOUT_MS } from "../../bill/request";
import { decideExport, type ExportDecision } from "../../core/documents/decideExport";
import { type Document, documentText, whyNotForVendor, whyNothingNew } from "../../core/documents/document";
import { withReference } from "../../core/documents/documentRef";
import type { Voucher, VoucherDraft } from "../../core/documents/voucher";
import { changedContent, newContent } from "../../core/documents/voucherDifference";
import { isStopped, postpone, reject, type Stopped } from "../../core/outcome";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";
import { findVouchers } from "./findVouchers";

export interface EnsureInput {
  readonly document: Document;
  /** The supplier's link. */
  readonly vendorId: string;
  /** What the document asks for, or what is wrong with it; the latter only matters where a write is needed. */
  readonly draft: VoucherDraft | Stopped;
  /** The button *Send to Bill*. */
  readonly force: boolean;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

export interface Ensured {
  readonly voucher: Voucher;
  readonly did: "created" | "restored" | "updated" | "nothing";
}

/** Longer than a request may still be on its way in BILL after its answer was given up. */
export const IN_FLIGHT_MS = TIMEOUT_MS + 5_000;

/** A create that lost its answer is repeated once at most, and only after a look has not found it. */
const CREATES = 2;
/** How often BILL may refuse a deed that the look before it allowed, before its words are passed on. */
const REFUSALS = 3;
/** Each round is a look and one deed; runs that race each other need a few. */
const ROUNDS = 10;

export const ensureVoucher = async (client: BillClient, order: EnsureInput): Promise<Ensured | Stopped> => {
  const { document, force, deadline } = order;
  const name = documentText(document);
  const vouchers = client.vouchersFor(document);
  const deeds = createDeeds(client, order);
  let refusals = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await findVouchers(vouchers, order, deeds.created());
    if (isStopped(found)) return found;
    try {
      const end = await deeds.take(decideExport(found, { document, force }));
      if (end) return end;
    } catch (error) {
      if (isRequestError(error, "conflict") && ++refusals < REFUSALS) continue;
      if (isRequestError(error, "conflict", "invalid"))
        return reject("bill-refused", { record: name, words: error.words });
      if (!isRequestError(error) || error.outcome !== "unknown") throw error;
      if (clock().now() + IN_FLIGHT_MS > deadline) return notConfirmed(name);
      await clock().sleep(IN_FLIGHT_MS);
    }
  }
  return postpone("voucher-unsettled", { document: name });
};

/** The deeds of one order. `take` does one step: a ruling or the settled voucher ends the matter, undefined asks for another look. */
const createDeeds = (client: BillClient, order: EnsureInput) => {
  const { document, draft, vendorId } = order;
  const vouchers = client.vouchersFor(document);
  const name = documentText(document);
  let creates = 0;
  let created: string | undefined;
  let adopted: string | undefined;
  let checked: VoucherDraft | Stopped | undefined;
  let did: Ensured["did"] = "nothing";

  /** The draft, once nothing speaks against a write for this vendor; the vendor is read once. */
  const allowed = async (): Promise<VoucherDraft | Stopped> => {
    if (isStopped(draft)) return draft;
    checked ??= await checkVendor(draft);
    return checked;
  };

  const checkVendor = async (draft: VoucherDraft): Promise<VoucherDraft | Stopped> => {
    try {
      return whyNotForVendor(document, await client.vendors.get(vendorId)) ?? draft;
    } catch (error) {
      if (!isRequestError(error, "not-found")) throw error;
      return reject("link-unknown", { record: `Supplier ${document.supplier.name}`, externalId: vendorId });
    }
  };

  const create = async (): Promise<Stopped | undefined> => {
    const content = whyNothingNew(document, order) ?? (await allowed());
    if (isStopped(content)) return content;
    if (creates === CREATES) return notConfirmed(name);
    try {
      creates++;
      created = (await vouchers.create(newContent(content))).id;
    } catch (error) {
      if (isRequestError(error) && error.outcome === "refused") creates--;
      throw error;
    }
    return undefined;
  };

  const keep = async (voucher: Voucher, update: boolean): Promise<Ensured | Stopped> => {
    const isNew = creates > 0 && (created === undefined || created === voucher.id);
    if (isNew) return { voucher, did: "created" };
    // What was a person's a moment ago is taken as it is.
    if (voucher.id === adopted) return { voucher, did: "nothing" };
    const content = update && !isStopped(draft) ? changedContent(voucher, draft) : undefined;
    if (update && isStopped(draft)) return draft;
    if (!content) return { voucher, did };
    if (voucher.hasMoney) {
      const reason = document.kind === "invoice" ? "money-on-bill" : "credit-applied";
      return reject(reason, { document: name, amounts: voucher.moneyText });
    }
    const writable = await allowed();
    if (isStopped(writable)) return writable;
    return { voucher: await vouchers.replace(voucher.id, content), did: did === "nothing" ? "updated" : did };
  };

  const restore = async ({ id }: Voucher): Promise<Stopped | undefined> => {
    const writable = await allowed();
    if (isStopped(writable)) return writable;
    await client.bills.restore(id);
    did = "restored";
    return undefined;
  };

  const take = async (step: ExportDecision): Promise<Ensured | Stopped | undefined> => {
    if (isStopped(step)) return step;
    switch (step.do) {
      case "create":
        return create();
      case "keep":
        return keep(step.voucher, step.update);
      case "archive":
        for (const { id } of step.vouchers) await vouchers.archive(id);
        return undefined;
      case "addReference":
        await vouchers.update(step.voucher.id, {
          description: withReference(step.voucher.description, document.ref),
        });
        if (step.voucher.id !== document.externalId) adopted = step.voucher.id;
        else if (did === "nothing") did = "updated";
        return undefined;
      case "restore":
        return restore(step.voucher);
    }
  };

  return { take, created: () => created };
};

const notConfirmed = (document: string): Stopped =>
  postpone("not-confirmed", { system: SYSTEM, record: document });
