/** Rules for config variables: their types, their defaults, and the config pages on which they appear. */
import { parseCron } from "../cron";
import type { Definition } from "../definition";
import type { Path, Report } from "./finding";
import { type Variable, variablesOf } from "./walk";

export const checkConfigVars = (definition: Definition, report: Report): void => {
  for (const { variable, path } of variablesOf(definition)) {
    checkKind(variable, path, report);
    checkDefault(variable, path, report);
  }
  checkPages(definition, report);
};

/** Source: integration/PLATFORM.md §2.2. */
const checkKind = (variable: Variable, path: Path, report: Report): void => {
  const { dataType, connection, dataSource, pickList, useScopedConfigVar } = variable;
  if (!dataType && !useScopedConfigVar) report([...path, "dataType"], "is missing");
  if (dataType === "connection" && !connection && !useScopedConfigVar)
    report([...path, "connection"], "is missing");
  if (dataType !== "connection" && connection)
    report([...path, "connection"], "only a variable of type connection has one");
  if (dataType === "picklist" && !pickList && !dataSource)
    report(path, "a picklist needs a pickList or a dataSource");
};

/** Source: integration/PLATFORM.md §2.2. An empty text is no default. */
const checkDefault = (
  { dataType, collectionType, defaultValue, pickList }: Variable,
  path: Path,
  report: Report,
): void => {
  if (!defaultValue) return;
  const expected = collectionType
    ? isJson(defaultValue)
      ? undefined
      : "a JSON text"
    : misfit(dataType, defaultValue, pickList);
  if (expected) report([...path, "defaultValue"], `does not fit the type ${dataType}: expected ${expected}`);
};

const misfit = (
  dataType: Variable["dataType"],
  text: string,
  pickList: string[] | undefined,
): string | undefined => {
  const needs = (fits: boolean, expected: string) => (fits ? undefined : expected);
  switch (dataType) {
    case "boolean":
      return needs(text === "true" || text === "false", `"true" or "false"`);
    case "number":
      return needs(text.trim() !== "" && Number.isFinite(Number(text)), "a number");
    case "date":
      return needs(/^\d{4}-\d{2}-\d{2}$/.test(text) && isDate(text), "a date, YYYY-MM-DD");
    case "timestamp":
      return needs(isDate(text), "a date with a time");
    case "schedule":
      return needs(isCron(text), "a cron expression of five fields");
    case "picklist":
      return needs(!pickList || pickList.includes(text), "one of the pickList");
    case "objectSelection":
    case "objectFieldMap":
    case "jsonForm":
      return needs(isJson(text), "a JSON text");
    default:
      return undefined;
  }
};

const isDate = (text: string): boolean => !Number.isNaN(Date.parse(text));

const isJson = (text: string): boolean => succeeds(() => JSON.parse(text));

export const isCron = (text: string): boolean => succeeds(() => parseCron(text));

const succeeds = (attempt: () => unknown): boolean => {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
};

/** Variables of the organization and hidden ones appear on no page. Source: integration/PLATFORM.md §2.2, second table. */
const isVisible = ({ orgOnly, useScopedConfigVar, meta }: Variable): boolean =>
  !orgOnly &&
  !useScopedConfigVar &&
  (meta?.visibleToCustomerDeployer ?? meta?.isVisibleToCustomerDeployer ?? true);

const checkPages = (definition: Definition, report: Report): void => {
  const pageOf = new Map<string, number>();
  (definition.configPages ?? []).forEach(({ elements }, page) => {
    elements.forEach(({ type, value }, place) => {
      if (type === "htmlElement") return;
      if (pageOf.has(value))
        report(["configPages", page, "elements", place], `"${value}" is on a page already`);
      else pageOf.set(value, page);
    });
  });
  const connections = new Set<string | null>(
    variablesOf(definition).flatMap(({ variable }) =>
      variable.dataType === "connection" ? [variable.key] : [],
    ),
  );
  for (const { variable, path } of variablesOf(definition)) {
    const page = pageOf.get(variable.key);
    if (page === undefined && isVisible(variable)) report(path, "is on no config page");
    if (page === undefined || !variable.dataSource) continue;
    for (const [key, { type, value }] of Object.entries(variable.inputs ?? {})) {
      if (type !== "configVar" || !connections.has(value)) continue;
      // Source: integration/PLATFORM.md §11.
      const connectionPage = pageOf.get(value ?? "");
      if (connectionPage !== undefined && connectionPage >= page) {
        report([...path, "inputs", key], `the connection "${value}" is not on an earlier config page`);
      }
    }
  }
};
