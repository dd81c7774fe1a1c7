/** Imports a BILL list, with its hierarchy, as the options of a Precoro custom field or as Precoro's locations. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import { isStopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { nothingToImport } from "../imports/importTask";
import { type ImportEnd, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { findField, findOrCreateField } from "./listField";
import { planOptions } from "./planOptions";

/** The name of one entry, for the log. */
const nouns: Readonly<Record<FieldList, string>> = {
  chartOfAccounts: "Account",
  classes: "Class",
  departments: "Department",
  customers: "Customer",
  locations: "Location",
};

/**
 * Imports a list, or continues an earlier import. `known.fieldId` is the field of an earlier import: if no field has the
 * list's name, it is checked first.
 *
 * @throws {RequestError} if it fails before it has handled any entry
 */
export const importList = (
  sync: SyncContext,
  request: ListRequest,
  resume: Resume,
  known: { readonly fieldId?: string | undefined } = {},
): Promise<ImportEnd> => {
  const { list, importAs } = request;
  return runImport(sync, {
    request,
    resume,
    title: listTitles[list],
    noun: nouns[list],
    plan: async (memory) => {
      const entries = await collectPages(sync.bill.lists.read(list));
      // Refreshing a list that was never imported must not create a field.
      const field =
        request.scope === "integrated"
          ? await findField(sync.precoro, list, importAs, known.fieldId)
          : await findOrCreateField(sync, list, importAs, known.fieldId);
      if (field === undefined) return nothingToImport;
      return isStopped(field) ? field : planOptions(sync, memory, request, entries, field);
    },
  });
};
