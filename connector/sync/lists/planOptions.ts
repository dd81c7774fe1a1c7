/** Plans a list import and handles its entries one by one: each option is matched, created, linked, renamed, or moved. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import type { ListEntry } from "../../core/lists/listEntry";
import { fieldName, kindOfList, type Option, type OptionContent } from "../../core/lists/option";
import {
  buildOptionIndex,
  matchOption,
  type OptionIndex,
  type OptionMatch,
} from "../../core/lists/optionMatch";
import { optionNames } from "../../core/lists/optionName";
import { optionPlan, type WantedOption } from "../../core/lists/optionPlan";
import type { TreeNode } from "../../core/lists/tree";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, postpone, type RecordResult, reject, stoppedResult } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroOptionList } from "../../precoro/options";
import type { ImportMemory } from "../imports/importProgress";
import type { ImportRun, Plan, Task } from "../imports/importTask";
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
  /** The options that were created but not linked yet, by entry id. */
  readonly unlinked: Map<string, string>;
}

/** Plans the import of a list to a field. The plan's `handle` throws a `RequestError` if a write fails. */
export const planOptions = (
  { deadline }: Pick<SyncContext, "deadline">,
  { unlinked }: Pick<ImportMemory, "unlinked">,
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
    unlinked,
  };
  return {
    tasks: [
      ...unreadable(rows, field, list),
      ...optionPlan(request, entries, known, (id) => unlinked.has(id)),
    ],
    handle: (wanted, run) => importEntry(state, wanted, run),
    contentOf: ({ entry, node }) => [
      contentOf(state, entry, undefined),
      isStopped(node) ? node : node.parent?.entry.id,
    ],
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
  run: ImportRun,
): Promise<RecordResult | undefined> => {
  const { request, optionIds } = state;
  const subject = { id: entry.id, name: entry.name };
  if (isStopped(node)) {
    await refreshWithoutParent(state, entry, () => undefined);
    return stoppedResult(subject, node);
  }
  const parentId = node.parent && optionIds.get(node.parent.entry.id);
  if (node.parent && parentId === undefined) return importBelowNothing(state, entry, node.parent, run);
  const wanted = contentOf(state, entry, parentId);
  const match = matchOf(state, entry, wanted);
  if (isStopped(match)) return stoppedResult(subject, match);
  if (match.do === "create") {
    const created = await createOption(state, entry.id, wanted);
    if (isStopped(created)) return stoppedResult(subject, created);
    optionIds.set(entry.id, created.id);
    return { ...subject, outcome: "created" };
  }
  const { option } = match;
  if (match.do === "refresh" && request.onlyNew) return { ...subject, outcome: "unchanged" };
  const refreshed = await refresh(state, option, wanted, run.mayDefer);
  if (!refreshed || match.do === "refresh") return refreshed && { ...subject, ...refreshed };
  await linkOption(state, option, entry);
  return { ...subject, outcome: "linked", message: `It matches option ${option.name} (${option.id}).` };
};

const linkOption = async (
  { options, optionIds, taken, unlinked }: OptionImport,
  { id }: Option,
  entry: ListEntry,
): Promise<void> => {
  await options.link(id, entry.id);
  unlinked.delete(entry.id);
  taken.add(id);
  optionIds.set(entry.id, id);
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
  { options, request }: OptionImport,
  option: Option,
  content: OptionContent,
  mayDefer: boolean,
): Promise<Pick<RecordResult, "outcome"> | undefined> => {
  const staysOff = request.leaveSwitchedOff && !option.enabled;
  const wanted = staysOff ? { ...content, enabled: false } : content;
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

/** An entry whose parent has no option: it waits where the parent does. */
const importBelowNothing = async (
  state: OptionImport,
  entry: ListEntry,
  { entry: { id, name: parent } }: TreeNode,
  { mayDefer, isHandled, isPostponed }: ImportRun,
): Promise<RecordResult | undefined> => {
  const subject = { id: entry.id, name: entry.name };
  if (!isHandled(id) && mayDefer) return undefined;
  await refreshWithoutParent(state, entry, (option) => option.parentId);
  const facts = { name: entry.name, parent };
  const stopped =
    isPostponed(id) || !isHandled(id)
      ? postpone("parent-not-imported", {
          ...facts,
          toDo: `No action needed: the next run tries ${parent} again first`,
        })
      : reject("parent-not-imported", {
          ...facts,
          toDo: `Resolve the problem with ${parent}, then run Import List again`,
        });
  return stoppedResult(subject, stopped);
};

/** An entry without a valid parent is reported, but its option still gets its name, its status and its link. */
const refreshWithoutParent = async (
  state: OptionImport,
  entry: ListEntry,
  parentOf: (option: Option) => string | undefined,
): Promise<void> => {
  const made = unlinkedOption(state, entry);
  const [linked, ...others] = state.known.linkedTo(entry.id);
  const option = made ?? (others.length > 0 || state.request.onlyNew ? undefined : linked);
  if (!option) return;
  await refresh(state, option, contentOf(state, entry, parentOf(option)), false);
  if (made) await linkOption(state, made, entry);
};

/** The option that an earlier run created for this entry and could not link. */
const unlinkedOption = ({ known, unlinked }: OptionImport, { id }: ListEntry): Option | undefined => {
  const optionId = unlinked.get(id);
  if (optionId === undefined) return undefined;
  const made = known.all.find((option) => option.id === optionId);
  return made?.externalId === undefined && known.linkedTo(id).length === 0 ? made : undefined;
};

/** The option that was created for this entry, or else what its name tells. */
const matchOf = (state: OptionImport, entry: ListEntry, wanted: OptionContent): OptionMatch => {
  const { known, taken, unlinked } = state;
  const made = unlinkedOption(state, entry);
  if (made) return { do: "link", option: made };
  if (unlinked.size === 0) return matchOption(entry, wanted, known, taken);
  const keptForOthers = [...unlinked].filter(([id]) => id !== entry.id).map(([, optionId]) => optionId);
  return matchOption(entry, wanted, known, new Set([...taken, ...keptForOthers]));
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
