/** Probes of BILL's lists: filters, sort and pages. connector/bill/API.md §4. */

import { confirmed, judged, NotTestable, notTestable, refuted } from "../finding";
import { at, isOk, list, rowsIn, saying, textAt } from "../reply";
import { type BillContext, type BillProbe, first, lists } from "./context";

const EXPRESSIBLE = /^[^,:"]+$/;

/** Asks every list the same; refuted where one refuses. */
const everyList = async ({ bill }: BillContext, query: [string, string][]) => {
  const refusals: string[] = [];
  for (const [name, path] of Object.entries(lists)) {
    const answer = await bill.get(path, [["max", "10"], ...query]);
    if (!isOk(answer)) refusals.push(`${name}: ${saying(answer)}`);
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
    return judged(isOk(answer), saying(answer));
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
    const others = rowsIn(answer.body).filter((row) => textAt(row, "invoice.invoiceNumber") !== number);
    return judged(others.length === 0, `200, with ${others.length} bills of other numbers.`);
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
    everyList(context, [
      ["filters", 'updatedTime:gte:"2026-01-01T00:00:00.000Z"'],
      ["sort", "updatedTime:asc"],
    ]),
};

const createdSort: BillProbe = {
  id: "bill-created-sort",
  assumption: "All lists take sort=createdTime:asc.",
  run: (context) => everyList(context, [["sort", "createdTime:asc"]]),
};

const creditFilters: BillProbe = {
  id: "bill-credit-filters",
  assumption: "Vendor credits cannot be filtered by vendor.",
  run: async ({ bill }) => {
    const credit = first(await bill.rows("/v3/vendor-credits"), "vendor credit");
    const answer = await bill.get("/v3/vendor-credits", [
      ["filters", `vendorId:eq:${textAt(credit, "vendorId")}`],
    ]);
    return judged(!isOk(answer), saying(answer));
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
    const refusals: string[] = [];
    for (const filter of filters) {
      const answer = await bill.get("/v3/payments", [["filters", filter]]);
      if (!isOk(answer)) refusals.push(`${filter.split(":")[0]}: ${saying(answer)}`);
    }
    if (refusals.length > 0) return refuted(list(refusals));
    const allocated = rowsIn(at(payment, "billPayments")).map((one) => textAt(one, "billId"));
    const billId = first([...allocated, textAt(payment, "billId")].filter(Boolean), "payment with a bill");
    const answer = await bill.get("/v3/payments", [["filters", `billId:eq:${billId}`]]);
    return judged(!isOk(answer), `The four are taken; by bill: ${saying(answer)}`);
  },
};

const UNKNOWN_ID = "00n01PRECOROPROBE0000";

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
