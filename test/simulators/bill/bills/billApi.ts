/** BILL's API calls that change bills, without HTTP: a refused call throws. */

import { billHasMoney, duplicateNumber, invalid, mayNotApplyCredits } from "../apiErrors";
import type { BillRules } from "../billRules";
import { refuseLines, refuseNegativeTotal } from "../lineRules";
import type { Change, NotifyOption, Organization } from "../organization";
import { type Bill, prefixes } from "../records";
import { unknownReferences } from "../unknownReferences";
import { type AppliedCredits, amountAppliedTo, applyCredits, replaceCredits } from "./applyCredits";
import { changedBill, createdBill, hasMoney, recordState, replacedBill } from "./bill";
import { refuseIfApproved, refuseIfClosed, refuseIfUsed, refuseMoreThanCoding } from "./billLocks";
import { type BillPatch, parseBill, parseBillPatch } from "./billRequest";
import { shownBill } from "./shownBill";

/** All return the bill as a response shows it. */
export interface BillApi {
  createBill(body: unknown): Bill;
  replaceBill(id: string, body: unknown): Bill;
  updateBill(id: string, body: unknown): Bill;
  /** A person in the web app may archive a bill that its approval locks. */
  archiveBill(id: string, notice?: NotifyOption, by?: "api" | "person"): Bill;
  restoreBill(id: string, notice?: NotifyOption): Bill;
}

/** What a request does to a bill's credits. */
type CreditChange = (bill: Bill) => AppliedCredits;

export const billApi = (organization: Organization, rules: BillRules): BillApi => ({
  ...contentCalls(organization, rules),
  ...stateCalls(organization, rules),
});

const contentCalls = (
  organization: Organization,
  rules: BillRules,
): Pick<BillApi, "createBill" | "replaceBill" | "updateBill"> => {
  const lineId = () => organization.nextId("bli");
  const find = (id: string) => organization.credit(id);
  const checks = requestChecks(organization, rules);

  /** Stores the bill with the request's credits applied, if they can be. */
  const storeBill = (bill: Bill, change: CreditChange, action: Change["action"]): Bill => {
    refuseNegativeTotal("billLineItems", bill.billLineItems, bill.amount);
    refuseIfClosed(bill, rules);
    checks.refuseDuplicate(bill);
    const applied = change(bill);
    for (const credit of applied.credits) organization.put("vendorCredits", credit, "updated");
    return shownBill(organization.put("bills", applied.bill, action), rules);
  };

  const changeable = (id: string): Bill => {
    const bill = organization.bill(id);
    refuseIfApproved(bill, rules);
    refuseIfClosed(bill, rules);
    return bill;
  };

  const adding =
    ({ vendorCredits = [] }: BillPatch): CreditChange =>
    (bill) =>
      applyCredits(bill, vendorCredits, find);

  const replacing =
    ({ vendorCredits = [] }: BillPatch): CreditChange =>
    (bill) =>
      replaceCredits(bill, vendorCredits, organization.credits());

  return {
    createBill(body) {
      const request = parseBill(body);
      if ((request.vendorCredits ?? []).length > 0) checks.refuseApplying();
      checks.refuseContent(request);
      const time = organization.time();
      const fixed = {
        id: organization.nextId(prefixes.bills),
        createdTime: time,
        updatedTime: time,
        createdBy: organization.userId,
      };
      return storeBill(createdBill(request, fixed, lineId), adding(request), "created");
    },
    replaceBill(id, body) {
      const request = parseBill(body);
      const before = organization.bill(id);
      const fresh = checks.newCredits(before, request);
      if (fresh.length > 0) checks.refuseApplying();
      changeable(id);
      checks.refuseContent(request);
      const after = replacedBill(before, request, lineId);
      const isLocked = hasMoney(before) || (before.creditAmount > 0 && !rules.creditTakenOffByPut);
      if (!isLocked) return storeBill(after, replacing(request), "updated");
      refuseMoreThanCoding(before, after, rules);
      if (fresh.length > 0) checks.refuseCreditsOn(before);
      return storeBill(after, adding({ vendorCredits: fresh }), "updated");
    },
    updateBill(id, body) {
      const request = parseBillPatch(body);
      const before = organization.bill(id);
      if (request.vendorCredits) checks.refuseApplying();
      changeable(id);
      checks.refuseContent(request);
      const after = changedBill(before, request);
      // connector/bill/API.md §7: credits alone can be applied whatever is on the bill.
      const isUsed = hasMoney(before) || before.creditAmount > 0;
      if (isUsed && !addsCreditsOnly(request)) refuseMoreThanCoding(before, after, rules);
      if (request.vendorCredits) checks.refuseCreditsOn(before);
      const isReplacing = rules.vendorCreditsReplace && request.vendorCredits !== undefined;
      return storeBill(after, isReplacing ? replacing(request) : adding(request), "updated");
    },
  };
};

const stateCalls = (
  organization: Organization,
  rules: BillRules,
): Pick<BillApi, "archiveBill" | "restoreBill"> => {
  const { refuseDuplicate } = requestChecks(organization, rules);
  const store = (bill: Bill, action: Change["action"], notice?: NotifyOption): Bill =>
    shownBill(organization.put("bills", bill, action, notice), rules);

  return {
    archiveBill(id, notice, by = "api") {
      const bill = organization.bill(id);
      // connector/bill/API.md §6.1: archive and restore are idempotent.
      if (bill.archived) return shownBill(bill, rules);
      if (by === "api") refuseIfApproved(bill, rules);
      refuseIfClosed(bill, rules);
      refuseIfUsed(bill);
      return store({ ...bill, ...recordState("INACTIVE") }, "archived", notice);
    },
    restoreBill(id, notice) {
      const bill = organization.bill(id);
      if (!bill.archived) return shownBill(bill, rules);
      // Assumed: a draft is not an archived bill, and only the web app turns it into a bill.
      if (bill.recordStatus !== "INACTIVE") throw invalid(`recordStatus: ${bill.recordStatus}`);
      const next = { ...bill, ...recordState("ACTIVE") };
      refuseDuplicate(next);
      return store(next, "restored", notice);
    },
  };
};

/** What refuses a request, whatever it does to the bill. */
const requestChecks = (organization: Organization, rules: BillRules) => ({
  /** connector/bill/API.md §1.4: applying a credit takes a right of its own. */
  refuseApplying(): void {
    if (!rules.mayApplyCredits) throw mayNotApplyCredits();
  },
  /** connector/bill/API.md §7, the other of two answers: a bill with money on it takes no credit. */
  refuseCreditsOn(bill: Bill): void {
    if (!rules.partPaidBillTakesCredit && hasMoney(bill))
      throw billHasMoney(bill.paymentStatus, bill.creditAmount);
  },
  refuseContent(request: BillPatch): void {
    refuseLines("billLineItems", request.billLineItems, rules);
    const problems = unknownReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  },
  /** connector/bill/API.md §15: with the option, a vendor has no second active bill with the same number. */
  refuseDuplicate(bill: Bill): void {
    if (!rules.refuseDuplicateInvoiceNumbers || bill.archived) return;
    const hasDuplicate = organization
      .bills()
      .some((other) => other.id !== bill.id && isDuplicate(bill, other));
    if (hasDuplicate) throw duplicateNumber(bill.invoice.invoiceNumber);
  },
  /** The credits that a PUT names and the bill does not have yet. */
  newCredits(bill: Bill, { vendorCredits = [] }: BillPatch) {
    return vendorCredits.filter(({ id }) => {
      const credit = organization.credit(id);
      return !credit || amountAppliedTo(credit, bill.id) === 0;
    });
  },
});

const addsCreditsOnly = (request: BillPatch): boolean => Object.keys(request).join() === "vendorCredits";

const isDuplicate = (bill: Bill, other: Bill): boolean =>
  !other.archived &&
  other.vendorId === bill.vendorId &&
  other.invoice.invoiceNumber === bill.invoice.invoiceNumber;
