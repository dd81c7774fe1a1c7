/** What BILL's API does to vendor credits, and what it will not do. It knows no HTTP. connector/bill/API.md §7. */
import type { Fields } from "../kit/records";
import { changedCredit, createdCredit, isApplied, replacedCredit } from "./credit";
import { type PartCreditRequest, readPartOfCredit, readWholeCredit } from "./creditRequest";
import type { Notice, Organization } from "./organization";
import { type Credit, prefixes } from "./records";
import { danglingReferences } from "./references";
import { creditArchived, creditInUse, invalid, unknownId } from "./refusal";

/** connector/bill/API.md §7: what a credit was used for is on get and list only. */
type Written = Fields;

export interface CreditApi {
  createCredit(body: unknown): Written;
  replaceCredit(id: string, body: unknown): Written;
  updateCredit(id: string, body: unknown): Written;
  archiveCredit(id: string, notice?: Notice): Written;
}

export const creditApi = (organization: Organization): CreditApi => {
  const lineId = () => organization.nextId("vci");

  const find = (id: string): Credit => {
    const credit = organization.credit(id);
    if (!credit) throw unknownId(id);
    return credit;
  };

  const changeable = (id: string): Credit => {
    const credit = find(id);
    if (credit.archived) throw creditArchived(id);
    if (isApplied(credit)) throw creditInUse(credit.status);
    return credit;
  };

  const checkReferences = (request: PartCreditRequest): void => {
    const problems = danglingReferences(request, (collection, id) => organization.get(collection, id));
    if (problems.length > 0) throw invalid(...problems);
  };

  return {
    createCredit(body) {
      const request = readWholeCredit(body);
      checkReferences(request);
      const time = organization.time();
      const fixed = { id: organization.nextId(prefixes.vendorCredits), createdTime: time, updatedTime: time };
      return written(organization.put("vendorCredits", createdCredit(request, fixed, lineId), "created"));
    },
    replaceCredit(id, body) {
      const credit = changeable(id);
      const request = readWholeCredit(body);
      checkReferences(request);
      return written(organization.put("vendorCredits", replacedCredit(credit, request, lineId), "updated"));
    },
    updateCredit(id, body) {
      const credit = changeable(id);
      const request = readPartOfCredit(body);
      checkReferences(request);
      return written(organization.put("vendorCredits", changedCredit(credit, request), "updated"));
    },
    archiveCredit(id, notice) {
      const credit = find(id);
      // connector/bill/API.md §15: archive of an archived one changes nothing.
      if (credit.archived) return written(credit);
      const next = { ...changeable(id), archived: true };
      return written(organization.put("vendorCredits", next, "archived", notice));
    },
  };
};

const written = ({ usage: _usage, ...credit }: Credit): Written => credit;
