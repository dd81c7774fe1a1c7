/** A BILL list becomes the options of a Precoro field, or Precoro's locations, with its hierarchy. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import { isStopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { type ImportEnd, nothingToImport, type Resume, runImport } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { fieldFor, findField } from "./listField";
import { planOptions } from "./planOptions";

/** How the log calls an entry of a list. */
const nouns: Readonly<Record<FieldList, string>> = {
  chartOfAccounts: "Account",
  classes: "Class",
  departments: "Department",
  customers: "Customer",
  locations: "Location",
};

/** `knownFieldId`: the field of an earlier import, which is looked at first if it has another name now. */
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
      // An update of what was never imported has nothing to do, and makes no field.
      const find = request.scope === "integrated" ? findField : fieldFor;
      const field = await find(sync.precoro, list, importAs, knownFieldId);
      if (field === undefined) return nothingToImport;
      return isStopped(field) ? field : planOptions(sync, request, entries, field);
    },
  });
};
