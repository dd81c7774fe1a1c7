/** BILL's API calls that change vendor credits, without HTTP. connector/bill/API.md §7. */
import type { Fields } from "../../kit/records";
import { creditIsApplied, creditIsArchived, invalid, unknownId } from "../apiErrors";
import type { BillRules } from "../billRules";
import { refuseLines, refuseNegativeTotal } from "../lineRules";
import type { Change, NotifyOption, Organization } from "../organization";
import { type Credit, prefixes } from "../records";
import { unknownReferences } from "../unknownReferences";
import { changedCredit, createdCredit, isApplied, replacedCredit } from "./credit";
import { type CreditPatch, parseCredit, parseCreditPatch } from "./creditRequest";

/** connector/bill/API.md §7: only reads and lists show a credit's usage. */
type CreditResponse = Fields;

export interface CreditApi {
  createCredit(body: unknown): CreditResponse;
  replaceCredit(id: string, body: unknown): CreditResponse;
  updateCredit(id: string, body: unknown): CreditResponse;
  archiveCredit(id: string, notice?: NotifyOption): CreditResponse;
}

export const creditApi = (organization: Organization, rules: BillRules): CreditApi => {
  const lineId = () => organization.nextId("vci");

  const find = (id: string): Credit => {
    const credit = organization.credit(id);
    if (!credit) throw unknownId(id);
    return credit;
  };

  const changeable = (id: string): Credit => {
    const credit = find(id);
    if (credit.archived) throw creditIsArchived(id);
    if (isApplied(credit)) throw creditIsApplied(credit.status);
    return credit;
  };

  const refuseContent = (request: CreditPatch): void => {
    refuseLines("vendorCreditLineItems", request.vendorCreditLineItems, rules);
    const problems = unknownReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  };

  const store = (credit: Credit, action: Change["action"], notice?: NotifyOption): CreditResponse => {
    refuseNegativeTotal("vendorCreditLineItems", credit.vendorCreditLineItems, credit.amount);
    return withoutUsage(organization.put("vendorCredits", credit, action, notice));
  };

  return {
    createCredit(body) {
      const request = parseCredit(body);
      refuseContent(request);
      const time = organization.time();
      const fixed = { id: organization.nextId(prefixes.vendorCredits), createdTime: time, updatedTime: time };
      return store(createdCredit(request, fixed, lineId), "created");
    },
    replaceCredit(id, body) {
      const credit = changeable(id);
      const request = parseCredit(body);
      refuseContent(request);
      return store(replacedCredit(credit, request, lineId), "updated");
    },
    updateCredit(id, body) {
      const credit = changeable(id);
      const request = parseCreditPatch(body);
      refuseContent(request);
      return store(changedCredit(credit, request), "updated");
    },
    archiveCredit(id, notice) {
      const credit = find(id);
      // connector/bill/API.md §15: archiving an archived credit changes nothing.
      if (credit.archived) return withoutUsage(credit);
      // connector/bill/API.md §7: an applied one may be archived, and stays on its bills.
      if (isApplied(credit) && !rules.appliedCreditArchives) throw creditIsApplied(credit.status);
      return store({ ...credit, archived: true }, "archived", notice);
    },
  };
};

const withoutUsage = ({ usage: _usage, ...credit }: Credit): CreditResponse => credit;
