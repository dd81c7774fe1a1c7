/** The imports that have stopped and are to go on (`crossFlowState.imports`): each request once. */

import * as z from "zod";
import { fieldLists, importTargets } from "../../core/billList";
import { moment } from "../../core/calendarDate";
import { type ImportRequest, scopes } from "../../core/imports/importRequest";
import { clock } from "../../http/clock";
import type { Continuation, ImportData } from "./runImport";

const ids = z.array(z.string());
const choice = { scope: z.enum(scopes), onlyNew: z.boolean() };

const requestSchema: z.ZodType<ImportRequest> = z.discriminatedUnion("list", [
  z.object({ list: z.literal("vendors"), ...choice, vendorIds: ids }),
  z.object({ list: z.literal("items"), ...choice, itemIds: ids }),
  z.object({ list: z.enum(fieldLists), ...choice, importAs: z.enum(importTargets), optionIds: ids }),
]);

const nextSchema = z.object({
  request: requestSchema,
  place: z.string().exactOptional(),
  notBefore: z.string().exactOptional(),
});

/** What an import has returned, as far as its place goes. */
export const endedSchema: z.ZodType<Pick<ImportData, "request" | "next">> = z.object({
  request: requestSchema,
  next: nextSchema.exactOptional(),
});

/** Reads the store; an entry that nobody understands is as good as lost. */
export const readPending = (stored: unknown): Continuation[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one) => {
    const read = nextSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });

/** The imports that are left to do after one has ended or stopped. */
export const pendingAfter = (
  pending: readonly Continuation[],
  { request, next }: Pick<ImportData, "request" | "next">,
): Continuation[] => {
  const others = pending.filter((one) => !isDoneBy(one.request, request));
  return next ? [...others, next] : others;
};

/**
 * The same import; or one of the same list to another place, which the newer choice of *Import As* has taken over. What was
 * chosen in the wizard (`onlyNew`) takes over what was chosen there, and never what somebody has asked for since.
 */
const isDoneBy = (earlier: ImportRequest, now: ImportRequest): boolean =>
  JSON.stringify(requestSchema.parse(earlier)) === JSON.stringify(requestSchema.parse(now)) ||
  ("importAs" in earlier &&
    "importAs" in now &&
    earlier.list === now.list &&
    earlier.onlyNew === now.onlyNew &&
    earlier.importAs !== now.importAs);

/** False before the moment at which the limit that stopped it is over. */
export const mayGoOn = ({ notBefore }: Continuation): boolean => (moment(notBefore) ?? 0) <= clock().now();
