/** A mistake in a definition: its place for people, and its line for editors. */
import { type Document, isMap, isNode, isScalar, type LineCounter, type Node } from "yaml";

export interface Finding {
  /** For example `flows[2] "Export Document" > step "Read Invoice" > inputs.idn`. */
  place: string;
  line: number;
  column: number;
  message: string;
}

export type Path = readonly (string | number)[];

export type Report = (path: Path, message: string) => void;

/** Collects findings by their paths in the document. */
export const createReport = (document: Document, lines: LineCounter, findings: Finding[]): Report => {
  const data: unknown = document.toJS();
  return (path, message) => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    findings.push({ place: placeOf(data, path), line, column: col, message });
  };
};

/** The offset of a path in the text: of its key, or else of the nearest existing parent. */
const offsetOf = (document: Document, path: Path): number => {
  if (path.length === 0) return 0;
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
    : undefined;
  const node: unknown = key ?? document.getIn(path, true);
  return isNode(node) && node.range ? startOf(node) : offsetOf(document, path.slice(0, -1));
};

const startOf = (node: Node): number => node.range?.[0] ?? 0;

/** Lists whose entries are shown by name, and how. */
const named: Record<string, { by: string; as: (place: number, name: string) => string }> = {
  requiredConfigVars: { by: "key", as: (place, name) => `requiredConfigVars[${place}] "${name}"` },
  configPages: { by: "name", as: (place, name) => `configPages[${place}] "${name}"` },
  flows: { by: "name", as: (place, name) => `flows[${place}] "${name}"` },
  steps: { by: "name", as: (_place, name) => `step "${name}"` },
  branches: { by: "name", as: (_place, name) => `branch "${name}"` },
};

const placeOf = (data: unknown, path: Path): string => {
  const groups: string[] = [];
  let open = "";
  let here = data;
  const close = () => {
    if (open !== "") groups.push(open);
    open = "";
  };
  path.forEach((key, depth) => {
    const list = typeof key === "number" ? named[String(path[depth - 1])] : undefined;
    here = member(here, key);
    const name = list && member(here, list.by);
    if (list && typeof name === "string" && open === path[depth - 1]) {
      open = list.as(Number(key), name);
      close();
    } else if (typeof key === "number") open += `[${key}]`;
    else open += open === "" ? key : `.${key}`;
  });
  close();
  return groups.join(" > ") || "the definition";
};

const member = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
