/** What BILL's API does to bills, and what it will not do. It knows no HTTP: a refusal is thrown. */
import { changed, created, hasMoney, replaced, standing } from "./bill";
import { type PartRequest, readPart, readWhole } from "./billRequest";
import type { Notice, Organization } from "./organization";
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
    if (hasMoney(bill)) throw moneyOnIt(bill.paymentStatus);
    return bill;
  };

  const checkReferences = (request: PartRequest): void => {
    const problems = danglingReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  };

  /** contract bill-v3 §15: with the option, no second bill of one vendor and number; archived ones do not count. */
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
      const bill = created(request, fixed, lineId);
      refuseTwin(bill);
      return organization.put("bills", bill, "created");
    },
    replaceBill(id, body) {
      const bill = changeable(id);
      const request = readWhole(body);
      checkReferences(request);
      const next = replaced(bill, request, lineId);
      refuseTwin(next);
      return organization.put("bills", next, "updated");
    },
    updateBill(id, body) {
      const bill = changeable(id);
      const request = readPart(body);
      checkReferences(request);
      const next = changed(bill, request);
      refuseTwin(next);
      return organization.put("bills", next, "updated");
    },
    archiveBill(id, notice) {
      const bill = organization.bill(id);
      // contract bill-v3 §6.1: archive and restore are idempotent.
      if (bill.archived) return bill;
      if (hasMoney(bill)) throw moneyOnIt(bill.paymentStatus);
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

const isTwin = (bill: Bill, other: Bill): boolean =>
  !other.archived &&
  other.vendorId === bill.vendorId &&
  other.invoice.invoiceNumber === bill.invoice.invoiceNumber;
