/** Imports of random trees of accounts: the request, and what both systems hold at the end. */
import type { ListRequest } from "../../../connector/core/imports/importRequest";
import type { BillSimulator } from "../../simulators/bill";
import type { PrecoroSimulator } from "../../simulators/precoro";
import type { RandomAccount } from "../arbitraries/tree";

const KIND = "itemCustomFields";

export const optionsOf = ({ world }: PrecoroSimulator) => {
  const [field] = world.fields(KIND);
  return field ? world.options(KIND, field.id) : [];
};

/** The options in the form of the oracle's. */
export const shown = (precoro: PrecoroSimulator) => {
  const options = optionsOf(precoro);
  const linkOf = new Map(options.map(({ id, externalId }) => [id, String(externalId)]));
  return new Map(
    options.map(({ externalId, parent, enable }) => [
      String(externalId),
      { parent: Array.isArray(parent) ? undefined : linkOf.get(parent.id), enabled: Boolean(enable) },
    ]),
  );
};

export const sorted = (options: ReadonlyMap<string, unknown>) =>
  [...options].sort(([a], [b]) => (a < b ? -1 : 1));

/** A unique name stays; a name that several have gets an addition. */
export const checkNames = (accounts: readonly RandomAccount[], precoro: PrecoroSimulator) => {
  const nameOf = new Map(accounts.map(({ id, name }) => [id, name]));
  const names = optionsOf(precoro).map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const { name, externalId } of optionsOf(precoro)) {
    const own = nameOf.get(String(externalId)) ?? "";
    const namesakes = accounts.filter((one) => one.name === own).length;
    expect(namesakes === 1 ? name === own : name.startsWith(own)).toBe(true);
  }
};

/** The writes without the refused ones: an option that cannot move yet is tried again once others have moved. */
export const accepted = ({ journal }: PrecoroSimulator): string[] =>
  journal
    .writes()
    .filter(({ status }) => status !== null && status < 300)
    .map(({ method, path }) => `${method} ${path}`);

export const edit = (bill: BillSimulator, changes: readonly RandomAccount[]) => {
  for (const { id, name, parentId, archived } of changes) {
    bill.world.edit(id, { name, parentId: parentId ?? null });
    if (archived) bill.world.archive(id);
    else bill.world.restore(id);
  }
};

export const after = (
  accounts: readonly RandomAccount[],
  changes: readonly RandomAccount[],
): RandomAccount[] => {
  const changed = new Map(changes.map((account) => [account.id, account]));
  return accounts.map((account) => changed.get(account.id) ?? account);
};

export const differing = (before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>) =>
  [...now].filter(
    ([id, option]) => before.has(id) && JSON.stringify(before.get(id)) !== JSON.stringify(option),
  ).length;

export const log = { debug: () => {}, info: () => {}, warn: () => {} };
export const request: ListRequest = {
  list: "chartOfAccounts",
  importAs: "itemCustomField",
  scope: "all",
  onlyNew: false,
  optionIds: [],
};

/** Both systems with these accounts in BILL, without limits: such a test asks about records. */
export const treeSystems = (accounts: readonly RandomAccount[], takesLink: boolean) => ({
  bill: { limits: false, latencyMs: 0, records: { chartOfAccounts: structuredClone([...accounts]) } },
  precoro: { limits: false, latencyMs: 0, optionPostTakesExternalId: takesLink },
});
