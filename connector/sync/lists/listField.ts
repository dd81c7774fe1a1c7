/**
 * Finds where a BILL list is kept in Precoro: the custom field with its name, the field whose options link to its entries, or
 * Precoro's locations.
 */

import { type FieldList, type ImportTarget, listTitles } from "../../core/billList";
import { fieldName, kindOfList, type Option } from "../../core/lists/option";
import { sameName } from "../../core/name";
import { postpone, reject, type Stopped } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { collectPages } from "../../http/pages";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import type { FieldLevel } from "../../precoro/fields";
import type { PrecoroOptionList } from "../../precoro/options";
import { pageSizeFor } from "../../precoro/requestVariants";
import { confirmWrite } from "../confirmWrite";
import type { SyncContext } from "../syncContext";

export interface ListField {
  /** Undefined for locations, which are not a custom field. */
  readonly fieldId?: string;
  readonly options: PrecoroOptionList;
  readonly rows: Parsed<Option>[];
}

export const levelOf = (importAs: ImportTarget): FieldLevel =>
  importAs === "itemCustomField" ? "item" : "document";

/**
 * The field that the list was imported to, with all its options; undefined if there is none. `knownFieldId` is checked first
 * if no field has the list's name.
 *
 * @throws {RequestError} if Precoro can't be read
 */
export const findField = async (
  { fields, locations }: PrecoroClient,
  list: FieldList,
  importAs: ImportTarget,
  knownFieldId?: string,
): Promise<ListField | undefined> => {
  if (importAs === "location") return { options: locations, rows: await collectPages(locations.list()) };
  const level = levelOf(importAs);
  const all = await fields.list(level, pageSizeFor[list]);
  const named = all.find(({ name }) => sameName(name, fieldName(list)));
  if (named) {
    const options = fields.options(level, named.id);
    return { fieldId: named.id, options, rows: await collectPages(options.list()) };
  }
  // A field that was renamed in Precoro is recognized by the BILL ids on its options.
  const others = [...all].sort((a, b) => Number(b.id === knownFieldId) - Number(a.id === knownFieldId));
  for (const { id } of others) {
    const options = fields.options(level, id);
    const rows = await rowsIfLinked(options, list);
    if (rows) return { fieldId: id, options, rows };
  }
  return undefined;
};

/** All options of a field if its first page has one that is linked to this list; otherwise undefined. */
const rowsIfLinked = async (
  options: PrecoroOptionList,
  list: FieldList,
): Promise<Parsed<Option>[] | undefined> => {
  const isLinked = ({ externalId = "" }: Option) => isBillId(kindOfList[list], externalId);
  const rows: Parsed<Option>[] = [];
  try {
    for await (const page of options.list()) {
      rows.push(...page);
      if (!readable(rows).some(isLinked)) return undefined;
    }
  } catch (error) {
    // A text or date field has no options, and Precoro refuses to list them.
    if (!isRequestError(error, "not-found", "invalid")) throw error;
  }
  return rows.length === 0 ? undefined : rows;
};

/**
 * The list's field, created if it is missing. Rejects if Precoro does not let the connector create it, so that a person has to;
 * postpones if nobody knows yet whether Precoro created it. Does not wait past the deadline, ms since 1970 UTC.
 *
 * @throws {RequestError} if Precoro can't be read, or fails to create the field
 */
export const findOrCreateField = async (
  { precoro, deadline }: Pick<SyncContext, "precoro" | "deadline">,
  list: FieldList,
  importAs: ImportTarget,
  knownFieldId?: string,
): Promise<ListField | Stopped> => {
  const found = await findField(precoro, list, importAs, knownFieldId);
  if (found) return found;
  const level = levelOf(importAs);
  let isOffered = true;
  const field = await confirmWrite({
    write: async () => {
      const made = await precoro.fields.create(level, fieldName(list));
      isOffered = made !== undefined;
      return made && { fieldId: made.id, options: precoro.fields.options(level, made.id), rows: [] };
    },
    find: () => findField(precoro, list, importAs),
    deadline,
  });
  if (field) return field;
  if (isOffered) return postpone("not-confirmed", { system: "Precoro", record: `field ${fieldName(list)}` });
  return reject("custom-field-missing", {
    field: fieldName(list),
    list: listTitles[list],
    level: `${level}s`,
    tab: level === "item" ? "Items" : "Documents",
  });
};
