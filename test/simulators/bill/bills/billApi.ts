/** BILL's API calls that change bills, without HTTP: a refused call throws. */

import { billHasMoney, duplicateNumber, invalid } from "../apiErrors";
import type { Change, NotifyOption, Organization } from "../organization";
import { type Bill, prefixes } from "../records";
import { unknownReferences } from "../unknownReferences";
import { applyCredits } from "./applyCredits";
import { changedBill, createdBill, hasMoney, isPaid, recordState, replacedBill } from "./bill";
import { type BillPatch, parseBill, parseBillPatch } from "./billRequest";

export interface BillApi {
  createBill(body: unknown): Bill;
  replaceBill(id: string, body: unknown): Bill;
  updateBill(id: string, body: unknown): Bill;
  archiveBill(id: string, notice?: NotifyOption): Bill;
  restoreBill(id: string, notice?: NotifyOption): Bill;
}

export const billApi = (organization: Organization, refuseDuplicateInvoiceNumbers: boolean): BillApi => {
  const lineId = () => organization.nextId("bli");

  const changeable = (id: string): Bill => {
    const bill = organization.bill(id);
    if (hasMoney(bill)) throw billHasMoney(bill.paymentStatus, bill.creditAmount);
    return bill;
  };

  /** Stores the bill with the request's credits applied, if they can be. */
  const storeBill = (bill: Bill, { vendorCredits = [] }: BillPatch, action: Change["action"]): Bill => {
    refuseDuplicate(bill);
    const applied = applyCredits(bill, vendorCredits, (id) => organization.credit(id));
    for (const credit of applied.credits) organization.put("vendorCredits", credit, "updated");
    return organization.put("bills", applied.bill, action);
  };

  const checkReferences = (request: BillPatch): void => {
    const problems = unknownReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  };

  /** connector/bill/API.md §15: with the option, a vendor has no second active bill with the same number. */
  const refuseDuplicate = (bill: Bill): void => {
    if (!refuseDuplicateInvoiceNumbers || bill.archived) return;
    const hasDuplicate = organization
      .bills()
      .some((other) => other.id !== bill.id && isDuplicate(bill, other));
    if (hasDuplicate) throw duplicateNumber(bill.invoice.invoiceNumber);
  };

  return {
    createBill(body) {
      const request = parseBill(body);
      checkReferences(request);
      const { now: _now, userId: createdBy } = organization.seedContext();
      const time = organization.time();
      const fixed = {
        id: organization.nextId(prefixes.bills),
        createdTime: time,
        updatedTime: time,
        createdBy,
      };
      return storeBill(createdBill(request, fixed, lineId), request, "created");
    },
    replaceBill(id, body) {
      const bill = changeable(id);
      const request = parseBill(body);
      checkReferences(request);
      return storeBill(replacedBill(bill, request, lineId), request, "updated");
    },
    updateBill(id, body) {
      const bill = organization.bill(id);
      if (isPaid(bill)) throw billHasMoney(bill.paymentStatus, bill.creditAmount);
      const request = parseBillPatch(body);
      // connector/bill/API.md §15: PATCH may add credits to a bill that has credits already, but change nothing else.
      if (!addsCreditsOnly(request)) changeable(id);
      checkReferences(request);
      return storeBill(changedBill(bill, request), request, "updated");
    },
    archiveBill(id, notice) {
      const bill = organization.bill(id);
      // connector/bill/API.md §6.1: archive and restore are idempotent.
      if (bill.archived) return bill;
      changeable(id);
      return organization.put("bills", { ...bill, ...recordState("INACTIVE") }, "archived", notice);
    },
    restoreBill(id, notice) {
      const bill = organization.bill(id);
      if (!bill.archived) return bill;
      // Assumed: a draft is not an archived bill, and only the web app turns it into a bill.
      if (bill.recordStatus !== "INACTIVE") throw invalid(`recordStatus: ${bill.recordStatus}`);
      const next = { ...bill, ...recordState("ACTIVE") };
      refuseDuplicate(next);
      return organization.put("bills", next, "restored", notice);
    },
  };
};

const addsCreditsOnly = (request: BillPatch): boolean => Object.keys(request).join() === "vendorCredits";

const isDuplicate = (bill: Bill, other: Bill): boolean =>
  !other.archived &&
  other.vendorId === bill.vendorId &&
  other.invoice.invoiceNumber === bill.invoice.invoiceNumber;
