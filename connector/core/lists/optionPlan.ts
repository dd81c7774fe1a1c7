/** Which entries of a list an import processes, and in which order: parents before their children. */

import { listTitles } from "../billList";
import { type ListRequest, namedIds } from "../imports/importRequest";
import { isStopped, reject, type Stopped, skip } from "../outcome";
import { isPostable } from "./accountType";
import { entryLabel, type ListEntry } from "./listEntry";
import { optionText } from "./option";
import { type OptionIndex, orphansOf } from "./optionMatch";
import { ancestorsOf, buildTree, type TreeNode } from "./tree";

/**
 * An entry that is to have an option. One that has no place in the tree has an option already, which is moved to the top level,
 * so that it does not block others.
 */
export interface WantedOption {
  readonly entry: ListEntry;
  readonly node: TreeNode | Stopped;
}

interface OptionTask {
  readonly id: string;
  readonly name: string;
  readonly about: WantedOption | Stopped;
}

export const optionPlan = (
  request: ListRequest,
  entries: readonly ListEntry[],
  known: OptionIndex,
  /** True for an entry whose option was created but not linked yet. */
  isUnlinked: (entryId: string) => boolean = () => false,
): OptionTask[] => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const nodes = buildTree(entries);
  const taskOf = (entry: ListEntry, about: WantedOption | Stopped): OptionTask => ({
    id: entry.id,
    name: entryLabel(entry, (id) => byId.get(id)),
    about,
  });

  const setAside: OptionTask[] = [];
  const displaced: OptionTask[] = [];
  const inTree = new Map<string, TreeNode>();
  for (const id of chosenIds(request, entries, known)) {
    const entry = byId.get(id);
    const node = nodes.get(id);
    if (!entry || !node) {
      setAside.push({
        id,
        name: id,
        about: reject("list-entry-not-found", { id, list: listTitles[request.list] }),
      });
      continue;
    }
    const hasOption = known.linkedTo(id).length > 0 || isUnlinked(id);
    const why = hasOption ? undefined : whyNotNew(entry, node);
    if (why) setAside.push(taskOf(entry, why));
    else if (isStopped(node)) displaced.push(taskOf(entry, { entry, node }));
    else for (const one of [...ancestorsOf(node), node]) inTree.set(one.entry.id, one);
  }
  // By level, then in the list's own order, which is the same in every run.
  const order = new Map(entries.map(({ id }, at) => [id, at]));
  const parentsFirst = [...inTree.values()].sort(
    (a, b) => a.level - b.level || (order.get(a.entry.id) ?? 0) - (order.get(b.entry.id) ?? 0),
  );
  return [
    ...setAside.filter(({ id }) => !inTree.has(id)),
    ...(request.scope === "selected" && namedIds(request, request.optionIds) ? [] : unknownLinks(known)),
    ...displaced,
    ...parentsFirst.map((node) => taskOf(node.entry, { entry: node.entry, node })),
  ];
};

const chosenIds = (
  request: ListRequest,
  entries: readonly ListEntry[],
  known: OptionIndex,
): readonly string[] => {
  const ids = namedIds(request, request.optionIds);
  if (ids === undefined) return entries.map(({ id }) => id);
  if (request.scope === "selected") return [...new Set(ids)];
  return entries.map(({ id }) => id).filter((id) => known.linkedTo(id).length > 0);
};

/** Why a chosen entry gets no option of its own; it may still get one as the parent of another. */
const whyNotNew = (entry: ListEntry, node: TreeNode | Stopped): Stopped | undefined => {
  const { name, archived, accountType } = entry;
  if (archived) return skip("list-entry-archived", { name });
  if (isStopped(node)) return node;
  return isPostable(accountType) ? undefined : skip("account-not-postable", { name });
};

/** Options whose link this BILL organization does not know. */
const unknownLinks = (known: OptionIndex): OptionTask[] =>
  orphansOf(known).map((option) => {
    const { externalId = "", name } = option;
    const record = `Option ${optionText(option)}`;
    return { id: externalId, name, about: reject("linked-record-not-found", { record, externalId }) };
  });
