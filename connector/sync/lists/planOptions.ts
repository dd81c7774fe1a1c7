/** Which option each entry of a list gets, one after the other: matched, created, linked, renamed or moved. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import type { ListEntry } from "../../core/lists/listEntry";
import { fieldName, kindOfList, type Option, type OptionContent } from "../../core/lists/option";
import { buildOptionIndex, matchOption, type OptionIndex } from "../../core/lists/optionMatch";
import { optionNames } from "../../core/lists/optionName";
import { optionPlan, type WantedOption } from "../../core/lists/optionPlan";
import type { TreeNode } from "../../core/lists/tree";
import { omitUndefined } from "../../core/omitUndefined";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroOptionList } from "../../precoro/options";
import type { Plan, Task } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import type { ListField } from "./listField";
import { createOption, whatChanges } from "./writeOption";

/** One import of a list between two entries. */
interface OptionImport {
  readonly request: ListRequest;
  readonly options: PrecoroOptionList;
  readonly known: OptionIndex;
  /** The name of each entry's option, by the entry's id. */
  readonly names: ReadonlyMap<string, string>;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
  /** The option of each entry that has one, by the entry's id. */
  readonly optionIds: Map<string, string>;
  /** The options that were linked in this run. */
  readonly taken: Set<string>;
  readonly results: Map<string, RecordResult>;
}

export const planOptions = (
  { deadline }: Pick<SyncContext, "deadline">,
  request: ListRequest,
  rows: readonly Parsed<ListEntry>[],
  field: ListField,
): Plan<WantedOption> => {
  const { list } = request;
  const entries = readable(rows);
  const known = buildOptionIndex(list, entries, readable(field.rows));
  const state: OptionImport = {
    request,
    options: field.options,
    known,
    names: optionNames(entries),
    deadline,
    optionIds: linkedOptions(entries, known),
    taken: new Set(),
    results: new Map(),
  };
  return {
    tasks: [...unreadable(rows, field, list), ...optionPlan(request, entries, known)],
    handle: async (wanted, mayPutOff) => {
      const result = await importEntry(state, wanted, mayPutOff);
      if (result) state.results.set(wanted.entry.id, result);
      return result;
    },
    linked: () => ({
      count: [...state.optionIds.keys()].filter((id) => isBillId(kindOfList[list], id)).length,
      fieldId: field.fieldId,
    }),
  };
};

const linkedOptions = (entries: readonly ListEntry[], known: OptionIndex): Map<string, string> =>
  new Map(
    entries.flatMap(({ id }) => {
      const [option, ...others] = known.linkedTo(id);
      return option && others.length === 0 ? [[id, option.id] as const] : [];
    }),
  );

const importEntry = async (
  state: OptionImport,
  { entry, node }: WantedOption,
  mayPutOff: boolean,
): Promise<RecordResult | undefined> => {
  const { request, known, options, optionIds, taken } = state;
  const subject = { id: entry.id, name: entry.name };
  if (isStopped(node)) {
    const [option] = known.linkedTo(entry.id);
    if (option && !request.onlyNew) await refresh(state, option, contentOf(state, entry, undefined), false);
    return stoppedResult(subject, node);
  }
  const parentId = node.parent && optionIds.get(node.parent.entry.id);
  if (node.parent && parentId === undefined)
    return stoppedResult(subject, withoutParent(state, entry, node.parent));
  const wanted = contentOf(state, entry, parentId);
  const match = matchOption(entry, wanted, known, taken);
  if (isStopped(match)) return stoppedResult(subject, match);
  if (match.do === "create") {
    const made = await createOption(state, entry.id, wanted);
    if (isStopped(made)) return stoppedResult(subject, made);
    optionIds.set(entry.id, made.id);
    return { ...subject, outcome: "created" };
  }
  const { option } = match;
  if (match.do === "refresh" && request.onlyNew) return { ...subject, outcome: "unchanged" };
  const refreshed = await refresh(state, option, wanted, mayPutOff);
  if (!refreshed || match.do === "refresh") return refreshed && { ...subject, ...refreshed };
  await options.link(option.id, entry.id);
  taken.add(option.id);
  optionIds.set(entry.id, option.id);
  return { ...subject, outcome: "linked", message: `It matches option ${option.name} (${option.id}).` };
};

const contentOf = (
  { names }: OptionImport,
  { id, name, number, archived }: ListEntry,
  parentId: string | undefined,
): OptionContent => ({
  name: names.get(id) ?? name,
  enabled: !archived,
  ...omitUndefined({ code: number, parentId }),
});

/** Undefined: Precoro does not take the move yet, since other options are still to leave from below this one. */
const refresh = async (
  { options }: OptionImport,
  option: Option,
  wanted: OptionContent,
  mayPutOff: boolean,
): Promise<Pick<RecordResult, "outcome"> | undefined> => {
  const outcome = whatChanges(option, wanted);
  if (outcome === "unchanged") return { outcome };
  try {
    await options.replace(option.id, wanted);
    return { outcome };
  } catch (error) {
    const moves = option.parentId !== wanted.parentId;
    if (moves && mayPutOff && isRequestError(error, "invalid")) return undefined;
    throw error;
  }
};

/** The parent came before, and has no option all the same. */
const withoutParent = ({ results }: OptionImport, { name }: ListEntry, parent: TreeNode): Stopped => {
  const facts = { name, parent: parent.entry.name };
  return results.get(parent.entry.id)?.outcome === "postponed"
    ? postpone("parent-not-imported", facts)
    : reject("parent-not-imported", facts);
};

/** What cannot be read on either side, each with its reason. */
const unreadable = (
  rows: readonly Parsed<ListEntry>[],
  field: ListField,
  list: FieldList,
): Task<WantedOption>[] => [
  ...rows.flatMap((row) =>
    "unreadable" in row
      ? [
          {
            id: row.unreadable.id,
            about: reject("list-entry-unreadable", { ...row.unreadable, list: listTitles[list] }),
          },
        ]
      : [],
  ),
  ...field.rows.flatMap((row) =>
    "unreadable" in row
      ? [
          {
            id: row.unreadable.id,
            about: reject("option-unreadable", { ...row.unreadable, field: fieldName(list) }),
          },
        ]
      : [],
  ),
];
