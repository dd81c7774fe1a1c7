/** Probes of Precoro's lists: filters, times, rows. connector/precoro/API.md §1, §13. */
import { headerMoment, moment, utcSecond } from "../../../connector/core/calendarDate";
import { confirmed, judged, notTestable, refuted } from "../finding";
import { at, formOf, has, isOk, list, type Row, rowsIn, saying, textAt } from "../reply";
import { documentRows, dropDowns, first, isLinked, mayNotRead, type PrecoroProbe } from "./context";

const LINKABLE = ["/suppliers", "/invoices", "/items", "/payments"];
const CLOCKS_APART_MS = 15 * 60_000;
const SMALL: [string, string] = ["per_page", "10"];

/** A lookup by a link that nobody has. */
const LOOKUP: [string, string][] = [SMALL, ["external_id[]", "00901PRECOROPROBE000"]];

/** The form of `modifiedSince`: UTC without a zone. */
const since = (ms: number): string => utcSecond(ms).slice(0, -1);

const linkLookup: PrecoroProbe = {
  id: "precoro-link-lookup",
  assumption: "external_id[] takes ids that are not numbers, and shows those rows alone.",
  run: async ({ precoro }) => {
    const wrong: string[] = [];
    for (const path of LINKABLE) {
      const answer = await precoro.get(path, LOOKUP);
      if (mayNotRead(answer)) continue;
      if (!isOk(answer)) wrong.push(`${path}: ${saying(answer)}`);
      else if (rowsIn(answer.body).length > 0) wrong.push(`${path}: shows other rows`);
    }
    return judged(wrong.length === 0, list(wrong, `Asked of ${LINKABLE.join(", ")}.`));
  },
};

const modifiedSince: PrecoroProbe = {
  id: "precoro-modified-since",
  assumption: "modifiedSince shows what was changed since, in UTC without a zone.",
  run: async ({ precoro }) => {
    const changes = (await precoro.rows("/suppliers")).map((row) => moment(row["updateDate"]) ?? 0);
    const newest = Math.max(0, ...changes);
    if (newest === 0) return notTestable("No supplier has an updateDate that can be read.");
    const rows = await precoro.rows("/suppliers", [SMALL, ["modifiedSince", since(newest)]]);
    const withZ = await precoro.get("/suppliers", [SMALL, ["modifiedSince", `${since(newest)}Z`]]);
    const older = rows.filter((row) => (moment(row["updateDate"]) ?? 0) < newest).length;
    return judged(
      rows.length > 0 && older === 0,
      `Since the newest change: ${rows.length} rows, ${older} older ones. With a Z: ${saying(withZ)}.`,
    );
  },
};

const dateHeader: PrecoroProbe = {
  id: "precoro-date-header",
  assumption: "Answers have a Date header, less than 15 minutes from this machine's clock.",
  run: async ({ precoro }) => {
    await precoro.rows("/suppliers");
    const apart = (await precoro.answers()).map(({ headers, at: here }) => {
      const there = headerMoment(headers["date"]);
      return there === undefined ? undefined : Math.abs(there - here);
    });
    const missing = apart.filter((one) => one === undefined).length;
    const most = Math.max(0, ...apart.map((one) => one ?? 0));
    const what = `${missing} of ${apart.length} answers have none; at most ${Math.round(most / 1000)} seconds apart.`;
    return judged(missing === 0 && most < CLOCKS_APART_MS, what);
  },
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:?\d\d|Z)$/;
const DAY = /^\d{4}-\d\d-\d\d(T00:00:00([+-]\d\d:?\d\d|Z))?$/;

const times: PrecoroProbe = {
  id: "precoro-times",
  assumption: "Times have a zone, and dates are their day, alone or at midnight.",
  run: async (context) => {
    const rows = await documentRows(context);
    first(rows, "document");
    const wrong = rows.flatMap((row) =>
      [
        ...["createDate", "updateDate", "approvalDate"].filter(
          (name) => row[name] && !TIME.test(textAt(row, name)),
        ),
        ...["issueDate", "requiredDate"].filter((name) => row[name] && !DAY.test(textAt(row, name))),
      ].map((name) => `${name}: ${formOf(row[name])}`),
    );
    return judged(wrong.length === 0, list(wrong, `Those of ${rows.length} documents.`));
  },
};

const oneById: PrecoroProbe = {
  id: "precoro-invoice-by-id",
  assumption: "GET /invoices?id= shows one document's row, also with modifiedSince beside it.",
  run: async (context) => {
    const { id } = first(await documentRows(context), "document");
    const answers = [
      await context.precoro.get("/invoices", [SMALL, ["id", String(id)]]),
      await context.precoro.get("/invoices", [
        SMALL,
        ["id", String(id)],
        ["modifiedSince", "2020-01-01T00:00:00"],
      ]),
    ];
    const rows = answers.map((answer) => (isOk(answer) ? rowsIn(answer.body).length : saying(answer)));
    return judged(
      rows.every((count) => count === 1),
      `Rows: ${rows.join(", ")}.`,
    );
  },
};

const ROW_FIELDS = [
  "id",
  "idn",
  "status",
  "externalId",
  "parentData",
  "sum",
  "sumPaid",
  "currency",
  "createDate",
  "updateDate",
  "approvalDate",
];

const invoiceRows: PrecoroProbe = {
  id: "precoro-invoice-rows",
  assumption: "Rows of /invoices show what the connector reads, and not the supplier's externalId.",
  run: async (context) => {
    const rows = await documentRows(context);
    first(rows, "document");
    const missing = ROW_FIELDS.filter((name) => !rows.some((row) => has(row, name)));
    if (!rows.some((row) => textAt(row, "supplier.id") !== "")) missing.push("supplier.id");
    const withLink = rows.some((row) => has(at(row, "supplier"), "externalId"));
    return judged(
      missing.length === 0 && !withLink,
      `Missing: ${list(missing)}; supplier.externalId is ${withLink ? "shown" : "not shown"}.`,
    );
  },
};

const disabledListed: PrecoroProbe = {
  id: "precoro-disabled-listed",
  assumption: "The list of suppliers shows disabled ones, too.",
  run: async ({ precoro }) => {
    const rows = await precoro.rows("/suppliers");
    const isOff = (row: Row) => row["enable"] === false || row["enable"] === 0;
    if (rows.some(isOff)) return confirmed(`${rows.filter(isOff).length} of ${rows.length} are disabled.`);
    const [off] = await precoro.rows("/suppliers", [SMALL, ["enable", "0"]]);
    if (!off) return notTestable("No supplier is disabled.");
    const hasNext = at(
      (await precoro.get("/suppliers", [["per_page", "200"]])).body,
      "meta.pagination.has_next_page",
    );
    return hasNext === true
      ? notTestable("None of the first page is disabled; the list has more pages.")
      : refuted("enable=0 shows disabled ones, the whole list none.");
  },
};

const linkedFilter: PrecoroProbe = {
  id: "precoro-linked-filter",
  assumption: "externalIntegrated=1 and modifiedSince work on /items as on /suppliers.",
  run: async ({ precoro }) => {
    const wrong: string[] = [];
    let linked = 0;
    for (const path of ["/suppliers", "/items"]) {
      const answer = await precoro.get(path, [SMALL, ["externalIntegrated", "1"]]);
      if (mayNotRead(answer)) continue;
      if (!isOk(answer)) wrong.push(`${path}: ${saying(answer)}`);
      const rows = rowsIn(answer.body);
      linked += rows.length;
      if (!rows.every(isLinked)) wrong.push(`${path}: externalIntegrated=1 shows rows without a link`);
      const future = await precoro.get(path, [SMALL, ["modifiedSince", "2099-01-01T00:00:00"]]);
      if (!isOk(future)) wrong.push(`${path}: ${saying(future)}`);
      else if (rowsIn(future.body).length > 0) wrong.push(`${path}: modifiedSince has no effect`);
    }
    if (linked === 0 && wrong.length === 0) return notTestable("Neither a supplier nor an item is linked.");
    return judged(wrong.length === 0, list(wrong, `${linked} linked rows.`));
  },
};

const unlinkedFilter: PrecoroProbe = {
  id: "precoro-unlinked-filter",
  assumption: "externalIntegrated=0 and external_id[] can be combined with modifiedSince on /suppliers.",
  run: async ({ precoro }) => {
    const all: [string, string] = ["modifiedSince", "1970-01-02T00:00:00"];
    const unlinked = await precoro.get("/suppliers", [SMALL, ["externalIntegrated", "0"], all]);
    const byLink = await precoro.get("/suppliers", [SMALL, ["external_id[]", "00901PRECOROPROBE000"], all]);
    const others = rowsIn(unlinked.body).filter(isLinked).length + rowsIn(byLink.body).length;
    // Ids that are not numbers are a question of their own.
    const isTaken = isOk(unlinked) && (isOk(byLink) || !isOk(await precoro.get("/suppliers", LOOKUP)));
    return judged(
      isTaken && others === 0,
      `${saying(unlinked)}; ${saying(byLink)}; ${others} rows that do not belong.`,
    );
  },
};

const optionFilter: PrecoroProbe = {
  id: "precoro-option-filter",
  assumption: "The options of a field cannot be filtered by external_id[].",
  run: async (context) => {
    for (const { path } of await dropDowns(context)) {
      const rows = await context.precoro.rows(path);
      const linked = rows.find(isLinked);
      if (!linked || rows.length < 2) continue;
      const answer = await context.precoro.get(path, [
        SMALL,
        ["external_id[]", textAt(linked, "externalId")],
      ]);
      if (answer.status === 501) return notTestable("This simulator does not play it.");
      const count = rowsIn(answer.body).length;
      return judged(
        !isOk(answer) || count !== 1,
        isOk(answer) ? `200, ${count} of ${rows.length} options.` : saying(answer),
      );
    }
    return notTestable("No field has two options of which one is linked.");
  },
};

export const listProbes: readonly PrecoroProbe[] = [
  linkLookup,
  modifiedSince,
  dateHeader,
  times,
  oneById,
  invoiceRows,
  disabledListed,
  linkedFilter,
  unlinkedFilter,
  optionFilter,
];
