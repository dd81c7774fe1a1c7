/** Probes that write bills in the sandbox. connector/bill/API.md §6. */

import { type Finding, judged, notTestable } from "../finding";
import { at, has, isOk, numberAt, type Row, rowsIn, saying, textAt } from "../reply";
import { type BillProbe, first, writing } from "./context";

/** Before any real document, and after any closed period's beginning. */
const LONG_AGO = "2001-01-31";

const duplicateNumber = writing(
  "bill-duplicate-number",
  "A second bill of one vendor and number is accepted.",
  async (sandbox) => {
    const number = sandbox.nextNumber();
    await sandbox.bill({ number });
    const answer = await sandbox.postBill({ number });
    return judged(isOk(answer), saying(answer));
  },
);

const negativeLines = writing(
  "bill-negative-lines",
  "A line of a bill may be negative while the bill is not.",
  async (sandbox) => {
    const answer = await sandbox.postBill({ lines: [{ amount: 100 }, { amount: -10 }] });
    const amount = isOk(answer) ? `, its amount is ${textAt(answer.body, "amount")}` : "";
    return judged(isOk(answer) && numberAt(answer.body, "amount") === 90, `${saying(answer)}${amount}`);
  },
);

const itemLines = writing(
  "bill-item-lines",
  "Lines may have items (Use Items in Payables).",
  async (sandbox, { bill }) => {
    const items = (await bill.rows("/v3/classifications/items")).filter(
      (row) => at(row, "archived") !== true,
    );
    const itemId = textAt(first(items, "item"), "id");
    const answer = await sandbox.postBill({ lines: [{ amount: 100, classifications: { itemId } }] });
    return judged(isOk(answer), saying(answer));
  },
);

const closedPeriod = writing(
  "bill-closed-period",
  "No closed period refuses a bill of an old date.",
  async (sandbox) => {
    const answer = await sandbox.postBill({ date: LONG_AGO });
    return judged(isOk(answer), `A bill of ${LONG_AGO}: ${saying(answer)}`);
  },
);

const putClears = writing(
  "bill-put-clears",
  "A PUT clears the header fields that it leaves out.",
  async (sandbox) => {
    const bill = await sandbox.bill();
    const { description: _description, ...rest } = bill;
    const answer = await sandbox.put(rest);
    if (!isOk(answer)) return notTestable(saying(answer));
    const description = at(await sandbox.read(textAt(bill, "id")), "description");
    return judged(description === undefined || description === "", "Asked with the description left out.");
  },
);

const listedAtOnce = writing(
  "bill-listed-at-once",
  "A created bill is in the list at once, and its createdTime never changes.",
  async (sandbox) => {
    const bill = await sandbox.bill();
    const filters = `vendorId:eq:${textAt(bill, "vendorId")}`;
    const answer = await sandbox.wire.getAgain("/v3/bills", [
      ["max", "100"],
      ["filters", filters],
    ]);
    const row = rowsIn(answer.body).find(({ id }) => id === bill["id"]);
    if (!row) return judged(false, `Directly after its creation: ${saying(answer)}, without the bill.`);
    await sandbox.wire.send("PATCH", `/v3/bills/${row["id"]}`, { description: "Changed by npm run probe" });
    const after = await sandbox.read(textAt(bill, "id"));
    const kept = after["createdTime"] === bill["createdTime"] && row["createdTime"] === bill["createdTime"];
    return judged(kept, `It is in the list; createdTime ${kept ? "stays" : "differs"} after a change.`);
  },
);

const archiveTwice = writing(
  "bill-archive-twice",
  "Archive and restore can be repeated.",
  async (sandbox) => {
    const { id } = await sandbox.bill();
    const said: string[] = [];
    for (const action of ["archive", "archive", "restore", "restore"]) {
      const answer = await sandbox.wire.send("POST", `/v3/bills/${id}/${action}`);
      said.push(`${action} ${saying(answer)}`);
    }
    return judged(
      said.every((one) => one.endsWith(" 200")),
      `${said.join(", ")}.`,
    );
  },
);

/** Writes the same description again to a bill that approvals may have locked: nothing changes. */
const sameAgain = async (
  send: (path: string, json: Row) => Promise<Parameters<typeof isOk>[0]>,
  row: Row,
): Promise<Parameters<typeof isOk>[0]> =>
  send(`/v3/bills/${textAt(row, "id")}`, { description: textAt(row, "description") });

const approvalLock: BillProbe = writing(
  "bill-approval-lock",
  "Approvals lock no bill.",
  async (sandbox, { bill }): Promise<Finding> => {
    const rows = await bill.rows("/v3/bills");
    const isOpen = (row: Row) =>
      textAt(row, "paymentStatus") === "UNPAID" &&
      at(row, "archived") === false &&
      numberAt(row, "creditAmount") === 0;
    const said: string[] = [];
    let locked = false;
    for (const status of ["APPROVING", "APPROVED"]) {
      const row = rows.find((one) => textAt(one, "approvalStatus") === status && isOpen(one));
      if (!row || !has(row, "description")) continue;
      const answer = await sameAgain((path, json) => sandbox.wire.send("PATCH", path, json), row);
      said.push(`${status}: ${saying(answer)}`);
      locked ||= !isOk(answer);
    }
    if (said.length === 0)
      return notTestable("No unpaid bill with a description is APPROVING or APPROVED in this sandbox.");
    return judged(!locked, `${said.join(", ")}.`);
  },
);

export const billWrites: readonly BillProbe[] = [
  duplicateNumber,
  negativeLines,
  itemLines,
  closedPeriod,
  putClears,
  listedAtOnce,
  archiveTwice,
  approvalLock,
];
