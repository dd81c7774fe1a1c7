/** A small chart of accounts, its import, and the resulting options as a tree. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { runAndListWrites } from "../kit/withSimulation";

export const id = (n: number) => `0ca01ACCOUNT${String(n).padStart(8, "0")}`;
export const account = (n: number, name: string, parent?: number, set: object = {}) => ({
  id: id(n),
  name,
  ...(parent === undefined ? {} : { parentId: id(parent) }),
  ...set,
});

export const travel = [
  account(2, "Air", 1),
  account(1, "Travel", undefined, { account: { type: "EXPENSE", number: "6200" } }),
  account(3, "Office"),
  account(4, "Other", 1),
  account(5, "Other", 3),
];

export const all = { list: "chartOfAccounts", importAs: "itemCustomField", scope: "all" };
export const update = { ...all, scope: "integrated" };
export const choose = (...numbers: number[]) => ({ ...all, scope: "selected", optionIds: numbers.map(id) });

export const importList = (simulation: Simulation, body: object) =>
  runAndListWrites(simulation, "Import List", body);

/** The options of a field as indented lines, children below their parents. */
export const treeOf = (
  { precoro: { world } }: Simulation,
  kind: "itemCustomFields" | "documentCustomFields" = "itemCustomFields",
) => {
  const [field] = world.fields(kind);
  if (!field) return undefined;
  const options = world.options(kind, field.id);
  const parentOf = (option: (typeof options)[number]) =>
    Array.isArray(option.parent) ? undefined : option.parent.id;
  const below = (parent: number | undefined, indent: string): string[] =>
    options
      .filter((option) => parentOf(option) === parent)
      .map((option) => ({ option, text: `${indent}${option.name}${option.enable ? "" : " (off)"}` }))
      .sort((a, b) => (a.text < b.text ? -1 : 1))
      .flatMap(({ option, text }) => [text, ...below(option.id, `${indent}  `)]);
  return [field.name, ...below(undefined, "  ")];
};

export const expectedTree = [
  "Bill Chart of Accounts",
  "  Office",
  "    Other (Office)",
  "  Travel",
  "    Air",
  "    Other (Travel)",
];

export const accountsWorld = (records: object[], more: Partial<WorldInput> = {}): WorldInput => ({
  bill: { chartOfAccounts: records },
  ...more,
});

export const optionNamed = ({ precoro: { world } }: Simulation, name: string) => {
  const [field] = world.fields("itemCustomFields");
  const option = field && world.options("itemCustomFields", field.id).find((one) => one.name === name);
  if (!field || !option) throw new Error(`There is no option ${name}.`);
  return { field: field.id, option };
};
