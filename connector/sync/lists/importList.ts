/** Imports a BILL list, with its hierarchy, as the options of a Precoro custom field or as Precoro's locations. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import { isStopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { type ImportEnd, nothingToImport, type Resume, runImport } from "../imports/runImport";
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
 * Imports a list, or continues an earlier import. `knownFieldId` is the field of an earlier import: if no field has the
 * list's name, it is checked first.
 *
 * @throws {RequestError} if it fails before it has handled any entry
 */
export const importList = (
  sync: SyncContext,
  request: ListRequest,
  resume: Resume,
  knownFieldId?: string,
): Promise<ImportEnd> => {
  const { list, importAs } = request;
  return runImport(sync, {
    request,
    resume,
    title: listTitles[list],
    noun: nouns[list],
    plan: async () => {
      const entries = await collectPages(sync.bill.lists.read(list));
      // Refreshing a list that was never imported must not create a field.
      const find = request.scope === "integrated" ? findField : findOrCreateField;
      const field = await find(sync.precoro, list, importAs, knownFieldId);
      if (field === undefined) return nothingToImport;
      return isStopped(field) ? field : planOptions(sync, request, entries, field);
    },
  });
};
