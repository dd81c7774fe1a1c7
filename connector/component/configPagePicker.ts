/** What an object picker of a config page shows: the entries of one of BILL's lists, the imported ones marked. */

import type { BillList, ImportTarget } from "../core/billList";
import { type Choices, type Marks, readChoices, readMarks } from "../sync/importChoices/readChoices";
import { openPage } from "./configPage";
import { billAccess, precoroAccess } from "./connections";

interface Connections {
  readonly billConnection: Parameters<typeof billAccess>[0];
  readonly precoroConnection: Parameters<typeof precoroAccess>[0];
}

interface Picker {
  readonly list: BillList;
  readonly importAs?: ImportTarget;
  readonly turn: number;
}

/**
 * Each picker's turns at Precoro, a second each: all pickers of a page start at once and know nothing of each other.
 * Turn 0 is the connection check's. A list has two, for its field and for the first options.
 */
export const turns: Readonly<Record<BillList, number>> = {
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
  { list, importAs = "none", turn }: Picker,
) => {
  const page = openPage();
  const [choices, marks] = await Promise.all([
    page.withBill(billAccess(billConnection), (bill, until) => readChoices(bill, list, until)),
    page.withPrecoro(precoroAccess(precoroConnection), turn, (precoro, until) =>
      readMarks(precoro, list, importAs, until),
    ),
  ]);
  return { result: toSelection(choices, marks) };
};

/** What a list cannot show is said in the label of its first entry, the one place a picker has for words. */
const toSelection = ({ choices, complete }: Choices, { linked, complete: allMarked }: Marks) => {
  const notes = [
    ...(complete ? [] : [`only ${choices.length} are listed here`]),
    ...(allMarked ? [] : ["Precoro is busy: marks of linked ones may be missing"]),
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
