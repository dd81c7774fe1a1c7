/** Probes of what Precoro shows as paid: credit notes and payments of documents. connector/precoro/API.md §4, §5, §13. */
import { readMoney, sum, zero } from "../../../connector/core/money";
import { judged, notTestable, refuted } from "../finding";
import { WHOLE } from "../precoroWire";
import { at, isOk, list, type Row, rowsIn, saying, textAt } from "../reply";
import {
  documentRows,
  documents,
  first,
  isApproved,
  logicTypeOf,
  mayNotRead,
  type PrecoroProbe,
} from "./context";

const creditAmounts: PrecoroProbe = {
  id: "precoro-credit-amounts",
  assumption: "A credit note's amounts are positive, and the list takes logicType[]=1 with modifiedSince.",
  run: async ({ precoro }) => {
    const answer = await precoro.get("/invoices", [
      ...WHOLE,
      ["logicType[]", "1"],
      ["modifiedSince", "2020-01-01T00:00:00"],
    ]);
    if (!isOk(answer)) return mayNotRead(answer) ? notTestable(saying(answer)) : refuted(saying(answer));
    const rows = rowsIn(answer.body);
    first(rows, "credit note of an invoice");
    const positive = rows.filter((row) => (readMoney(row["sum"]) ?? zero).gt(zero)).length;
    return judged(positive === rows.length, `${positive} of ${rows.length} are.`);
  },
};

const creditPayments: PrecoroProbe = {
  id: "precoro-credit-payments",
  assumption: "An approved credit note is a payment of its invoice with a logicType other than 0.",
  run: async (context) => {
    const notes = (await documentRows(context)).filter((row) => logicTypeOf(row) === "1" && isApproved(row));
    const parents = notes.map((row) => textAt(row, "parentData.idn"));
    const invoices = (await documents(context)).filter((row) => parents.includes(textAt(row, "idn")));
    const rows = invoices.flatMap((row) => rowsIn(at(row, "payments")));
    if (rows.length === 0) return notTestable("No invoice with an approved credit note shows payments.");
    const types = rows.map((row) => textAt(row, "logicType") || "none");
    return judged(
      types.some((type) => type !== "0" && type !== "none"),
      `logicType of their payments: ${list(types)}.`,
    );
  },
};

const paidSums: PrecoroProbe = {
  id: "precoro-paid-sums",
  assumption: "What is paid of a document stands in its header, and its payments add up to it.",
  run: async (context) => {
    const paid = (await documents(context)).filter((row) => (readMoney(row["sumPaid"]) ?? zero).gt(zero));
    first(paid, "document that is paid in part or whole");
    const payments = (row: Row) => rowsIn(at(row, "payments"));
    const added = (row: Row) => sum(payments(row).map((one) => readMoney(one["sumPaid"]) ?? zero));
    const bare = paid.filter((row) => payments(row).length === 0).length;
    const equal = paid.filter((row) => added(row).eq(readMoney(row["sumPaid"]) ?? zero)).length;
    return judged(
      equal === paid.length,
      `Of ${paid.length} documents, ${equal} add up; ${bare} show no payments.`,
    );
  },
};

export const paidProbes: readonly PrecoroProbe[] = [creditAmounts, creditPayments, paidSums];
