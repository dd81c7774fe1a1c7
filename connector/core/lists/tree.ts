/**
 * The hierarchy of a list's entries, as far as Precoro can show it. An entry that has no place in it gets the reason; the others
 * keep their places. It knows neither options nor what was chosen.
 */

import { isStopped, reject, type Stopped } from "../outcome";
import { type ListEntry, pathText } from "./listEntry";

export interface TreeNode {
  readonly entry: ListEntry;
  /** Undefined at the top level. */
  readonly parent: TreeNode | undefined;
  /** 1 at the top. */
  readonly level: number;
}

/** Source: connector/precoro/API.md §6. */
const MAX_LEVELS = 5;

/** The node of each entry by its id, or why it has none. The entries may come in any order. */
export const buildTree = (entries: readonly ListEntry[]): ReadonlyMap<string, TreeNode | Stopped> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const nodes = new Map<string, TreeNode | Stopped>();
  for (const start of entries) {
    // Up through the parents, to one that has its node already, to the top, or round a circle.
    const path: ListEntry[] = [];
    const indexInPath = new Map<string, number>();
    let at: ListEntry | undefined = start;
    while (at && !nodes.has(at.id) && !indexInPath.has(at.id)) {
      indexInPath.set(at.id, path.length);
      path.push(at);
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    const circle = at && !nodes.has(at.id) ? path.splice(indexInPath.get(at.id) ?? 0) : [];
    for (const entry of circle) nodes.set(entry.id, inCircle(entry, circle));
    for (const entry of path.reverse()) nodes.set(entry.id, nodeOf(entry, nodes));
  }
  return nodes;
};

const inCircle = ({ name }: ListEntry, circle: readonly ListEntry[]): Stopped => {
  const path = pathText([...circle, ...circle.slice(0, 1)].reverse().map((one) => one.name));
  return reject("circular-parent", { name, path });
};

/** `nodes` has that of the parent already. */
const nodeOf = (entry: ListEntry, nodes: ReadonlyMap<string, TreeNode | Stopped>): TreeNode | Stopped => {
  if (entry.parentId === undefined) return { entry, parent: undefined, level: 1 };
  const parent = nodes.get(entry.parentId);
  if (!parent) return reject("parent-not-found", { name: entry.name, parent: entry.parentId });
  if (isStopped(parent)) {
    if (parent.reason !== "too-many-levels") return reject("parent-invalid", { name: entry.name });
    return tooDeep(entry, Number(parent.facts["level"]) + 1);
  }
  const level = parent.level + 1;
  return level > MAX_LEVELS ? tooDeep(entry, level) : { entry, parent, level };
};

const tooDeep = ({ name }: ListEntry, level: number): Stopped =>
  reject("too-many-levels", { name, level, levels: MAX_LEVELS });

/** The entry's parents, from the top down. */
export const ancestorsOf = ({ parent }: TreeNode): TreeNode[] =>
  parent ? [...ancestorsOf(parent), parent] : [];
