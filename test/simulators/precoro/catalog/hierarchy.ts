/** Options and locations stand below each other: who may stand where. It knows nothing else of them. */

/** connector/precoro/API.md §6. */
const MOST_LEVELS = 5;

interface Branch {
  readonly id: number;
  readonly parent: { readonly id: number } | readonly [];
}

type Tree = ReadonlyMap<number, Branch>;

export const parentIdOf = (branch: Branch | undefined): number | undefined =>
  branch && "id" in branch.parent ? branch.parent.id : undefined;

/** How many levels an entry takes with all that is below it. */
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

/** What is wrong with a parent for an entry that takes so many levels; a new one has no id. */
export const parentProblem = (
  tree: Tree,
  parentId: number | undefined,
  id?: number,
  levels = 1,
): string | undefined => {
  let above = 0;
  // A circle of others, which only a world file can have, ends where the levels do.
  for (let at = parentId; at !== undefined && above <= MOST_LEVELS; at = parentIdOf(tree.get(at))) {
    if (!tree.has(at)) return `There is no ${at}.`;
    if (at === id) return `${id} would be below itself.`;
    above++;
  }
  return above + levels > MOST_LEVELS ? `There are at most ${MOST_LEVELS} levels.` : undefined;
};
