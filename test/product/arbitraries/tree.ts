/** Lists of BILL with a hierarchy of any shape, and an oracle that works out independently what Precoro's options must be. */

export interface RandomAccount {
  readonly id: string;
  name: string;
  parentId?: string | undefined;
  archived: boolean;
}

const accountId = (n: number): string => `0ca01ACCOUNT${String(n).padStart(8, "0")}`;

/** `size` accounts in random order: up to nine levels, some archived, some names shared, one circle. */
export const anyTree = (size: number, chance: () => number): RandomAccount[] => {
  const below = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];
  const depths = new Map<string, number>();
  const accounts: RandomAccount[] = [];
  for (let n = 0; n < size; n++) {
    const parent = chance() < 0.75 ? below(accounts) : undefined;
    const depth = parent ? (depths.get(parent.id) ?? 1) + 1 : 1;
    const fits = depth <= 9;
    const account: RandomAccount = {
      id: accountId(n),
      name: chance() < 0.1 ? `Other ${Math.floor(chance() * 5)}` : `Account ${n}`,
      archived: chance() < 0.1,
      ...(parent && fits ? { parentId: parent.id } : {}),
    };
    depths.set(account.id, fits ? depth : 1);
    accounts.push(account);
  }
  const [first, second] = [accounts[0], accounts[1]];
  if (first && second) {
    first.parentId = second.id;
    second.parentId = first.id;
  }
  return accounts
    .map((account) => ({ account, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ account }) => account);
};

/** What people do to a list in a year: rename, move, archive, restore. `rate` of the accounts change; returns those. */
export const anyChanges = (
  accounts: readonly RandomAccount[],
  rate: number,
  chance: () => number,
): RandomAccount[] =>
  accounts.flatMap((account) => {
    if (chance() >= rate) return [];
    const kind = Math.floor(chance() * 4);
    const other = accounts[Math.floor(chance() * accounts.length)];
    if (kind === 0) return [{ ...account, name: `Renamed ${account.id}` }];
    if (kind === 1) return [{ ...account, parentId: other?.id }];
    if (kind === 2) return [{ ...account, parentId: undefined }];
    return [{ ...account, archived: !account.archived }];
  });

/** What an option must be: its parent, and whether it is enabled. */
interface Expected {
  readonly parent: string | undefined;
  readonly enabled: boolean;
}

/** The ancestors of an account, nearest first; undefined where they do not lead to the top, or are more than four. */
const ancestorsOf = (
  account: RandomAccount,
  byId: ReadonlyMap<string, RandomAccount>,
): RandomAccount[] | undefined => {
  const ancestors: RandomAccount[] = [];
  for (let at = account; at.parentId !== undefined; ) {
    const parent = byId.get(at.parentId);
    if (!parent || ancestors.length === 4) return undefined;
    ancestors.push(parent);
    at = parent;
  }
  return ancestors;
};

/** The options by their external ID, after an import of everything or an update of the linked ones. */
export const expectedOptions = (
  accounts: readonly RandomAccount[],
  linked: ReadonlySet<string> | "everything",
): Map<string, Expected> => {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const options = new Map<string, Expected>();
  const put = (account: RandomAccount) =>
    options.set(account.id, { parent: account.parentId, enabled: !account.archived });
  for (const account of accounts) {
    const ancestors = ancestorsOf(account, byId);
    const isChosen = linked === "everything" ? !account.archived : linked.has(account.id);
    if (!isChosen) continue;
    if (ancestors) for (const one of [account, ...ancestors]) put(one);
    else if (linked !== "everything")
      options.set(account.id, { parent: undefined, enabled: !account.archived });
  }
  return options;
};
