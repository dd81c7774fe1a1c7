/** Builds the object pickers of the config wizard: the entries of a BILL list, with those already imported checked. */

import { type BillList, type ImportTarget, isFieldList } from "../core/billList";
import { omitUndefined } from "../core/omitUndefined";
import { filterParts } from "../sync/importChoices/offered";
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
  /** What was entered above the picker. */
  readonly filter: string;
}

interface Turn {
  /** When the picker first calls Precoro, in seconds after its page opens. */
  readonly slot: number;
  /** How many pickers of that page read Precoro page after page. */
  readonly takingTurns: number;
}

/** The pickers of each config page share Precoro's second. On the page of the vendors, slot 0 belongs to the connection check. */
const turns: Readonly<Record<BillList, Turn>> = {
  vendors: { slot: 1, takingTurns: 2 },
  items: { slot: 2, takingTurns: 2 },
  chartOfAccounts: { slot: 0, takingTurns: 3 },
  classes: { slot: 1, takingTurns: 3 },
  departments: { slot: 2, takingTurns: 3 },
  customers: { slot: 0, takingTurns: 2 },
  locations: { slot: 1, takingTurns: 2 },
};

const ALL = "All active ones";
/** What a filtered picker keeps of its time for the question which of the entries found are linked. */
const LOOKUP_MS = 4_000;

/**
 * The selection for one picker. If Precoro is busy, linked entries may be unchecked, and the first label says so.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const selectFrom = async (
  { billConnection, precoroConnection }: Connections,
  { list, importAs = "none", filter }: Picker,
) => {
  const page = openPage();
  const isFiltered = filterParts(filter).length > 0;
  // Of a long list with a filter, Precoro is asked for the entries found, since it can't show all its records in time.
  const looksUp = isFiltered && !isFieldList(list);
  const choosing = page.withBill(billAccess(billConnection), (bill, until) =>
    readChoices(bill, list, looksUp ? until - LOOKUP_MS : until, { filter }),
  );
  const { slot, takingTurns } = turns[list];
  const marking = page.withPrecoro(
    precoroAccess(precoroConnection),
    slot,
    async (precoro, until) => {
      const among = looksUp ? (await choosing).choices.map(({ key }) => key) : undefined;
      return readLinkedIds(precoro, { list, importAs, ...omitUndefined({ among }) }, until);
    },
    takingTurns,
  );
  const [choices, linkedIds] = await Promise.all([choosing, marking]);
  return { result: toSelection(choices, linkedIds, isFiltered) };
};

/** A picker has no place for messages, so the label of its first entry says what is missing. */
const toSelection = (choices: Choices, linkedIds: LinkedIds, isFiltered: boolean) => {
  const notes = [...choiceNotes(choices, isFiltered), ...markNotes(linkedIds)];
  const label = notes.length === 0 ? ALL : `${ALL} (${notes.join("; ")})`;
  return [
    { object: { key: "*", label }, defaultSelected: false },
    ...choices.choices.map((object) => ({ object, defaultSelected: linkedIds.linked.has(object.key) })),
  ];
};

const choiceNotes = ({ choices, complete, read }: Choices, isFiltered: boolean): string[] => {
  const shown = choices.length;
  if (!isFiltered) return complete ? [] : [`only ${shown} are shown: use the filter above`];
  const found = `whatever the filter; ${shown} match it`;
  return [complete ? found : `${found} among the first ${read} of BILL's list, and there may be more`];
};

const markNotes = ({ complete, missingField }: LinkedIds): string[] => [
  ...(complete ? [] : ["Precoro is busy, so linked ones may not be checked"]),
  ...(missingField === undefined
    ? []
    : [`Precoro has no field ${missingField}; if it was renamed, linked ones are not checked`]),
];

export const exampleSelection = (key: string, label: string) => ({
  result: [
    { object: { key: "*", label: ALL }, defaultSelected: false },
    { object: { key, label }, defaultSelected: true },
  ],
});
