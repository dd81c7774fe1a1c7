/** What BILL's API does to bills, and what it will not do. It knows no HTTP: a refusal is thrown. */
import { withCredits } from "./applying";
import { changed, created, hasMoney, isPaid, replaced, standing } from "./bill";
import { type PartRequest, readPart, readWhole } from "./billRequest";
import type { Change, Notice, Organization } from "./organization";
import { type Bill, prefixes } from "./records";
import { danglingReferences } from "./references";
import { duplicateNumber, invalid, moneyOnIt } from "./refusal";

export interface BillApi {
  createBill(body: unknown): Bill;
  replaceBill(id: string, body: unknown): Bill;
  updateBill(id: string, body: unknown): Bill;
  archiveBill(id: string, notice?: Notice): Bill;
  restoreBill(id: string, notice?: Notice): Bill;
}

export const billApi = (organization: Organization, refuseDuplicateInvoiceNumbers: boolean): BillApi => {
  const lineId = () => organization.nextId("bli");

  const changeable = (id: string): Bill => {
    const bill = organization.bill(id);
    if (hasMoney(bill)) throw moneyOnIt(bill.paymentStatus, bill.creditAmount);
    return bill;
  };

  /** Keeps the bill with the credits that are to be on it, if they can be. */
  const put = (bill: Bill, { vendorCredits = [] }: PartRequest, action: Change["action"]): Bill => {
    refuseTwin(bill);
    const applied = withCredits(bill, vendorCredits, (id) => organization.credit(id));
    for (const credit of applied.credits) organization.put("vendorCredits", credit, "updated");
    return organization.put("bills", applied.bill, action);
  };

  const checkReferences = (request: PartRequest): void => {
    const problems = danglingReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  };

  /** connector/bill/API.md §15: with the option, no second bill of one vendor and number; archived ones do not count. */
  const refuseTwin = (bill: Bill): void => {
    if (!refuseDuplicateInvoiceNumbers || bill.archived) return;
    const twin = organization.bills().some((other) => other.id !== bill.id && isTwin(bill, other));
    if (twin) throw duplicateNumber(bill.invoice.invoiceNumber);
  };

  return {
    createBill(body) {
      const request = readWhole(body);
      checkReferences(request);
      const { now: _now, userId: createdBy } = organization.setting();
      const time = organization.time();
      const fixed = {
        id: organization.nextId(prefixes.bills),
        createdTime: time,
        updatedTime: time,
        createdBy,
      };
      return put(created(request, fixed, lineId), request, "created");
    },
    replaceBill(id, body) {
      const bill = changeable(id);
      const request = readWhole(body);
      checkReferences(request);
      return put(replaced(bill, request, lineId), request, "updated");
    },
    updateBill(id, body) {
      const bill = organization.bill(id);
      if (isPaid(bill)) throw moneyOnIt(bill.paymentStatus, bill.creditAmount);
      const request = readPart(body);
      // connector/bill/API.md §15: PATCH adds to the credits that are applied, so these alone lock only the rest.
      if (!addsCreditsOnly(request)) changeable(id);
      checkReferences(request);
      return put(changed(bill, request), request, "updated");
    },
    archiveBill(id, notice) {
      const bill = organization.bill(id);
      // connector/bill/API.md §6.1: archive and restore are idempotent.
      if (bill.archived) return bill;
      changeable(id);
      return organization.put("bills", { ...bill, ...standing("INACTIVE") }, "archived", notice);
    },
    restoreBill(id, notice) {
      const bill = organization.bill(id);
      if (!bill.archived) return bill;
      // Assumed: a draft is no archived bill, and only the web app makes a bill of it.
      if (bill.recordStatus !== "INACTIVE") throw invalid(`recordStatus: ${bill.recordStatus}`);
      const next = { ...bill, ...standing("ACTIVE") };
      refuseTwin(next);
      return organization.put("bills", next, "restored", notice);
    },
  };
};

const addsCreditsOnly = (request: PartRequest): boolean => Object.keys(request).join() === "vendorCredits";

const isTwin = (bill: Bill, other: Bill): boolean =>
  !other.archived &&
  other.vendorId === bill.vendorId &&
  other.invoice.invoiceNumber === bill.invoice.invoiceNumber;
