/** An entry of BILL's chart of accounts, and how a person tells it from the others. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly number?: string;
  readonly parentId?: string;
}

/** With its number, and its parents before it: `6100 Travel › Air`. A circle of parents ends where it closes. */
export const accountLabel = (account: Account, parentOf: (id: string) => Account | undefined): string => {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at: Account | undefined = account; at && !seen.has(at.id); at = parentOf(at.parentId ?? "")) {
    seen.add(at.id);
    path.unshift(at.name);
  }
  return [account.number, path.join(" › ")].filter(Boolean).join(" ");
};
