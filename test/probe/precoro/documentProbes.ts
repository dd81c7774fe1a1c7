/** Probes of Precoro's documents: names, sums, kinds. connector/precoro/API.md §3 to §5, §13. */
import { money, readMoney, sum, zero } from "../../../connector/core/money";
import { isStopped } from "../../../connector/core/outcome";
import { parseDocument } from "../../../connector/precoro/document";
import { judged, notTestable, refuted } from "../finding";
import { WHOLE } from "../precoroWire";
import { at, has, isOk, list, type Row, rowsIn, saying, textAt, typeOf } from "../reply";
import {
  documentRows,
  documents,
  dropDowns,
  fieldValues,
  first,
  isLinked,
  linesOf,
  logicTypeOf,
  mayNotRead,
  type PrecoroProbe,
} from "./context";

/** The names that the connector reads, by kind of record. connector/precoro/API.md §13. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  document:
    "idn status logicType currency issueDate requiredDate approvalDate sum sumPaid externalId supplier items payments".split(
      " ",
    ),
  line: "name quantity price netSum taxSum sum item".split(" "),
  payment: "idn sumPaid payDate externalId logicType".split(" "),
};

const names: PrecoroProbe = {
  id: "precoro-names",
  assumption: "Documents, their lines and payments have the assumed names, and can be read.",
  run: async (context) => {
    const whole = await documents(context);
    first(whole, "document");
    const rows: Readonly<Record<string, Row[]>> = {
      document: whole,
      line: whole.flatMap(linesOf),
      payment: whole.flatMap((row) => rowsIn(at(row, "payments"))),
    };
    const missing = Object.entries(NAMES).flatMap(([kind, wanted]) =>
      wanted
        .filter((name) => (rows[kind] ?? []).length > 0 && !(rows[kind] ?? []).some((row) => has(row, name)))
        .map((name) => `${kind}.${name}`),
    );
    const unreadable = whole.filter((row) => isStopped(parseDocument(row, "1")) && isKnownKind(row)).length;
    const what = `Of ${whole.length} documents, ${unreadable} cannot be read; missing names: ${list(missing)}.`;
    return judged(missing.length === 0 && unreadable === 0, what);
  },
};

const isKnownKind = (row: Row): boolean => ["0", "1", "5"].includes(logicTypeOf(row));

const grossLines: PrecoroProbe = {
  id: "precoro-line-sums",
  assumption: "The sums of the lines are gross, and add up to the document's sum.",
  run: async (context) => {
    const whole = (await documents(context)).filter((row) => linesOf(row).length > 0);
    const taxed = whole.filter((row) =>
      linesOf(row).some((line) => (readMoney(line["taxSum"]) ?? zero).gt(zero)),
    );
    first(taxed, "document with tax on its lines");
    const total = (row: Row, name: string) => sum(linesOf(row).map((line) => readMoney(line[name]) ?? zero));
    const isNear = (row: Row, name: string) =>
      total(row, name)
        .minus(readMoney(row["sum"]) ?? zero)
        .abs()
        .lte(money("0.05"));
    const [gross, net] = [
      taxed.filter((row) => isNear(row, "sum")),
      taxed.filter((row) => isNear(row, "netSum")),
    ];
    return judged(
      gross.length === taxed.length,
      `Of ${taxed.length} documents with tax, ${gross.length} add up by the lines' sum, ${net.length} by their netSum.`,
    );
  },
};

const hasNoise = (value: unknown): boolean => typeof value === "number" && /\.\d{9,}/.test(String(value));

const sumTypes: PrecoroProbe = {
  id: "precoro-sum-types",
  assumption: "In lists, sum is a JSON number, which can carry float noise, and sumPaid a text.",
  run: async (context) => {
    const rows = await documentRows(context);
    first(rows, "document");
    const types = (name: string) => list(rows.map((row) => typeOf(row[name])));
    const noisy = rows.filter((row) => hasNoise(row["sum"])).length;
    return judged(
      types("sum") === "number" && types("sumPaid") === "string",
      `sum: ${types("sum")}; sumPaid: ${types("sumPaid")}; ${noisy} of ${rows.length} sums with noise.`,
    );
  },
};

const logicTypes: PrecoroProbe = {
  id: "precoro-logic-types",
  assumption:
    "logicType 0 is an invoice, 1 a credit note of one, 5 a standalone one; only 1 has a parent, but for split-cost children.",
  run: async (context) => {
    const { precoro } = context;
    const said: string[] = [];
    const wrong: string[] = [];
    for (const type of ["0", "1", "5"]) {
      const answer = await precoro.get("/invoices", [...WHOLE, ["logicType[]", type]]);
      if (!isOk(answer)) return mayNotRead(answer) ? notTestable(saying(answer)) : refuted(saying(answer));
      const rows = rowsIn(answer.body);
      if (rows.some((row) => logicTypeOf(row) !== type)) wrong.push(`logicType[]=${type} shows others`);
      const children = rows.filter((row) => textAt(row, "parentData.idn") !== "").length;
      said.push(`${type}: ${rows.length}, ${children} with a parent`);
      if ((type === "1" && children < rows.length) || (type === "5" && children > 0))
        wrong.push(`parents of ${type}`);
    }
    const others = (await documentRows(context))
      .map(logicTypeOf)
      .filter((type) => !["0", "1", "5"].includes(type));
    const what = `${said.join("; ")}; other types: ${list(others)}${wrong.length > 0 ? `; wrong: ${list(wrong)}` : ""}.`;
    if (said.every((one) => one.includes(": 0, "))) return notTestable("There are no documents.");
    return judged(wrong.length === 0 && others.length === 0, what);
  },
};

const supplierLink: PrecoroProbe = {
  id: "precoro-supplier-link",
  assumption: "A document shows its supplier's externalId.",
  run: async (context) => {
    const suppliers = (await context.precoro.rows("/suppliers"))
      .filter(isLinked)
      .map((row) => textAt(row, "id"));
    const whole = (await documents(context)).filter((row) => suppliers.includes(textAt(row, "supplier.id")));
    first(whole, "document of a linked supplier");
    const shown = whole.filter((row) => isLinked(at(row, "supplier"))).length;
    return judged(shown === whole.length, `${shown} of ${whole.length} do.`);
  },
};

const errorLog: PrecoroProbe = {
  id: "precoro-error-log",
  assumption: "A document shows the field externalIntegrationLog.",
  run: async (context) => {
    const whole = await documents(context);
    first(whole, "document");
    const shown = whole.filter((row) => has(row, "externalIntegrationLog"));
    const types = list(shown.map((row) => typeOf(row["externalIntegrationLog"])));
    return judged(shown.length > 0, `${shown.length} of ${whole.length} do; JSON types: ${types}.`);
  },
};

const optionObjects: PrecoroProbe = {
  id: "precoro-option-objects",
  assumption: "The value of a drop-down field comes with its option.",
  run: async (context) => {
    const fields = await dropDowns(context);
    const values = (await documents(context)).flatMap(fieldValues).flatMap(({ level, row }) => {
      const name = `${level}CustomField`;
      const isDropDown = fields.some(
        (field) => field.level === level && field.id === textAt(row, `${name}.id`),
      );
      return isDropDown ? [{ level, hasOption: has(at(row, `${name}Option`), "id") }] : [];
    });
    first(values, "document with a drop-down field");
    const count = (some: typeof values) =>
      `${some.filter(({ hasOption }) => hasOption).length} of ${some.length}`;
    const levels = (["document", "item"] as const).map((level) =>
      values.filter((one) => one.level === level),
    );
    const holds = levels.every((some) => some.length === 0 || some.some(({ hasOption }) => hasOption));
    return judged(holds, `Values with an option: ${levels.map(count).join(" of documents, ")} of lines.`);
  },
};

const location: PrecoroProbe = {
  id: "precoro-location",
  assumption: "A location on a document or a line is {id, name, externalId}.",
  run: async (context) => {
    const whole = await documents(context);
    const shown = [...whole, ...whole.flatMap(linesOf)]
      .map((row) => at(row, "location"))
      .filter((one) => has(one, "id"));
    const one = first(shown, "document with a location");
    const missing = ["id", "name", "externalId"].filter((name) => !has(one, name));
    return judged(missing.length === 0, `Missing: ${list(missing)}.`);
  },
};

export const documentProbes: readonly PrecoroProbe[] = [
  names,
  grossLines,
  sumTypes,
  logicTypes,
  supplierLink,
  errorLog,
  optionObjects,
  location,
];
