/** The inputs of the imports, and how what an implementer or a customer hands in is understood. */

import { input, util } from "@prismatic-io/spectral";
import {
  type BillList,
  billLists,
  type FieldList,
  fieldLists,
  type ImportTarget,
  importTargets,
  listTitles,
} from "../core/billList";
import { scopes } from "../core/imports/importRequest";
import {
  billConnectionInput,
  cleanChoice,
  cleanIds,
  cleanRecord,
  optionalText,
  precoroConnectionInput,
} from "./inputs";
import { DEFAULT_BUDGET_SECONDS } from "./runtime";

/** As the config page offers them. */
const targetLabels: Readonly<Record<ImportTarget, string>> = {
  none: "Do not import",
  documentCustomField: "Document custom field",
  itemCustomField: "Item custom field",
  location: "Location",
};

/** A code or its label; nothing given is *Do not import*. */
const cleanTarget = (value: unknown): ImportTarget => {
  const text = optionalText(value) ?? "none";
  const target = importTargets.find((one) => one === text || targetLabels[one] === text);
  if (target) return target;
  throw new Error(
    `Import As must be one of ${Object.values(targetLabels).join(", ")}, not "${text.slice(0, 60)}".`,
  );
};

/** A list by its key or its title. What is missing is asked for when the action runs. */
const cleanList =
  <List extends BillList>(lists: readonly List[]) =>
  (value: unknown): List | undefined => {
    const text = optionalText(value);
    if (text === undefined) return undefined;
    const list = lists.find((one) => one === text || listTitles[one] === text);
    if (list) return list;
    throw new Error(`The list must be one of ${lists.join(", ")}, not "${text.slice(0, 60)}".`);
  };

const cleanSeconds = (value: unknown): number => {
  const seconds = Number(optionalText(value) ?? DEFAULT_BUDGET_SECONDS);
  if (seconds > 0 && seconds <= 870) return seconds;
  throw new Error(
    "The time budget must be between 1 and 870 seconds; the platform ends an execution after 900.",
  );
};

const listInput = <List extends BillList>(lists: readonly List[], which: string) =>
  input({
    label: "List",
    type: "string",
    required: true,
    model: lists.map((value) => ({ label: listTitles[value], value })),
    example: "departments",
    comments: `Which of BILL's lists: ${which}.`,
    clean: cleanList(lists),
  });

export const fieldList = listInput<FieldList>(
  fieldLists,
  "chartOfAccounts, classes, departments, customers or locations",
);
export const anyList = listInput<BillList>(
  billLists,
  "one of the five that become fields, vendors, or items",
);

export const importAs = input({
  label: "Import As",
  type: "string",
  required: false,
  model: importTargets.map((value) => ({ label: targetLabels[value], value })),
  example: "itemCustomField",
  comments:
    "What the list becomes in Precoro: a custom field of documents or of items; locations also Precoro's own Locations.",
  clean: cleanTarget,
});

export const locationsAs = input({
  label: "Locations As",
  type: "string",
  required: false,
  model: importTargets.map((value) => ({ label: targetLabels[value], value })),
  comments:
    "What BILL's locations are imported as now: as Locations, those of a line or a document count before an older custom field of the same.",
  clean: cleanTarget,
});

const idsInput = (label: string, of: string, example: string) =>
  input({
    label,
    type: "string",
    required: false,
    placeholder: `${example.slice(0, 5)}…, ${example.slice(0, 5)}…`,
    example,
    comments: `For the scope Selected: IDs of ${of} in BILL, as a list, text with commas, or an object selection. * means all active ones.`,
    clean: cleanIds,
  });

export const vendorIds = idsInput("Vendor IDs", "vendors", "00901ABCDEFGHIJKLMNO");
export const optionIds = idsInput("Option IDs", "the list's entries", "0de01ABCDEFGHIJKLMNO");
export const itemIds = idsInput("Item IDs", "items", "0ii01ABCDEFGHIJKLMNO");

/** What every import takes beside what it is about. */
export const importInputs = {
  billConnection: billConnectionInput,
  precoroConnection: precoroConnectionInput,
  scope: input({
    label: "Scope",
    type: "string",
    required: true,
    default: "selected",
    model: [
      { label: "Selected ones", value: "selected" },
      { label: "All active ones", value: "all" },
      { label: "Linked ones only: refresh", value: "integrated" },
    ],
    comments: "Which records: selected, all, or integrated.",
    clean: cleanChoice("The scope", scopes),
  }),
};

export const resumeInputs = {
  onlyNew: input({
    label: "Only New Ones",
    type: "boolean",
    required: false,
    default: "false",
    comments: "Leaves what is linked already as it is, and adds only what is new.",
    clean: (value: unknown): boolean => util.types.toBool(value, false),
  }),
  place: input({
    label: "Place",
    type: "string",
    required: false,
    comments: "Where an earlier run has stopped: next.place of its result. Empty starts from the beginning.",
    clean: optionalText,
  }),
  notBefore: input({
    label: "Not Before",
    type: "string",
    required: false,
    example: "2026-03-02T10:00:00Z",
    comments:
      "When an earlier run may go on: next.notBefore of its result. Earlier than that, nothing is called.",
    clean: optionalText,
  }),
  timeBudgetSeconds: input({
    label: "Time Budget (Seconds)",
    type: "string",
    required: false,
    default: String(DEFAULT_BUDGET_SECONDS),
    example: "780",
    comments:
      "The action ends itself so long after the start of the execution, says what is left, and succeeds.",
    clean: cleanSeconds,
  }),
};

export const search = input({
  label: "Search",
  type: "string",
  required: false,
  example: "travel",
  comments: "Part of a name, or of the names above it; case does not matter. Empty lists everything.",
  clean: (value: unknown): string => optionalText(value) ?? "",
});

export const page = input({
  label: "Page",
  type: "string",
  required: false,
  comments: "What an earlier answer gave as nextPage. Empty begins at the start.",
  clean: (value: unknown): string | undefined => {
    const text = optionalText(value);
    if (text === undefined || /^\d{1,9}$/.test(text)) return text;
    throw new Error(`"${text.slice(0, 60)}" is not a page: hand in what an earlier answer gave as nextPage.`);
  },
});

export const importResult = input({
  label: "Import Result",
  type: "code",
  language: "json",
  required: true,
  comments: "The whole result of the import step before. Finished imports are taken off the list.",
  clean: cleanRecord,
});
