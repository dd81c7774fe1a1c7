/** What the probes of Precoro share: how they reach it, and a handful of whole documents of different kinds. */

import type { BillReader } from "../billWire";
import { NotTestable, type Probe } from "../finding";
import { type PrecoroReader, WHOLE } from "../precoroWire";
import { at, isOk, type Reply, type Row, rowsIn, textAt } from "../reply";

export interface PrecoroContext {
  readonly precoro: PrecoroReader;
  /** Undefined where BILL's credentials are not given. */
  readonly bill: BillReader | undefined;
}

export type PrecoroProbe = Probe<PrecoroContext>;

/** @throws {NotTestable} where there is none. */
export const first = <T>(rows: readonly T[], what: string): T => {
  const [row] = rows;
  if (row === undefined) throw new NotTestable(`There is no ${what} among the records that were read.`);
  return row;
};

export const logicTypeOf = (row: Row): string => textAt(row, "logicType");

/** A right that the user lacks says nothing about the question. */
export const mayNotRead = ({ status }: Reply): boolean => status === 401 || status === 403;

export const isLinked = (row: unknown): boolean => textAt(row, "externalId") !== "";

/** Approved, partly paid or paid. connector/precoro/API.md §3.1. */
export const isApproved = (row: Row): boolean => ["2", "4", "5"].includes(textAt(row, "status"));

/** The first page of the list of documents, and the last one. */
export const documentRows = async ({ precoro }: PrecoroContext): Promise<Row[]> => {
  const answer = await precoro.get("/invoices", WHOLE);
  const rows = await precoro.rows("/invoices");
  const hasNext = at(answer.body, "meta.pagination.has_next_page") === true;
  return hasNext ? [...rows, ...(await precoro.rows("/invoices", [...WHOLE, ["page", "last"]]))] : rows;
};

/** So many documents are read whole at most. */
const MOST = 12;

/** Whole documents: one or two of each kind that some probe asks for. */
export const documents = async (context: PrecoroContext): Promise<Row[]> => {
  const rows = await documentRows(context);
  const suppliers = await context.precoro.rows("/suppliers");
  const linked = new Set(suppliers.filter(isLinked).map((row) => textAt(row, "id")));
  const parents = rows
    .filter((row) => logicTypeOf(row) === "1" && isApproved(row))
    .map((row) => textAt(row, "parentData.idn"));
  const kinds: ((row: Row) => boolean)[] = [
    ({ status }) => String(status) === "4",
    (row) => Number(row["sumPaid"]) > 0,
    ({ status }) => String(status) === "5",
    (row) => isApproved(row) && logicTypeOf(row) === "0",
    (row) => linked.has(textAt(row, "supplier.id")),
    (row) => parents.includes(textAt(row, "idn")),
    (row) => rowsIn(at(row, "dataDocumentCustomFields")).length > 0,
    (row) => at(row, "location.id") !== undefined,
    (row) => logicTypeOf(row) === "1",
  ];
  const chosen = [...kinds.flatMap((isOne) => rows.filter(isOne).slice(0, 2)), ...rows.slice(-2)];
  const idns = [...new Set(chosen.map((row) => textAt(row, "idn")))].slice(0, MOST);
  const found: Row[] = [];
  for (const idn of idns) {
    const answer = await context.precoro.get(`/invoices/${idn}`);
    if (isOk(answer)) found.push(answer.body as Row);
  }
  return found;
};

export const linesOf = (document: Row): Row[] => rowsIn(at(document, "items"));

/** Every custom field's value in a document, with the level it stands on. */
export const fieldValues = (document: Row): { level: "document" | "item"; row: Row }[] => [
  ...rowsIn(at(document, "dataDocumentCustomFields")).map((row) => ({ level: "document" as const, row })),
  ...linesOf(document).flatMap((line) =>
    rowsIn(at(line, "dataItemCustomFields")).map((row) => ({ level: "item" as const, row })),
  ),
];

const paths = { document: "/documentcustomfields", item: "/itemcustomfields" } as const;

/** The drop-down fields of both levels. connector/precoro/API.md §13: type 0. */
export const dropDowns = async ({
  precoro,
}: PrecoroContext): Promise<{ level: keyof typeof paths; id: string; path: string }[]> => {
  const found = [];
  for (const level of ["document", "item"] as const)
    for (const row of await precoro.rows(paths[level]))
      if (["0", ""].includes(textAt(row, "type")))
        found.push({ level, id: textAt(row, "id"), path: `${paths[level]}/${textAt(row, "id")}/options` });
  return found;
};
