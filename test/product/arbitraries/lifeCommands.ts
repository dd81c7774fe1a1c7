/**
 * What can happen to documents and their bills and vendor credits, as fast-check commands: what people do in both systems, which
 * notifications come late, twice or never, what breaks, and which runs die. `Life` is what a test remembers of it.
 */
import fc from "fast-check";
import { playStep } from "../../sandbox/playStep";
import type { Simulation } from "../../sandbox/simulation";
import type { SingleStep } from "../../sandbox/worldFile";
import { editOf, edits } from "./documentEdits";

/** What cannot be read from the two systems at the end. */
export interface Life {
  /** By document: the sums that it has had since its last approval; any of them may have been sent. */
  readonly sums: Map<string, string[]>;
  /** By document: every sum that it has ever had. */
  readonly everSums: Map<string, Set<string>>;
  /** The ids of lines that a person has given a class. */
  readonly coded: Set<string>;
  /** Documents that somebody has sent with the button *Send to Bill*. */
  readonly pressed: Set<string>;
  /** Invoices whose bill a person has paid, voided, archived or restored. */
  readonly touched: Set<string>;
}

export const CLASS = "cls01PERSON0000000001";
export const invoices = ["1", "2", "3"];
/** Two credit notes for invoice 1, and one for no invoice. */
export const notes = ["7", "8", "9"];
const documents = [...invoices, ...notes];

export const newLife = (): Life => ({
  sums: new Map(documents.map((idn) => [idn, []])),
  everSums: new Map(documents.map((idn) => [idn, new Set()])),
  coded: new Set(),
  pressed: new Set(),
  touched: new Set(),
});

type Command = fc.AsyncCommand<Life, Simulation>;

interface Event {
  readonly name: string;
  /** Whether it is possible now. */
  readonly check?: (stage: Simulation) => boolean;
  readonly run: (life: Life, stage: Simulation) => SingleStep | SingleStep[] | undefined;
}

/** An event that is not possible when it comes does nothing: the systems, not the model, decide what is possible. */
const command = ({ name, run, check = () => true }: Event): Command => ({
  check: () => true,
  run: async (life, stage) => {
    if (!check(stage)) return;
    const steps = run(life, stage);
    if (steps === undefined) return;
    await playStep(stage, Array.isArray(steps) ? { together: steps } : steps);
  },
  toString: () => name,
});

const voucherOf = ({ bill: { world } }: Simulation, idn: string) => {
  const name = new RegExp(`^Precoro (invoice|credit note) #${idn} `, "m");
  const named = [...world.bills(), ...world.credits()].filter(({ description }) =>
    name.test(String(description ?? "")),
  );
  return named.find(({ archived }) => !archived) ?? named[0];
};
const billOf = (stage: Simulation, idn: string) =>
  stage.bill.world.bills().find(({ id }) => id === voucherOf(stage, idn)?.id);
const isUntouched = (stage: Simulation, idn: string): boolean => {
  const bill = billOf(stage, idn);
  if (bill) return bill.paymentStatus === "UNPAID" && bill.scheduledAmount === 0 && bill.creditAmount === 0;
  const credit = stage.bill.world.credits().find(({ id }) => id === voucherOf(stage, idn)?.id);
  return credit?.appliedAmount === 0;
};

const idn = fc.constantFrom(...documents);
const sum = fc.constantFrom("10", "20", "30.5");
const notify = fc.boolean();
const recordSum = (life: Life, id: string, price: string, isNewApproval: boolean): void => {
  life.sums.set(id, isNewApproval ? [price] : [...(life.sums.get(id) ?? []), price]);
  life.everSums.get(id)?.add(price);
};

const inPrecoro = fc
  .record({
    idn,
    sum,
    notify,
    edits: fc.option(edits, { nil: {}, freq: 3 }),
    action: fc.constantFrom("approve", "approve", "revise", "edit", "cancel", "reject"),
  })
  .map(({ idn, sum, notify, edits, action }) =>
    command({
      name: `${action} ${idn} ${sum} ${JSON.stringify(edits)}${notify ? "" : " without notification"}`,
      run: (life) => {
        if (action === "cancel" || action === "reject") return { precoro: action, idn, notify };
        recordSum(life, idn, sum, action !== "edit");
        return { precoro: action as "approve", idn, set: editOf(idn, sum, edits), notify };
      },
    }),
  );

const inBill = fc
  .record({ idn, notify, action: fc.constantFrom("pay", "void", "archive", "restore") })
  .map(({ idn, notify, action }) =>
    command({
      name: `${action} the voucher of ${idn}${notify ? "" : " without notification"}`,
      check: (stage) => {
        const found = voucherOf(stage, idn);
        const bill = billOf(stage, idn);
        if (action === "pay")
          return bill !== undefined && !bill.archived && bill.dueAmount - bill.scheduledAmount > 0;
        if (action === "void") return bill !== undefined && bill.paidAmount > 0;
        if (action === "archive") return found !== undefined && !found.archived && isUntouched(stage, idn);
        return bill?.archived === true;
      },
      run: (life, stage) => {
        life.touched.add(idn);
        const id = String(voucherOf(stage, idn)?.id);
        return { bill: action as "pay", id, notify };
      },
    }),
  );

const recode = fc.constantFrom(...invoices).map((idn) =>
  command({
    name: `recode the bill of ${idn}`,
    check: (stage) => billOf(stage, idn)?.archived === false,
    run: (life, stage) => {
      const bill = billOf(stage, idn);
      if (!bill) return undefined;
      for (const { id } of bill.billLineItems) life.coded.add(id);
      const billLineItems = bill.billLineItems.map((line) => ({
        ...line,
        classifications: { ...line.classifications, accountingClassId: CLASS },
      }));
      return { bill: "edit", id: bill.id, set: { billLineItems } };
    },
  }),
);

/** People in BILL decide about a bill; with the option `billsLocked`, it cannot be changed then. */
const approvals = fc
  .record({
    idn: fc.constantFrom(...invoices),
    approvalStatus: fc.constantFrom("APPROVING", "APPROVED", "UNASSIGNED"),
  })
  .map(({ idn, approvalStatus }) =>
    command({
      name: `the bill of ${idn} is ${approvalStatus} in BILL`,
      check: (stage) => billOf(stage, idn)?.archived === false,
      run: (_, stage) => ({ bill: "edit", id: String(billOf(stage, idn)?.id), set: { approvalStatus } }),
    }),
  );

const notificationOf = (id: string): SingleStep => ({
  run: "Export Document",
  body: { id: 900_000 + Number(id), type: 3, action: 1, idn: id },
});
const buttonOf = (id: string): SingleStep => ({ run: "Send To Bill", body: { idn: id } });

const runs = fc
  .record({
    idn,
    which: fc.constantFrom("notification", "button", "both at once", "three notifications at once"),
  })
  .map(({ idn, which }) =>
    command({
      name: `${which} for ${idn}`,
      run: (life) => {
        if (which.includes("notification"))
          return which === "notification"
            ? notificationOf(idn)
            : [notificationOf(idn), notificationOf(idn), notificationOf(idn)];
        life.pressed.add(idn);
        return which === "button" ? buttonOf(idn) : [notificationOf(idn), buttonOf(idn)];
      },
    }),
  );

const deaths = fc
  .record({
    idn,
    at: fc.constantFrom(
      "POST /v3/bills",
      "POST /v3/vendor-credits",
      "PUT /v3/bills/{id}",
      "PATCH /v3/bills/{id}",
      "PATCH /invoices/{id}",
      "POST /v3/bills/{id}/archive",
    ),
  })
  .map(({ idn, at }) =>
    command({
      name: `a run for ${idn} dies at ${at}`,
      run: () => ({ ...notificationOf(idn), die: at }) as SingleStep,
    }),
  );

const faults = fc
  .record({
    match: fc.constantFrom(
      "POST /v3/bills",
      "PUT /v3/bills/{id}",
      "POST /v3/bills/{id}/archive",
      "GET /v3/bills",
      "POST /v3/vendor-credits",
      "PATCH /v3/bills/{id}",
      "PATCH /invoices/{id}",
      "GET /invoices/{id}",
      "GET /invoices",
    ),
    kind: fc.constantFrom("reset-before", "reset-after", "500", "truncated", "slow"),
  })
  .map(({ match, kind }) =>
    command({
      name: `${kind} on the next ${match}`,
      run: () => ({ fault: { system: match.includes("/v3/") ? "bill" : "precoro", match, kind } }),
    }),
  );

/** BILL sends old notifications again, in any order. */
const resend = fc.nat().map((nth) =>
  command({
    name: `BILL's notification ${nth} comes again`,
    run: (_, { bill }) => {
      const [subscription] = bill.webhooks.subscriptions();
      const history = subscription ? bill.webhooks.history(subscription.id) : [];
      const event = history[nth % Math.max(1, history.length)];
      if (subscription?.status.enabled && event) bill.webhooks.resend(subscription.id, event.id);
      return { advance: "PT5S" };
    },
  }),
);

const ticks = fc
  .constantFrom("PT10S", "PT2M", "PT7H", "P1D")
  .map((time) => command({ name: `${time} go by`, run: () => ({ advance: time }) }));

export const lifeCommands = fc.commands(
  [inPrecoro, inPrecoro, inBill, recode, approvals, runs, deaths, faults, resend, ticks],
  { maxCommands: 25, size: "max" },
);
