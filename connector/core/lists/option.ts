/** An option of a Precoro custom field, or a location: what an entry of a BILL list becomes. */

import { type FieldList, fieldLists, listTitles } from "../billList";
import { sameName } from "../name";
import type { BillKind } from "../recordId";

/** What an entry's option is to say. */
export interface OptionContent {
  readonly name: string;
  /** An account's number. */
  readonly code?: string;
  readonly enabled: boolean;
  /** The Precoro id of the option above it; undefined at the top. */
  readonly parentId?: string;
}

export interface Option extends OptionContent {
  readonly id: string;
  /** The link; undefined where there is none. */
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

/** What the custom field of a list is called in Precoro. */
export const fieldName = (list: FieldList): string => `Bill ${listTitles[list]}`;

/** True for the name of a field that an import has made. A value of it that is not BILL's would be a guess. */
export const isImportedField = (name: string): boolean =>
  fieldLists.some((list) => sameName(name, fieldName(list)));

/** True if nothing is to be written. A code that BILL does not give stays what it is. */
export const saysSame = (option: Option, wanted: OptionContent): boolean =>
  option.name === wanted.name &&
  option.enabled === wanted.enabled &&
  option.parentId === wanted.parentId &&
  (wanted.code === undefined || option.code === wanted.code);

/** An option as a human finds it: `Travel (9)`. */
export const optionText = ({ id, name }: Option): string => `${name} (${id})`;
