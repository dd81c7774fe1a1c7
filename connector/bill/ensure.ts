/**
 * Makes sure that a document has exactly one active bill, whatever fails or runs at once: look, decide, do one thing,
 * look again. What to do is `core/settlement`'s decision; what a lost answer means is decided here, by looking.
 */
import type { Bill, BillDraft } from "../core/bill";
import { changedContent, newContent } from "../core/difference";
import { withIdentity } from "../core/identity";
import { type Document, documentText, whyNoNewBill } from "../core/invoice";
import { isRuling, postpone, type Ruling, reject } from "../core/outcome";
import { type Step, settle } from "../core/settlement";
import { whyNotForVendor } from "../core/toBill";
import { clock } from "../http/clock";
import { failed } from "../http/failure";
import { SYSTEM } from "./answer";
import { TIMEOUT_MS } from "./calls";
import type { BillClient } from "./client";
import { lookForBills } from "./look";

export interface Order {
  readonly document: Document;
  /** The supplier's link. */
  readonly vendorId: string;
  /** The bill that the document asks for, or what is wrong with it; the latter only matters where a write is needed. */
  readonly draft: BillDraft | Ruling;
  /** The button *Send to Bill*. */
  readonly force: boolean;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

export interface Ensured {
  readonly bill: Bill;
  readonly did: "created" | "restored" | "updated" | "nothing";
}

/** Longer than a request may still be on its way in BILL after its answer was given up. */
const SETTLING_MS = TIMEOUT_MS + 5_000;

/** A create that lost its answer is repeated once at most, and only after a look has not found it (product 5.5). */
const CREATES = 2;
/** How often BILL may refuse a deed that the look before it allowed, before its words are passed on. */
const REFUSALS = 3;
/** Each round is a look and one deed; runs that race each other need a few. */
const ROUNDS = 10;

export const ensureBill = async (client: BillClient, order: Order): Promise<Ensured | Ruling> => {
  const { document, force, deadline } = order;
  const name = documentText(document);
  const deeds = createDeeds(client, order);
  let refusals = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await lookForBills(client.bills, order, deeds.created());
    if (isRuling(found)) return found;
    try {
      const end = await deeds.take(settle(found, { document, force }));
      if (end) return end;
    } catch (error) {
      if (failed(error, "conflict") && ++refusals < REFUSALS) continue;
      if (failed(error, "conflict", "invalid"))
        return reject("bill-refused", { record: name, words: error.words });
      if (!failed(error) || error.outcome !== "unknown") throw error;
      if (clock().now() + SETTLING_MS > deadline) return notConfirmed(name);
      await clock().sleep(SETTLING_MS);
    }
  }
  return postpone("bill-unsettled", { document: name });
};

/** The deeds of one order. `take` does one step: a ruling or the settled bill ends the matter, undefined asks for another look. */
const createDeeds = ({ bills, vendors }: BillClient, order: Order) => {
  const { document, draft, vendorId } = order;
  const name = documentText(document);
  let creates = 0;
  let created: string | undefined;
  let adopted: string | undefined;
  let checked: BillDraft | Ruling | undefined;
  let did: Ensured["did"] = "nothing";

  /** The draft, once nothing speaks against a write for this vendor; the vendor is read once. */
  const allowed = async (): Promise<BillDraft | Ruling> => {
    if (isRuling(draft)) return draft;
    checked ??= await checkVendor(draft);
    return checked;
  };

  const checkVendor = async (draft: BillDraft): Promise<BillDraft | Ruling> => {
    try {
      return whyNotForVendor(document, await vendors.get(vendorId)) ?? draft;
    } catch (error) {
      if (!failed(error, "not-found")) throw error;
      return reject("link-unknown", { record: `Supplier ${document.supplier.name}`, externalId: vendorId });
    }
  };

  const create = async (): Promise<Ruling | undefined> => {
    const content = whyNoNewBill(document, order) ?? (await allowed());
    if (isRuling(content)) return content;
    if (creates === CREATES) return notConfirmed(name);
    try {
      creates++;
      created = (await bills.create(newContent(content))).id;
    } catch (error) {
      if (failed(error) && error.outcome === "refused") creates--;
      throw error;
    }
    return undefined;
  };

  const keep = async (bill: Bill, update: boolean): Promise<Ensured | Ruling> => {
    const isNew = creates > 0 && (created === undefined || created === bill.id);
    if (isNew) return { bill, did: "created" };
    // A bill that was a person's a moment ago is taken as it is.
    if (bill.id === adopted) return { bill, did: "nothing" };
    const content = update && !isRuling(draft) ? changedContent(bill, draft) : undefined;
    if (update && isRuling(draft)) return draft;
    if (!content) return { bill, did };
    if (bill.hasMoney) return reject("money-on-bill", { document: name, amounts: bill.moneyText });
    const writable = await allowed();
    if (isRuling(writable)) return writable;
    return { bill: await bills.replace(bill.id, content), did: did === "nothing" ? "updated" : did };
  };

  const restore = async ({ id }: Bill): Promise<Ruling | undefined> => {
    const writable = await allowed();
    if (isRuling(writable)) return writable;
    await bills.restore(id);
    did = "restored";
    return undefined;
  };

  const take = async (step: Step): Promise<Ensured | Ruling | undefined> => {
    if (isRuling(step)) return step;
    switch (step.do) {
      case "create":
        return create();
      case "keep":
        return keep(step.bill, step.update);
      case "archive":
        for (const { id } of step.bills) await bills.archive(id);
        return undefined;
      case "sign":
        await bills.update(step.bill.id, { description: withIdentity(step.bill.description, document.mark) });
        if (step.bill.id !== document.externalId) adopted = step.bill.id;
        else if (did === "nothing") did = "updated";
        return undefined;
      case "restore":
        return restore(step.bill);
    }
  };

  return { take, created: () => created };
};

const notConfirmed = (document: string): Ruling =>
  postpone("not-confirmed", { system: SYSTEM, record: document });
