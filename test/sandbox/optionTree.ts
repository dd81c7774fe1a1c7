/** The options of a custom field, or the locations, as the tree that people see in Precoro: as lines of text, and the changes between two states. */
import type { PrecoroWorld } from "../simulators/precoro/world";
import { sideBySide } from "./columns";

export interface Tree {
  /** Identifies the field across states. */
  readonly key: string;
  /** What one of its entries is called: `item option`. */
  readonly noun: string;
  /** In the order in which they are shown: children below their parents. */
  readonly nodes: readonly Node[];
}

interface Node {
  readonly id: number;
  /** From the top level down to its own parent. */
  readonly parents: readonly number[];
  readonly text: string;
  readonly isOn: boolean;
  readonly isLinked: boolean;
}

type Row = ReturnType<PrecoroWorld["locations"]>[number] & { readonly code?: string };

/** The item and document fields of that name, or the locations. */
export const treesOf = (
  world: Pick<PrecoroWorld, "fields" | "options" | "locations">,
  name: string,
): Tree[] => {
  if (name === "Locations") return [treeOf(name, "location", world.locations())];
  const fieldsOf = (kind: "itemCustomFields" | "documentCustomFields", noun: string) =>
    world
      .fields(kind)
      .filter((field) => field.name === name)
      .map(({ id }) => treeOf(`${kind} ${id}`, noun, world.options(kind, id)));
  return [
    ...fieldsOf("itemCustomFields", "item option"),
    ...fieldsOf("documentCustomFields", "document option"),
  ];
};

const treeOf = (key: string, noun: string, rows: readonly Row[]): Tree => {
  const width = Math.max(0, ...rows.map(({ code = "" }) => code.length));
  const children = new Map<number | undefined, Row[]>();
  for (const row of rows) {
    const parent = "id" in row.parent ? row.parent.id : undefined;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  // Entries without a number come last.
  const sortKeyOf = ({ code = "", name }: Row) => `${code === "" ? "~" : code} ${name}`;
  const below = (parents: readonly number[]): Node[] =>
    (children.get(parents.at(-1)) ?? [])
      .sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
      .flatMap((row) => [nodeOf(row, parents, width), ...below([...parents, row.id])]);
  return { key, noun, nodes: below([]) };
};

const nodeOf = (
  { id, name, code = "", enable, externalId }: Row,
  parents: readonly number[],
  width: number,
): Node => {
  const isLinked = externalId !== null && externalId !== "";
  const notes = [...(enable ? [] : ["off"]), ...(isLinked ? [] : ["not linked"])];
  const number = width === 0 ? "" : `${code.padEnd(width)}  `;
  const note = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
  return {
    id,
    parents,
    text: `${number}${"  ".repeat(parents.length)}${name}${note}`,
    isOn: enable,
    isLinked,
  };
};

/** How many entries there are, how many are off, and how many are not linked. */
export const countsOf = ({ noun, nodes }: Tree): string => {
  const off = nodes.filter(({ isOn }) => !isOn).length;
  const notLinked = nodes.filter(({ isLinked }) => !isLinked).length;
  return [
    `${nodes.length} ${noun}${nodes.length === 1 ? "" : "s"}`,
    ...(off === 0 ? [] : [`${off} off`]),
    ...(notLinked === 0 ? [] : [`${notLinked} not linked`]),
  ].join(", ");
};

/** Of a tree, up to so many entries are shown. */
const SHOWN = 60;

const moreThan = (number: number): string[] => (number > SHOWN ? [`… ${number - SHOWN} more`] : []);

/** The whole tree in columns that begin with a top-level entry, as many as the width allows. */
export const wholeTree = ({ nodes }: Tree, width: number): string[] => {
  const branches: string[][] = [];
  for (const { parents, text } of nodes.slice(0, SHOWN)) {
    if (parents.length === 0) branches.push([]);
    branches.at(-1)?.push(text);
  }
  const more = moreThan(nodes.length);
  for (const number of [3, 2]) {
    const lines = sideBySide(columnsOf(branches, number));
    if (lines.every(({ length }) => length <= width)) return [...lines, ...more];
  }
  return [...branches.flat(), ...more];
};

/** Distributes the branches over columns, each as long as the longest branch or as its part of all lines. */
const columnsOf = (branches: readonly string[][], number: number): string[][] => {
  const height = Math.max(
    Math.ceil(branches.flat().length / number),
    ...branches.map(({ length }) => length),
  );
  const columns: string[][] = [[]];
  for (const branch of branches) {
    const column = columns.at(-1);
    if (column && column.length + branch.length <= height) column.push(...branch);
    else columns.push([...branch]);
  }
  return columns;
};

/** The parts in which two states of a tree differ, side by side: what changed with its parents, and what moved with it. */
export const changesIn = (before: Tree, after: Tree): string[] => {
  const changed = changedIds(before, after);
  if (changed.size === 0) return [];
  const left = ["BEFORE", ...partOf(before, changed)];
  return sideBySide([left, ["NOW", ...partOf(after, changed)]]);
};

const changedIds = (before: Tree, after: Tree): ReadonlySet<number> => {
  const was = new Map(before.nodes.map((node) => [node.id, node]));
  const is = new Map(after.nodes.map((node) => [node.id, node]));
  const differs = (id: number) => {
    const [one, other] = [was.get(id), is.get(id)];
    return one?.text !== other?.text || one?.parents.join() !== other?.parents.join();
  };
  return new Set([...was.keys(), ...is.keys()].filter(differs));
};

const partOf = ({ nodes }: Tree, changed: ReadonlySet<number>): string[] => {
  const above = new Set(nodes.filter(({ id }) => changed.has(id)).flatMap(({ parents }) => parents));
  const part = nodes.filter(({ id }) => changed.has(id) || above.has(id));
  return [...part.slice(0, SHOWN).map(({ text }) => text), ...moreThan(part.length)];
};
