/** Probes of BILL's lists: filters, sort and pages. connector/bill/API.md §4. */

import { moment } from "../../../connector/core/calendarDate";
import { confirmed, judged, NotTestable, notTestable, refuted } from "../finding";
import { at, isOk, list, type Row, rowsIn, saying, textAt } from "../reply";
import { type BillContext, type BillProbe, first, lists } from "./context";

const EXPRESSIBLE = /^[^,:"]+$/;

/** Asks every list the same; refuted where one refuses, or is not in the order of that field. */
const everyList = async ({ bill }: BillContext, field: string, query: [string, string][]) => {
  const refusals: string[] = [];
  for (const [name, path] of Object.entries(lists)) {
    const answer = await bill.get(path, [["max", "10"], ...query]);
    if (!isOk(answer)) refusals.push(`${name}: ${saying(answer)}`);
    const times = rowsIn(answer.body).map((row) => moment(row[field]) ?? 0);
    if (times.some((time, n) => time < (times[n - 1] ?? 0))) refusals.push(`${name}: out of order`);
  }
  return judged(refusals.length === 0, list(refusals, `All ${Object.keys(lists).length} lists take it.`));
};

const filtersWithPage: BillProbe = {
  id: "bill-filters-with-page",
  assumption: "Filters and sort may come with a page token.",
  run: async ({ bill }) => {
    const query: [string, string][] = [
      ["max", "1"],
      ["sort", "createdTime:asc"],
    ];
    const token = textAt((await bill.get("/v3/vendors", query)).body, "nextPage");
    if (token === "") return notTestable("There are less than two vendors, or no page token.");
    const answer = await bill.get("/v3/vendors", [...query, ["page", token]]);
    const [before, after] = [await bill.rows("/v3/vendors", query), rowsIn(answer.body)];
    const isNext = after.length > 0 && !after.some(({ id }) => before.some((row) => row["id"] === id));
    const what = isOk(answer)
      ? `200, ${isNext ? "and the next row comes" : "but the next row does not come"}.`
      : saying(answer);
    return judged(isOk(answer) && isNext, what);
  },
};

const numberFilter: BillProbe = {
  id: "bill-number-filter",
  assumption: "Bills can be filtered by invoice.invoiceNumber.",
  run: async ({ bill }) => {
    const numbers = (await bill.rows("/v3/bills")).map((row) => textAt(row, "invoice.invoiceNumber"));
    const number = first(
      numbers.filter((one) => EXPRESSIBLE.test(one)),
      "bill with a plain number",
    );
    const answer = await bill.get("/v3/bills", [["filters", `invoice.invoiceNumber:eq:${number}`]]);
    if (!isOk(answer)) return refuted(saying(answer));
    const rows = rowsIn(answer.body).map((row) => textAt(row, "invoice.invoiceNumber"));
    const others = rows.filter((one) => one !== number).length;
    const what = `200, ${rows.length - others} bills of that number, ${others} of others.`;
    return judged(others === 0 && rows.length > 0, what);
  },
};

const filterQuoting: BillProbe = {
  id: "bill-filter-quoting",
  assumption: "A comma, a colon or a quote cannot be expressed in a filter's value.",
  run: async ({ bill }) => {
    const names = (await bill.rows("/v3/vendors")).map((row) => textAt(row, "name"));
    const name = first(
      names.filter((one) => /[,:]/.test(one) && !one.includes('"')),
      "vendor with , or : in its name",
    );
    const answer = await bill.get("/v3/vendors", [["filters", `name:eq:"${name}"`]]);
    const found = rowsIn(answer.body).some((row) => textAt(row, "name") === name);
    return judged(!found, found ? "200: quotes around the value help." : saying(answer));
  },
};

const swapCase = (text: string): string =>
  [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("");

const startsWithCase: BillProbe = {
  id: "bill-sw-case",
  assumption: "The operator sw tells upper and lower case apart.",
  run: async ({ bill }) => {
    const names = (await bill.rows("/v3/vendors")).map((row) => textAt(row, "name"));
    const name = first(
      names.filter((one) => EXPRESSIBLE.test(one) && /[a-z]/i.test(one)),
      "vendor with a plain name",
    );
    const finds = async (start: string) => {
      const rows = await bill.rows("/v3/vendors", [["filters", `name:sw:"${start}"`]]);
      return rows.some((row) => textAt(row, "name") === name);
    };
    if (!(await finds(name))) return refuted("sw does not find a vendor by its whole name.");
    return judged(!(await finds(swapCase(name))), "Asked with the whole name, and with its case swapped.");
  },
};

const archivedListed: BillProbe = {
  id: "bill-archived-listed",
  assumption: "Lists include archived rows unless they are filtered.",
  run: async ({ bill }) => {
    for (const path of ["/v3/vendors", "/v3/bills"]) {
      const [row] = await bill.rows(path, [
        ["max", "1"],
        ["filters", "archived:eq:true"],
      ]);
      if (!row) continue;
      const shown = await bill.rows(path, [["filters", `id:eq:${textAt(row, "id")}`]]);
      return judged(
        shown.length > 0,
        `${path}: by its id alone, an archived row ${shown.length > 0 ? "is" : "is not"} found.`,
      );
    }
    return notTestable("There is neither an archived vendor nor an archived bill.");
  },
};

const updatedTime: BillProbe = {
  id: "bill-updated-time",
  assumption: "All lists take updatedTime:gte with sort=updatedTime:asc.",
  run: (context) =>
    everyList(context, "updatedTime", [
      ["filters", 'updatedTime:gte:"2026-01-01T00:00:00.000Z"'],
      ["sort", "updatedTime:asc"],
    ]),
};

const createdSort: BillProbe = {
  id: "bill-created-sort",
  assumption: "All lists take sort=createdTime:asc.",
  run: (context) => everyList(context, "createdTime", [["sort", "createdTime:asc"]]),
};

const creditFilters: BillProbe = {
  id: "bill-credit-filters",
  assumption: "Vendor credits cannot be filtered by vendor.",
  run: async ({ bill }) => {
    const credit = first(await bill.rows("/v3/vendor-credits"), "vendor credit");
    const vendorId = textAt(credit, "vendorId");
    const answer = await bill.get("/v3/vendor-credits", [["filters", `vendorId:eq:${vendorId}`]]);
    if (!isOk(answer)) return confirmed(saying(answer));
    const others = rowsIn(answer.body).filter((row) => textAt(row, "vendorId") !== vendorId).length;
    if (others > 0) return confirmed(`200, but the filter has no effect: ${others} of other vendors.`);
    return refuted(`200, with ${rowsIn(answer.body).length} of that vendor alone.`);
  },
};

const paymentFilters: BillProbe = {
  id: "bill-payment-filters",
  assumption: "Payments are filtered by updatedTime, processDate, id and vendorId, never by bill.",
  run: async ({ bill }) => {
    const payment = first(await bill.rows("/v3/payments"), "payment");
    const { id, vendorId } = payment;
    const filters = [
      'updatedTime:gte:"2026-01-01T00:00:00.000Z"',
      'processDate:gte:"2026-01-01"',
      `id:in:"${id}"`,
      `vendorId:eq:${vendorId}`,
    ];
    const wrong: string[] = [];
    for (const filter of filters) {
      const answer = await bill.get("/v3/payments", [["filters", filter]]);
      const isFound = rowsIn(answer.body).some((row) => row["id"] === id);
      if (!isOk(answer)) wrong.push(`${filter.split(":")[0]}: ${saying(answer)}`);
      else if (/^(id|vendorId):/.test(filter) && !isFound)
        wrong.push(`${filter.split(":")[0]}: does not find it`);
    }
    if (wrong.length > 0) return refuted(list(wrong));
    const billsOf = (row: Row) =>
      [...rowsIn(at(row, "billPayments")), row].map((one) => textAt(one, "billId"));
    const billId = first(billsOf(payment).filter(Boolean), "payment with a bill");
    const answer = await bill.get("/v3/payments", [["filters", `billId:eq:${billId}`]]);
    const hasEffect = isOk(answer) && rowsIn(answer.body).every((row) => billsOf(row).includes(billId));
    return judged(!hasEffect, `The four are taken; by bill: ${saying(answer)}`);
  },
};

const UNKNOWN_ID = "00n01PRECOROPROBE000";

const unknownId: BillProbe = {
  id: "bill-unknown-id",
  assumption: "An unknown id is 404 with the code BDC_1205.",
  run: async ({ bill }) => {
    const said = saying(await bill.get(`/v3/bills/${UNKNOWN_ID}`));
    return judged(said.startsWith("404 BDC_1205"), said);
  },
};

const subscriptions: BillProbe = {
  id: "bill-subscriptions",
  assumption: "The user may keep webhook subscriptions.",
  run: async ({ bill }) => {
    const answer = await bill.get("/v3/subscriptions", [], "/connect-events");
    return judged(isOk(answer), saying(answer));
  },
};

const limitCode: BillProbe = {
  id: "bill-limit-code",
  assumption: "A refusal by a limit has the HTTP status 429.",
  run: async ({ bill }) => {
    if (bill.limits.length === 0) throw new NotTestable("No limit was met, and the probe provokes none.");
    const statuses = new Set(bill.limits.map(({ status }) => status));
    return judged([...statuses].join() === "429", list(bill.limits.map(saying)));
  },
};

const secondLogin: BillProbe = {
  id: "bill-second-login",
  assumption: "A second login leaves the first session valid.",
  run: async ({ bill }) => {
    const answer = await bill.askAfterSecondLogin("/v3/login/session");
    return isOk(answer) ? confirmed(saying(answer)) : refuted(saying(answer));
  },
};

export const listProbes: readonly BillProbe[] = [
  filtersWithPage,
  numberFilter,
  filterQuoting,
  startsWithCase,
  archivedListed,
  updatedTime,
  createdSort,
  creditFilters,
  paymentFilters,
  unknownId,
  subscriptions,
];

/** What is asked last, since it needs all other answers, or may end the session. */
export const closingProbes: readonly BillProbe[] = [secondLogin, limitCode];
