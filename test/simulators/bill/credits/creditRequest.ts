/** The request bodies of POST, PUT and PATCH for vendor credits, parsed and checked. */
import { z } from "zod";
import { bodyParser, date, description, id, lineClassifications, money } from "../requestSchema";

/** connector/bill/API.md §7: without quantity and price. */
const lineAmount = money.refine((amount) => amount !== 0, "must not be 0");

const line = z.object({
  id: id.exactOptional(),
  amount: lineAmount,
  description: description.exactOptional(),
  classifications: lineClassifications.exactOptional(),
});

const partOfLine = line.extend({ amount: lineAmount.exactOptional() });

export type CreditLineBody = z.output<typeof partOfLine>;

const optional = {
  description: description.exactOptional(),
  applyToChartOfAccountId: id.exactOptional(),
  applyToBankAccountId: id.exactOptional(),
};

const referenceNumber = z.string().min(1).max(100);

const isOnOneAccount = (credit: { applyToChartOfAccountId?: string; applyToBankAccountId?: string }) =>
  credit.applyToChartOfAccountId === undefined || credit.applyToBankAccountId === undefined;

const twoAccounts = { path: ["applyToBankAccountId"], message: "not together with applyToChartOfAccountId" };

/** connector/bill/API.md §7: POST and PUT require the same four fields; only one of the two accounts may be given. */
const whole = z
  .object({
    vendorId: id,
    referenceNumber,
    creditDate: date,
    vendorCreditLineItems: z.array(line).min(1),
    ...optional,
  })
  .refine(isOnOneAccount, twoAccounts);

export type CreditBody = z.output<typeof whole>;

const part = z
  .object({
    vendorId: id.exactOptional(),
    referenceNumber: referenceNumber.exactOptional(),
    creditDate: date.exactOptional(),
    vendorCreditLineItems: z.array(partOfLine).exactOptional(),
    ...optional,
  })
  .refine(isOnOneAccount, twoAccounts);

export type CreditPatch = z.output<typeof part>;

export const parseCredit = bodyParser(whole);
export const parseCreditPatch = bodyParser(part);
