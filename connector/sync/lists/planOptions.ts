/** Plans a list import and handles its entries one by one: each option is matched, created, linked, renamed, or moved. */

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
import { createOption, updateOutcome } from "./writeOption";

/** The state of a running list import. */
interface OptionImport {
  readonly request: ListRequest;
  readonly options: PrecoroOptionList;
  readonly known: OptionIndex;
  /** The option name for each entry, by entry id. */
  readonly names: ReadonlyMap<string, string>;
  /** Waits never go past this time, ms since 1970 UTC. */
  readonly deadline: number;
  /** The option id of each linked entry, by entry id. */
  readonly optionIds: Map<string, string>;
  /** Ids of the options linked in this run: no other entry may match them. */
  readonly taken: Set<string>;
  readonly results: Map<string, RecordResult>;
}

/** Plans the import of a list to a field. The plan's `handle` throws a `RequestError` if a write fails. */
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
    handle: async (wanted, mayDefer) => {
      const result = await importEntry(state, wanted, mayDefer);
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
  mayDefer: boolean,
): Promise<RecordResult | undefined> => {
  const { request, known, options, optionIds, taken } = state;
  const subject = { id: entry.id, name: entry.name };
  if (isStopped(node)) {
    const [option] = known.linkedTo(entry.id);
    // An entry with a bad parent is reported, but its option still gets its name and status.
    if (option && !request.onlyNew) await refresh(state, option, contentOf(state, entry, undefined), false);
    return stoppedResult(subject, node);
  }
  const parentId = node.parent && optionIds.get(node.parent.entry.id);
  if (node.parent && parentId === undefined)
    return stoppedResult(subject, parentNotImported(state, entry, node.parent));
  const wanted = contentOf(state, entry, parentId);
  const match = matchOption(entry, wanted, known, taken);
  if (isStopped(match)) return stoppedResult(subject, match);
  if (match.do === "create") {
    const created = await createOption(state, entry.id, wanted);
    if (isStopped(created)) return stoppedResult(subject, created);
    optionIds.set(entry.id, created.id);
    return { ...subject, outcome: "created" };
  }
  const { option } = match;
  if (match.do === "refresh" && request.onlyNew) return { ...subject, outcome: "unchanged" };
  const refreshed = await refresh(state, option, wanted, mayDefer);
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

/**
 * Updates an option. Returns undefined if Precoro refuses to move it and `mayDefer`: options below it may have to move away
 * first.
 */
const refresh = async (
  { options }: OptionImport,
  option: Option,
  wanted: OptionContent,
  mayDefer: boolean,
): Promise<Pick<RecordResult, "outcome"> | undefined> => {
  const outcome = updateOutcome(option, wanted);
  if (outcome === "unchanged") return { outcome };
  try {
    await options.replace(option.id, wanted);
    return { outcome };
  } catch (error) {
    const moves = option.parentId !== wanted.parentId;
    if (moves && mayDefer && isRequestError(error, "invalid")) return undefined;
    throw error;
  }
};

/** Parents are handled first, so a parent without an option was postponed or rejected. */
const parentNotImported = ({ results }: OptionImport, { name }: ListEntry, parent: TreeNode): Stopped => {
  const facts = { name, parent: parent.entry.name };
  return results.get(parent.entry.id)?.outcome === "postponed"
    ? postpone("parent-not-imported", facts)
    : reject("parent-not-imported", facts);
};

/** The unreadable entries of BILL and options of Precoro, each with its reason. */
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
