/** What people do with vendor credits in BILL's web app. connector/bill/API.md §7. */

import { unknownId } from "../apiErrors";
import { amountAppliedTo, applyCredits, withCreditAmount } from "../bills/applyCredits";
import { isApplied, withoutUsage } from "../credits/credit";
import type { NotifyOption, Organization } from "../organization";
import type { Credit } from "../records";

export interface CreditApp {
  /** Applies so much of a credit to a bill, which may be partly paid; neither may be exceeded. */
  apply(creditId: string, billId: string, amount: number, notice?: NotifyOption): void;
  /** Removes a credit from all its bills. */
  unapply(creditId: string, notice?: NotifyOption): void;
}

export const creditApp = (organization: Organization): CreditApp => {
  const find = (id: string): Credit => {
    const credit = organization.credit(id);
    if (!credit) throw unknownId(id);
    return credit;
  };
  return {
    apply(creditId, billId, amount, notice) {
      const allocation = { id: find(creditId).id, amount };
      if (!(amount > 0)) throw new Error(`${amount} cannot be applied`);
      const { bill, credits } = applyCredits(organization.bill(billId), [allocation], find);
      for (const credit of credits) organization.put("vendorCredits", credit, "updated", notice);
      organization.put("bills", bill, "updated", notice);
    },
    unapply(creditId, notice) {
      const credit = find(creditId);
      if (!isApplied(credit)) throw new Error(`Vendor credit ${creditId} is not applied`);
      const ids = new Set(credit.usage.map(({ billId }) => billId));
      for (const bill of organization.bills().filter(({ id }) => ids.has(id)))
        organization.put(
          "bills",
          withCreditAmount(bill, -amountAppliedTo(credit, bill.id)),
          "updated",
          notice,
        );
      organization.put("vendorCredits", withoutUsage(credit), "updated", notice);
    },
  };
};
