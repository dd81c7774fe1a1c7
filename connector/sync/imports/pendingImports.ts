/** The imports that are not finished and have to continue, as stored in `crossFlowState.imports`. Each request appears once. */

import * as z from "zod";
import { fieldLists, importTargets } from "../../core/billList";
import { moment } from "../../core/calendarDate";
import { type ImportRequest, scopes } from "../../core/imports/importRequest";
import { clock } from "../../http/clock";
import type { Continuation, ImportData } from "./runImport";

const ids = z.array(z.string());
const choice = { scope: z.enum(scopes), onlyNew: z.boolean() };
const switchable = { ...choice, leaveSwitchedOff: z.boolean().exactOptional() };

const requestSchema: z.ZodType<ImportRequest> = z.discriminatedUnion("list", [
  z.object({ list: z.literal("vendors"), ...choice, vendorIds: ids }),
  z.object({ list: z.literal("items"), ...switchable, itemIds: ids }),
  z.object({ list: z.enum(fieldLists), ...switchable, importAs: z.enum(importTargets), optionIds: ids }),
]);

const nextSchema = z.object({
  request: requestSchema,
  place: z.string().exactOptional(),
  notBefore: z.string().exactOptional(),
});

/** A call that was refused has no request. */
type ImportProgressed = Partial<Pick<ImportData, "request" | "next">>;

/** The parts of an import's result that say whether and where it continues. */
export const importResultSchema: z.ZodType<ImportProgressed> = z.object({
  request: requestSchema.exactOptional(),
  next: nextSchema.exactOptional(),
});

/** Reads the stored imports. Invalid entries are dropped. */
export const readPending = (stored: unknown): Continuation[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one) => {
    const read = nextSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });

/** The imports still pending after one of them finished or stopped. */
export const pendingAfter = (
  pending: readonly Continuation[],
  { request, next }: ImportProgressed,
): Continuation[] => {
  if (!request) return [...pending];
  const others = pending.filter((one) => !isReplacedBy(one.request, request));
  return next ? [...others, next] : others;
};

/**
 * True if both requests are the same, or if the later one imports the same list with a different *Import As*. An import from
 * the wizard (`onlyNew`) replaces only imports from the wizard, never one that a user requested since.
 */
const isReplacedBy = (earlier: ImportRequest, later: ImportRequest): boolean =>
  JSON.stringify(requestSchema.parse(earlier)) === JSON.stringify(requestSchema.parse(later)) ||
  ("importAs" in earlier &&
    "importAs" in later &&
    earlier.list === later.list &&
    earlier.onlyNew === later.onlyNew &&
    earlier.importAs !== later.importAs);

/** False until the limit that stopped the import has reset, or its postponed records are worth another try. */
export const canContinue = ({ notBefore }: Continuation): boolean =>
  (moment(notBefore) ?? 0) <= clock().now();
