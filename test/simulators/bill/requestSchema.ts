/** Shared parts of request bodies: money, dates, classifications, and how a body is parsed. */
import Big from "big.js";
import { z } from "zod";
import { invalid, validationFailed } from "./apiErrors";
import { withoutNulls } from "./wireFormat";

const inCents = (amount: number): boolean => new Big(amount).round(2, Big.roundDown).eq(amount);

/** connector/bill/API.md §15: at most two decimals. `lineRules` says which lines may be negative. */
export const money = z.number().refine(inCents, "at most two decimals");

/** Assumed: amounts to apply are positive. */
export const positiveMoney = z.number().positive().refine(inCents, "at most two decimals");

export const date = z.iso.date();
export const id = z.string();
export const description = z.string().max(4000);

/** connector/bill/API.md §6.2: the coding of a bill's header. */
export const classifications = z.object({
  accountingClassId: id.exactOptional(),
  chartOfAccountId: id.exactOptional(),
  departmentId: id.exactOptional(),
  itemId: id.exactOptional(),
  locationId: id.exactOptional(),
});

/** connector/bill/API.md §6.2, §7: the coding of a line. */
export const lineClassifications = classifications.extend({
  customerId: id.exactOptional(),
  employeeId: id.exactOptional(),
  jobId: id.exactOptional(),
});

const MISSING = "must not be null";

/** connector/bill/API.md §2: a missing field is a validation error without a code; another wrong value has BDC_1143. */
export const bodyParser =
  <Schema extends z.ZodType>(schema: Schema) =>
  (body: unknown): z.output<Schema> => {
    const read = schema.safeParse(withoutNulls(body), {
      error: ({ input }) => (input === undefined ? MISSING : undefined),
    });
    if (read.success) return read.data;
    const { issues } = read.error;
    const refuse = issues.some(({ message }) => message === MISSING) ? validationFailed : invalid;
    throw refuse(...issues.map(({ path, message }) => `${z.core.toDotPath(path) || "body"}: ${message}`));
  };
