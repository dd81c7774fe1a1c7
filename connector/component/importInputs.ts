/** The inputs of the import actions and import pages, and how they are parsed. */

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
import { BadInput } from "./badInput";
import {
  billConnectionInput,
  cleanChoice,
  cleanIds,
  cleanRecord,
  optionalText,
  precoroConnectionInput,
  switchInput,
} from "./inputs";
import { DEFAULT_BUDGET_SECONDS } from "./runtime";

/** The labels that the config wizard offers. */
const targetLabels: Readonly<Record<ImportTarget, string>> = {
  none: "Do not import",
  documentCustomField: "Document custom field",
  itemCustomField: "Item custom field",
  location: "Location",
};

/** Accepts a code or its label. Empty means *Do not import*. */
const cleanTarget = (value: unknown): ImportTarget => {
  const text = optionalText(value) ?? "none";
  const target = importTargets.find((one) => one === text || targetLabels[one] === text);
  if (target) return target;
  throw new BadInput(
    `Import As must be one of ${Object.values(targetLabels).join(", ")}, not "${text.slice(0, 60)}".`,
  );
};

/** Accepts a list's key or title. An empty input passes: the action checks it when it runs. */
const cleanList =
  <List extends BillList>(lists: readonly List[]) =>
  (value: unknown): List | undefined => {
    const text = optionalText(value);
    if (text === undefined) return undefined;
    const list = lists.find((one) => one === text || listTitles[one] === text);
    if (list) return list;
    throw new BadInput(`The list must be one of ${lists.join(", ")}, not "${text.slice(0, 60)}".`);
  };

const cleanSeconds =
  (usual: number) =>
  (value: unknown): number => {
    const seconds = Number(optionalText(value) ?? usual);
    if (seconds > 0 && seconds <= 870) return seconds;
    throw new BadInput(
      "Time Budget must be between 1 and 870 seconds, because Prismatic ends an execution after 900.",
    );
  };

/** How long an action may take, in seconds; `usual` where nothing is set. */
export const timeBudget = (usual: number) =>
  input({
    label: "Time Budget (Seconds)",
    type: "string",
    required: false,
    default: String(usual),
    example: String(usual),
    comments:
      "How long after the start of the execution the action stops. It then succeeds and reports what is left.",
    clean: cleanSeconds(usual),
  });

const listInput = <List extends BillList>(lists: readonly List[], which: string) =>
  input({
    label: "List",
    type: "string",
    required: true,
    model: lists.map((value) => ({ label: listTitles[value], value })),
    example: "departments",
    comments: `The BILL list: ${which}.`,
    clean: cleanList(lists),
  });

export const fieldList = listInput<FieldList>(
  fieldLists,
  "chartOfAccounts, classes, departments, customers, or locations",
);
export const anyList = listInput<BillList>(
  billLists,
  "chartOfAccounts, classes, departments, customers, locations, vendors, or items",
);

export const importAs = input({
  label: "Import As",
  type: "string",
  required: false,
  model: importTargets.map((value) => ({ label: targetLabels[value], value })),
  example: "itemCustomField",
  comments:
    "What the list becomes in Precoro: a document custom field, an item custom field, or, for locations, Precoro's Locations.",
  clean: cleanTarget,
});

export const locationsAs = input({
  label: "Locations As",
  type: "string",
  required: false,
  model: importTargets.map((value) => ({ label: targetLabels[value], value })),
  comments:
    "What BILL's locations are imported as. If Location, a document's Precoro Location takes precedence over an older custom field of locations.",
  clean: cleanTarget,
});

const idsInput = (label: string, of: string, example: string) =>
  input({
    label,
    type: "string",
    required: false,
    placeholder: `${example.slice(0, 5)}…, ${example.slice(0, 5)}…`,
    example,
    comments: `For scope selected: BILL IDs of ${of}, as a list, comma-separated text, or an object selection. * means all active records.`,
    clean: cleanIds,
  });

export const vendorIds = idsInput("Vendor IDs", "vendors", "00901ABCDEFGHIJKLMNO");
export const optionIds = idsInput("Option IDs", "the list's entries", "0de01ABCDEFGHIJKLMNO");
export const itemIds = idsInput("Item IDs", "items", "0ii01ABCDEFGHIJKLMNO");

/** Inputs shared by all imports. */
export const importInputs = {
  billConnection: billConnectionInput,
  precoroConnection: precoroConnectionInput,
  scope: input({
    label: "Scope",
    type: "string",
    required: true,
    default: "selected",
    model: [
      { label: "Selected", value: "selected" },
      { label: "All active", value: "all" },
      { label: "Linked only (refresh)", value: "integrated" },
    ],
    comments: "Which records to import: selected, all, or integrated (refreshes linked records only).",
    clean: cleanChoice("The scope", scopes),
  }),
};

export const leaveSwitchedOff = switchInput(
  "Leave Switched Off",
  "Options and items that are switched off in Precoro stay off. Their names, codes, and prices are still refreshed.",
);

const asInput = (list: FieldList) =>
  input({
    label: `${listTitles[list]} As`,
    type: "string",
    required: false,
    model: importTargets.map((value) => ({ label: targetLabels[value], value })),
    comments: "What the list becomes in Precoro, if no import has shown it.",
    clean: cleanTarget,
  });

/** What the wizard says of each list. */
export const listAs = {
  chartOfAccountsAs: asInput("chartOfAccounts"),
  classesAs: asInput("classes"),
  departmentsAs: asInput("departments"),
  customersAs: asInput("customers"),
  locationsAs: asInput("locations"),
};

export const resumeInputs = {
  onlyNew: input({
    label: "Only New",
    type: "boolean",
    required: false,
    default: "false",
    comments: "Adds new records only and leaves linked ones as they are.",
    clean: (value: unknown): boolean => util.types.toBool(value, false),
  }),
  place: input({
    label: "Place",
    type: "string",
    required: false,
    comments:
      "Where an earlier run stopped: next.place of its result. If empty, the import starts from the beginning.",
    clean: optionalText,
  }),
  notBefore: input({
    label: "Not Before",
    type: "string",
    required: false,
    example: "2026-03-02T10:00:00Z",
    comments:
      "When an earlier run can continue: next.notBefore of its result. Before that time, the action makes no calls.",
    clean: optionalText,
  }),
  timeBudgetSeconds: timeBudget(DEFAULT_BUDGET_SECONDS),
};

export const search = input({
  label: "Search",
  type: "string",
  required: false,
  example: "travel",
  comments:
    "Part of a name or of its parents' names, in upper or lower case. If empty, everything is listed.",
  clean: (value: unknown): string => optionalText(value) ?? "",
});

export const pickerFilter = input({
  label: "Filter",
  type: "string",
  required: false,
  default: "*",
  example: "acme; paper",
  comments:
    "Shows only entries with one of these parts in their name or in a parent's name. Separate parts with semicolons. * shows everything.",
  clean: (value: unknown): string => optionalText(value) ?? "",
});

export const page = input({
  label: "Page",
  type: "string",
  required: false,
  comments: "nextPage of an earlier result. If empty, the first page.",
  clean: (value: unknown): string | undefined => {
    const text = optionalText(value);
    if (text === undefined || /^\d{1,9}$/.test(text)) return text;
    throw new BadInput(`"${text.slice(0, 60)}" is not a page. Use nextPage of an earlier result.`);
  },
});

export const importResult = input({
  label: "Import Result",
  type: "code",
  language: "json",
  required: true,
  comments: "The entire result of the import step before this one.",
  clean: cleanRecord,
});
