/** A BILL list becomes the options of a Precoro field, or Precoro's locations, with its hierarchy. */

import { type FieldList, listTitles } from "../../core/billList";
import type { ListRequest } from "../../core/imports/importRequest";
import type { ListEntry } from "../../core/lists/listEntry";
import { fieldName, kindOfList, type Option, type OptionContent } from "../../core/lists/option";
import { buildOptionIndex, matchOption } from "../../core/lists/optionMatch";
import { optionNames } from "../../core/lists/optionName";
import { optionPlan, type WantedOption } from "../../core/lists/optionPlan";
import type { TreeNode } from "../../core/lists/tree";
import {
  isStopped,
  postpone,
  type RecordResult,
  reject,
  type Stopped,
  stoppedResult,
} from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { collectPages } from "../../http/pages";
import { type Parsed, readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import { type ImportEnd, type Plan, type Resume, runImport, type Task } from "../imports/runImport";
import type { SyncContext } from "../syncContext";
import { fieldFor, findField, type ListField } from "./listField";
import { createOption, whatChanges } from "./writeOption";

/** How the log calls an entry of a list. */
const nouns: Readonly<Record<FieldList, string>> = {
  chartOfAccounts: "Account",
  classes: "Class",
  departments: "Department",
  customers: "Customer",
  locations: "Location",
};

/** `rememberedFieldId`: the field of an earlier import, which is looked at first if it has another name now. */
export const importList = (
  run: SyncContext,
  request: ListRequest,
  resume: Resume,
  rememberedFieldId?: string,
): Promise<ImportEnd> => {
  const { list, importAs } = request;
  return runImport(run, {
    request,
    resume,
    title: listTitles[list],
    noun: nouns[list],
    plan: async () => {
      const entries = await collectPages(run.bill.lists.read(list));
      // An update of what was never imported has nothing to do, and makes no field.
      const find = request.scope === "integrated" ? findField : fieldFor;
      const field = await find(run.precoro, list, importAs, rememberedFieldId);
      if (field && isStopped(field)) return field;
      return field
        ? planOptions(request, entries, field)
        : { tasks: [], handle: never, linked: () => ({ count: 0 }) };
    },
  });
};

const never = async () => undefined;

const planOptions = (
  request: ListRequest,
  rows: readonly Parsed<ListEntry>[],
  field: ListField,
): Plan<WantedOption> => {
  const { list, onlyNew } = request;
  const { options } = field;
  const entries = readable(rows);
  const names = optionNames(entries);
  const known = buildOptionIndex(list, entries, readable(field.rows));
  const old = new Set(known.all.map(({ id }) => id));
  const taken = new Set<string>();
  const results = new Map<string, RecordResult>();
  const optionIds = new Map<string, string>();
  for (const { id } of entries) {
    const [option, ...others] = known.linkedTo(id);
    if (option && others.length === 0) optionIds.set(id, option.id);
  }

  const contentOf = (
    { id, name, number, archived }: ListEntry,
    parentId: string | undefined,
  ): OptionContent => ({
    name: names.get(id) ?? name,
    enabled: !archived,
    ...(number === undefined ? {} : { code: number }),
    ...(parentId === undefined ? {} : { parentId }),
  });

  /** Undefined: Precoro does not take the move yet, since other options are still to leave from below this one. */
  const refresh = async (
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

  const handle = async (
    { entry, node }: WantedOption,
    mayPutOff: boolean,
  ): Promise<RecordResult | undefined> => {
    const subject = { id: entry.id, name: entry.name };
    if (isStopped(node)) {
      const [option] = known.linkedTo(entry.id);
      if (option && !onlyNew) await refresh(option, contentOf(entry, undefined), false);
      return stoppedResult(subject, node);
    }
    const parentId = node.parent && optionIds.get(node.parent.entry.id);
    if (node.parent && parentId === undefined)
      return stoppedResult(subject, withoutParent(entry, node.parent));
    const wanted = contentOf(entry, parentId);
    const match = matchOption(entry, wanted, known, taken);
    if (isStopped(match)) return stoppedResult(subject, match);
    if (match.do === "create") {
      const made = await createOption(options, entry.id, wanted, (id) => old.has(id));
      if (isStopped(made)) return stoppedResult(subject, made);
      optionIds.set(entry.id, made.id);
      return { ...subject, outcome: "created" };
    }
    const { option } = match;
    if (match.do === "refresh" && onlyNew) return { ...subject, outcome: "unchanged" };
    const done = await refresh(option, wanted, mayPutOff);
    if (!done || match.do === "refresh") return done && { ...subject, ...done };
    await options.link(option.id, entry.id);
    taken.add(option.id);
    optionIds.set(entry.id, option.id);
    return { ...subject, outcome: "linked", message: `It is the option ${option.name} (${option.id}).` };
  };

  /** The parent was seen to before, and has no option all the same. */
  const withoutParent = ({ name }: ListEntry, parent: TreeNode): Stopped => {
    const facts = { name, parent: parent.entry.name };
    return results.get(parent.entry.id)?.outcome === "postponed"
      ? postpone("parent-not-imported", facts)
      : reject("parent-not-imported", facts);
  };

  return {
    tasks: [...unreadable(rows, field, list), ...optionPlan(request, entries, known)],
    handle: async (wanted, mayPutOff) => {
      const result = await handle(wanted, mayPutOff);
      if (result) results.set(wanted.entry.id, result);
      return result;
    },
    linked: () => ({
      count: new Set([...optionIds.keys()].filter((id) => isBillId(kindOfList[list], id))).size,
      fieldId: field.fieldId,
    }),
  };
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
            about: reject("entry-unreadable", { ...row.unreadable, list: listTitles[list] }),
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
