/** What an object picker of a config page shows: the entries of one of BILL's lists, the imported ones marked. */

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
 * Each picker's slot at Precoro, a second each: all pickers of a page start at once and know nothing of each other.
 * Slot 0 is the connection check's. A list has two, for its field and for the first options.
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

/** What a list cannot show is said in the label of its first entry, the one place a picker has for words. */
const toSelection = ({ choices, complete }: Choices, { linked, complete: allMarked }: LinkedIds) => {
  const notes = [
    ...(complete ? [] : [`only ${choices.length} are shown`]),
    ...(allMarked ? [] : ["Precoro is busy, so linked ones may not be checked"]),
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
