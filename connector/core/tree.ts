/**
 * The places of a list's entries in their hierarchy, as far as Precoro can show it (product 3). An entry that has no
 * place gets the reason; its neighbours keep theirs. It knows neither options nor what was chosen.
 */
import { type Entry, pathText } from "./entry";
import { isRuling, type Ruling, reject } from "./outcome";

export interface Placed {
  readonly entry: Entry;
  /** Undefined at the top. */
  readonly parent: Placed | undefined;
  /** 1 at the top. */
  readonly level: number;
}

/** Source: contract precoro, section 6. */
const LEVELS = 5;

/** The place of each entry by its id, or why it has none. The entries may come in any order. */
export const arrange = (entries: readonly Entry[]): ReadonlyMap<string, Placed | Ruling> => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const places = new Map<string, Placed | Ruling>();
  for (const start of entries) {
    const climb: Entry[] = [];
    const met = new Map<string, number>();
    let at: Entry | undefined = start;
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

const inCircle = ({ name }: Entry, circle: readonly Entry[]): Ruling => {
  const path = pathText([...circle, ...circle.slice(0, 1)].reverse().map((one) => one.name));
  return reject("entry-in-circle", { name, path });
};

/** The place below a parent that has been looked at before. */
const below = (entry: Entry, places: ReadonlyMap<string, Placed | Ruling>): Placed | Ruling => {
  if (entry.parentId === undefined) return { entry, parent: undefined, level: 1 };
  const parent = places.get(entry.parentId);
  if (!parent) return reject("parent-missing", { name: entry.name, parent: entry.parentId });
  if (isRuling(parent)) {
    if (parent.reason !== "too-deep") return reject("parent-without-place", { name: entry.name });
    return tooDeep(entry, Number(parent.facts["level"]) + 1);
  }
  const level = parent.level + 1;
  return level > LEVELS ? tooDeep(entry, level) : { entry, parent, level };
};

const tooDeep = ({ name }: Entry, level: number): Ruling =>
  reject("too-deep", { name, level, levels: LEVELS });

/** The entry's parents, from the top down. */
export const ancestorsOf = ({ parent }: Placed): Placed[] => (parent ? [...ancestorsOf(parent), parent] : []);
