/** Completes the vendor credits of a world file. connector/bill/API.md §7. */
import { z } from "zod";
import type { Fields } from "../../kit/records";
import { sumOf } from "../bills/bill";
import { statusOf } from "../credits/credit";
import { type Credit, creditLineShape, creditShape, prefixes, usageShape } from "../records";
import { dateOf, timeOf } from "../wireFormat";
import { parseRecord, type SeedContext } from "./seedBill";

const partialCredit = creditShape.partial().extend({
  vendorCreditLineItems: z.array(creditLineShape.partial()).optional(),
  usage: z.array(usageShape.partial({ amount: true })).optional(),
});

/** A credit without lines gets one line; a usage without an amount is of the whole credit. */
export const creditOf = (record: Fields, place: string, { now, nextId }: SeedContext): Credit => {
  const fields = parseRecord(partialCredit, record, place);
  const { id = nextId(prefixes.vendorCredits), createdTime = timeOf(now) } = fields;
  const vendorCreditLineItems = (fields.vendorCreditLineItems ?? [{ amount: fields.amount }]).map((line) => ({
    ...line,
    id: line.id ?? nextId("vci"),
    amount: line.amount ?? 0,
  }));
  const amount = fields.amount ?? sumOf(vendorCreditLineItems.map((line) => line.amount));
  const usage = (fields.usage ?? []).map((use) => ({ ...use, amount: use.amount ?? amount }));
  const used = sumOf(usage.map((use) => use.amount));
  const whole = fields.status === "FULLY_APPLIED" && usage.length === 0;
  const appliedAmount = fields.appliedAmount ?? (whole ? amount : used);
  const credit = {
    archived: false,
    referenceNumber: id,
    creditDate: dateOf(now),
    createdTime,
    updatedTime: createdTime,
    status: statusOf({ amount, appliedAmount }),
    ...fields,
    id,
    vendorCreditLineItems,
    amount,
    appliedAmount,
    usage,
  };
  return parseRecord(creditShape, credit, place);
};
