/** Where a BILL list lives in Precoro: the custom field of its name, or the one whose options carry its ids, or the locations. */

import { type FieldList, type ImportTarget, listTitles } from "../../core/billList";
import { fieldName, kindOfList, type Option } from "../../core/lists/option";
import { sameName } from "../../core/name";
import { reject, type Stopped } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { collectPages } from "../../http/pages";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import type { FieldLevel } from "../../precoro/fields";
import type { PrecoroOptionList } from "../../precoro/options";
import { pageSizeFor } from "../../precoro/requestVariants";

export interface ListField {
  /** Undefined for the locations, which are no custom field. */
  readonly fieldId?: string;
  readonly options: PrecoroOptionList;
  readonly rows: Parsed<Option>[];
}

export const levelOf = (importAs: ImportTarget): FieldLevel =>
  importAs === "itemCustomField" ? "item" : "document";

/** The field that a list has been imported to, with all its options; undefined where there is none. */
export const findField = async (
  { fields, locations }: PrecoroClient,
  list: FieldList,
  importAs: ImportTarget,
  rememberedId?: string,
): Promise<ListField | undefined> => {
  if (importAs === "location") return { options: locations, rows: await collectPages(locations.list()) };
  const level = levelOf(importAs);
  const all = await fields.list(level, pageSizeFor[list]);
  const named = all.find(({ name }) => sameName(name, fieldName(list)));
  if (named) {
    const options = fields.options(level, named.id);
    return { fieldId: named.id, options, rows: await collectPages(options.list()) };
  }
  // A field that was renamed in Precoro is told by the ids that its options carry.
  const others = [...all].sort((a, b) => Number(b.id === rememberedId) - Number(a.id === rememberedId));
  for (const { id } of others) {
    const options = fields.options(level, id);
    const rows = await rowsIfOurs(options, list);
    if (rows) return { fieldId: id, options, rows };
  }
  return undefined;
};

/** All options of a field, if those of its first page show that it is this list's. */
const rowsIfOurs = async (
  options: PrecoroOptionList,
  list: FieldList,
): Promise<Parsed<Option>[] | undefined> => {
  const isOurs = ({ externalId = "" }: Option) => isBillId(kindOfList[list], externalId);
  const rows: Parsed<Option>[] = [];
  try {
    for await (const page of options.list()) {
      rows.push(...page);
      if (!readable(rows).some(isOurs)) return undefined;
    }
  } catch (error) {
    // A field of text or dates has no options.
    if (!isRequestError(error, "not-found", "invalid")) throw error;
  }
  return rows.length === 0 ? undefined : rows;
};

/** The field, made if there is none; or that a person must make it. */
export const fieldFor = async (
  precoro: PrecoroClient,
  list: FieldList,
  importAs: ImportTarget,
  rememberedId?: string,
): Promise<ListField | Stopped> => {
  const found = await findField(precoro, list, importAs, rememberedId);
  if (found) return found;
  const level = levelOf(importAs);
  const field = await precoro.fields.create(level, fieldName(list));
  if (field) return { fieldId: field.id, options: precoro.fields.options(level, field.id), rows: [] };
  return reject("custom-field-missing", {
    field: fieldName(list),
    list: listTitles[list],
    level: `${level}s`,
    tab: level === "item" ? "Items" : "Documents",
  });
};
