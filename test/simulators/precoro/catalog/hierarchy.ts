/** The hierarchy of options and locations: which parent an entry may have. */

/** connector/precoro/API.md §6. */
const MOST_LEVELS = 5;

interface Branch {
  readonly id: number;
  readonly parent: { readonly id: number } | readonly [];
}

type Tree = ReadonlyMap<number, Branch>;

export const parentIdOf = (branch: Branch | undefined): number | undefined =>
  branch && "id" in branch.parent ? branch.parent.id : undefined;

/** How many levels an entry and everything below it have. */
export const levelCount = (tree: Tree, id: number): number => {
  let levels = 0;
  for (let level = new Set([id]); level.size > 0; level = below(tree, level)) levels++;
  return levels;
};

const below = (tree: Tree, parents: ReadonlySet<number>): Set<number> => {
  const children = new Set<number>();
  for (const branch of tree.values()) {
    const parentId = parentIdOf(branch);
    if (parentId !== undefined && parents.has(parentId)) children.add(branch.id);
  }
  return children;
};

/** What is wrong with a parent for an entry with so many levels; a new entry has no id. */
export const parentProblem = (
  tree: Tree,
  parentId: number | undefined,
  id?: number,
  levels = 1,
): string | undefined => {
  let above = 0;
  // The limit also ends a cycle, which only a world file can contain.
  for (let at = parentId; at !== undefined && above <= MOST_LEVELS; at = parentIdOf(tree.get(at))) {
    if (!tree.has(at)) return `There is no ${at}.`;
    if (at === id) return `${id} would be below itself.`;
    above++;
  }
  return above + levels > MOST_LEVELS ? `There are at most ${MOST_LEVELS} levels.` : undefined;
};
