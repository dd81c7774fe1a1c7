/** Probes that apply vendor credits and record payments in the sandbox. connector/bill/API.md §6.5, §7. */

import { judged, NotTestable, notTestable } from "../finding";
import { at, isOk, numberAt, rowsIn, saying, textAt } from "../reply";
import type { Sandbox } from "../sandbox";
import { accepted, type BillProbe, creditedBill, writing } from "./context";

const mayApply = writing("bill-may-apply", "The user may apply vendor credits.", async (sandbox) => {
  const id = textAt(await sandbox.bill(), "id");
  const answer = await sandbox.applyCredits(id, [[await sandbox.credit(10), 10]]);
  if (isOk(answer)) return judged(true, saying(answer));
  return [401, 403].includes(answer.status) ? judged(false, saying(answer)) : notTestable(saying(answer));
});

const creditsAdd = writing(
  "bill-credits-add",
  "vendorCredits of a PATCH adds to what is applied.",
  async (sandbox) => {
    const { id } = await creditedBill(sandbox);
    const second = await sandbox.credit(20);
    const shown = accepted(await sandbox.applyCredits(id, [[second, 20]]), "PATCH");
    const amount = numberAt(shown, "creditAmount");
    return judged(amount === 50, `After 30 and then 20, creditAmount is ${amount}.`);
  },
);

const appliedTwice = writing(
  "bill-credit-twice",
  "No more of a credit is applied than is left of it.",
  async (sandbox) => {
    const { id, credit } = await creditedBill(sandbox);
    const answer = await sandbox.applyCredits(id, [[credit, 30]]);
    const amount = numberAt(await sandbox.read(id), "creditAmount");
    return judged(
      amount === 30,
      `A credit of 30, applied with 30 again: ${saying(answer)}, creditAmount is ${amount}.`,
    );
  },
);

const putTakesOff = writing(
  "bill-put-takes-off",
  "A PUT takes off the credits that it does not name.",
  async (sandbox) => {
    const { id } = await creditedBill(sandbox);
    const answer = await sandbox.put(await sandbox.read(id));
    const amount = numberAt(await sandbox.read(id), "creditAmount");
    return judged(isOk(answer) && amount === 0, `${saying(answer)}, creditAmount was 30 and is ${amount}.`);
  },
);

const appliedCreditLocked = writing(
  "bill-applied-credit-locked",
  "An applied vendor credit refuses changes.",
  async (sandbox) => {
    const { credit } = await creditedBill(sandbox);
    const answer = await sandbox.wire.send("PATCH", `/v3/vendor-credits/${credit["id"]}`, {
      description: "Changed by npm run probe",
    });
    return judged(!isOk(answer), saying(answer));
  },
);

const appliedCreditArchive = writing(
  "bill-applied-credit-archive",
  "An applied vendor credit can be archived, and stays on its bill.",
  async (sandbox) => {
    const { id, credit } = await creditedBill(sandbox);
    const answer = await sandbox.wire.send("POST", `/v3/vendor-credits/${credit["id"]}/archive`);
    const amount = numberAt(await sandbox.read(id), "creditAmount");
    return judged(isOk(answer) && amount === 30, `${saying(answer)}, creditAmount was 30 and is ${amount}.`);
  },
);

/** A bill of 100 in one line, of which 40 are paid; throws `NotTestable` where that is refused. */
const partPaid = async (sandbox: Sandbox) => {
  const bill = await sandbox.bill();
  const id = textAt(bill, "id");
  await sandbox.pay(id, 40);
  return { id, lineId: textAt(rowsIn(at(bill, "billLineItems"))[0], "id"), path: `/v3/bills/${id}` };
};

const paidLocked = writing(
  "bill-paid-locked",
  "A bill with money on it refuses another description, another amount, and archive, with 422.",
  async (sandbox) => {
    const { path, lineId } = await partPaid(sandbox);
    const { send } = sandbox.wire;
    const answers = {
      description: await send("PATCH", path, { description: "Changed by npm run probe" }),
      amount: await send("PATCH", path, { billLineItems: [{ id: lineId, amount: 110 }] }),
      archive: await send("POST", `${path}/archive`),
    };
    const said = Object.entries(answers).map(([what, answer]) => `${what}: ${saying(answer)}`);
    return judged(
      Object.values(answers).every(({ status }) => status === 422),
      said.join("; "),
    );
  },
);

const paidCoding = writing(
  "bill-paid-coding",
  "The coding of a bill with money on it can be changed.",
  async (sandbox, { bill }) => {
    const accounts = await bill.rows("/v3/classifications/chart-of-accounts");
    const usable = accounts.filter(
      (row) => at(row, "archived") === false && textAt(row, "account.type") === "EXPENSE",
    );
    const [account] = usable;
    if (!account) throw new NotTestable("There is no expense account among those that were read.");
    const { path, lineId } = await partPaid(sandbox);
    const classifications = { chartOfAccountId: account["id"] };
    const answer = await sandbox.wire.send("PATCH", path, {
      billLineItems: [{ id: lineId, classifications }],
    });
    return judged(isOk(answer), saying(answer));
  },
);

const partPaidTakesCredit = writing(
  "bill-part-paid-credit",
  "A bill with money on it takes a further credit.",
  async (sandbox) => {
    // Where no bill takes one, this says nothing about one with money.
    await creditedBill(sandbox);
    const { id } = await partPaid(sandbox);
    const answer = await sandbox.applyCredits(id, [[await sandbox.credit(10), 10]]);
    return judged(isOk(answer), saying(answer));
  },
);

export const creditWrites: readonly BillProbe[] = [
  mayApply,
  creditsAdd,
  appliedTwice,
  putTakesOff,
  appliedCreditLocked,
  appliedCreditArchive,
  paidLocked,
  paidCoding,
  partPaidTakesCredit,
];
