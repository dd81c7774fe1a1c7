/** Builds the object pickers of the config wizard: the entries of a BILL list, with those already imported checked. */

import type { BillList, ImportTarget } from "../core/billList";
import { type Choices, type LinkedIds, readChoices, readLinkedIds } from "../sync/importChoices/readChoices";
import { openPage } from "./configPage";
import { billAccess, precoroAccess } from "./connections";

interface Connections {
  readonly billConnection: Parameters<typeof billAccess>[0];
  readonly precoroConnection: Parameters<typeof precoroAccess>[0];
}

interface Picker {
  readonly list: BillList;
  readonly importAs?: ImportTarget;
  readonly slot: number;
}

/**
 * When each picker first calls Precoro, in seconds after the page opens (see `withPrecoro`). Slot 0 belongs to the connection
 * check. A list takes two slots: one request for the field, one for its first options.
 */
export const precoroSlot: Readonly<Record<BillList, number>> = {
  vendors: 1,
  items: 2,
  chartOfAccounts: 3,
  departments: 5,
  classes: 7,
  locations: 9,
  customers: 11,
};

const ALL = "All active ones";

/**
 * The selection for one picker. If Precoro is busy, linked entries may be unchecked, and the first label says so.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const selectFrom = async (
  { billConnection, precoroConnection }: Connections,
  { list, importAs = "none", slot }: Picker,
) => {
  const page = openPage();
  const [choices, linkedIds] = await Promise.all([
    page.withBill(billAccess(billConnection), (bill, until) => readChoices(bill, list, until)),
    page.withPrecoro(precoroAccess(precoroConnection), slot, (precoro, until) =>
      readLinkedIds(precoro, list, importAs, until),
    ),
  ]);
  return { result: toSelection(choices, linkedIds) };
};

/** A picker has no place for messages, so the label of its first entry says what is missing. */
const toSelection = ({ choices, complete }: Choices, { linked, complete: allChecked }: LinkedIds) => {
  const notes = [
    ...(complete ? [] : [`only ${choices.length} are shown`]),
    ...(allChecked ? [] : ["Precoro is busy, so linked ones may not be checked"]),
  ];
  const label = notes.length === 0 ? ALL : `${ALL} (${notes.join("; ")})`;
  return [
    { object: { key: "*", label }, defaultSelected: false },
    ...choices.map((object) => ({ object, defaultSelected: linked.has(object.key) })),
  ];
};

export const exampleSelection = (key: string, label: string) => ({
  result: [
    { object: { key: "*", label: ALL }, defaultSelected: false },
    { object: { key, label }, defaultSelected: true },
  ],
});
