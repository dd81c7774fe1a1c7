/**
 * The places of a list's entries in their hierarchy, as far as Precoro can show it. An entry that has no
 * place gets the reason; its neighbours keep theirs. It knows neither options nor what was chosen.
 */

import { isStopped, reject, type Stopped } from "../outcome";
import { type ListEntry, pathText } from "./listEntry";

export interface TreeNode {
  readonly entry: ListEntry;
  /** Undefined at the top. */
  readonly parent: TreeNode | undefined;
  /** 1 at the top. */
  readonly level: number;
}

/** Source: connector/precoro/API.md §6. */
const LEVELS = 5;

/** The place of each entry by its id, or why it has none. The entries may come in any order. */
export const buildTree = (entries: readonly ListEntry[]): ReadonlyMap<string, TreeNode | Stopped> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const places = new Map<string, TreeNode | Stopped>();
  for (const start of entries) {
    const climb: ListEntry[] = [];
    const met = new Map<string, number>();
    let at: ListEntry | undefined = start;
    while (at && !places.has(at.id) && !met.has(at.id)) {
      met.set(at.id, climb.length);
      climb.push(at);
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    const circle = at && !places.has(at.id) ? climb.splice(met.get(at.id) ?? 0) : [];
    for (const entry of circle) places.set(entry.id, inCircle(entry, circle));
    for (const entry of climb.reverse()) places.set(entry.id, below(entry, places));
  }
  return places;
};

const inCircle = ({ name }: ListEntry, circle: readonly ListEntry[]): Stopped => {
  const path = pathText([...circle, ...circle.slice(0, 1)].reverse().map((one) => one.name));
  return reject("circular-parent", { name, path });
};

/** The place below a parent that has been looked at before. */
const below = (entry: ListEntry, places: ReadonlyMap<string, TreeNode | Stopped>): TreeNode | Stopped => {
  if (entry.parentId === undefined) return { entry, parent: undefined, level: 1 };
  const parent = places.get(entry.parentId);
  if (!parent) return reject("parent-not-found", { name: entry.name, parent: entry.parentId });
  if (isStopped(parent)) {
    if (parent.reason !== "too-many-levels") return reject("parent-invalid", { name: entry.name });
    return tooDeep(entry, Number(parent.facts["level"]) + 1);
  }
  const level = parent.level + 1;
  return level > LEVELS ? tooDeep(entry, level) : { entry, parent, level };
};

const tooDeep = ({ name }: ListEntry, level: number): Stopped =>
  reject("too-many-levels", { name, level, levels: LEVELS });

/** The entry's parents, from the top down. */
export const ancestorsOf = ({ parent }: TreeNode): TreeNode[] =>
  parent ? [...ancestorsOf(parent), parent] : [];
