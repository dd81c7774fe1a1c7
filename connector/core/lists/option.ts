/** An option of a Precoro custom field, or a location: what an entry of a BILL list becomes. */

import { type FieldList, fieldLists, listTitles } from "../billList";
import { sameName } from "../name";
import type { BillKind } from "../recordId";

/** The fields of an option that come from its entry. */
export interface OptionContent {
  readonly name: string;
  /** An account's number. */
  readonly code?: string;
  readonly enabled: boolean;
  /** The Precoro id of its parent option; left out at the top level. */
  readonly parentId?: string;
}

export interface Option extends OptionContent {
  readonly id: string;
  /** The link; left out where there is none. */
  readonly externalId?: string;
}

/** The kind of BILL record that a list's options stand for. */
export const kindOfList: Readonly<Record<FieldList, BillKind>> = {
  chartOfAccounts: "account",
  classes: "class",
  departments: "department",
  customers: "customer",
  locations: "location",
};

/** The name of a list's custom field in Precoro. */
export const fieldName = (list: FieldList): string => `Bill ${listTitles[list]}`;

/** True for the name of a field that an import creates. Only options from BILL count in it; anything else would be a guess. */
export const isImportedField = (name: string): boolean =>
  fieldLists.some((list) => sameName(name, fieldName(list)));

/** True if there is nothing to write. A code stays where BILL has none. */
export const saysSame = (option: Option, wanted: OptionContent): boolean =>
  option.name === wanted.name &&
  option.enabled === wanted.enabled &&
  option.parentId === wanted.parentId &&
  (wanted.code === undefined || option.code === wanted.code);

/** An option as people find it: `Travel (9)`. */
export const optionText = ({ id, name }: Option): string => `${name} (${id})`;
