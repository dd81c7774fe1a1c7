/** One small world that makes every call of the first flows, played with one fault on one call of it. */
import { outcomesOf, playWorld, standing } from "../flows/playWorld";
import type { Report } from "../sandbox/report";
import type { Step, WorldInput } from "../sandbox/worldFile";

const NEW = "00901NEWVENDOR0000001";
const NAMED = "00901NAMEDVENDOR00001";

const vendors = [
  { id: NEW, name: "New Vendor", email: "ap@new.test" },
  { id: NAMED, name: "Named Vendor", email: "ap@named.test", phone: "5" },
];

const invoice = (idn: string, set: object) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 50 },
  items: [{ name: "Paper", quantity: "3", price: "9.99", taxPercent: "8.25" }],
  ...set,
});

/** A plain one, one that is rejected, and one that a person has entered in BILL by hand. */
const invoices = [
  invoice("1", { issueDate: "2026-01-02" }),
  invoice("2", { requiredDate: null }),
  invoice("3", { invoiceNumber: "HAND", issueDate: "2026-01-02", requiredDate: "2026-02-01" }),
];

const handMade = {
  vendorId: NAMED,
  invoice: { invoiceNumber: "HAND", invoiceDate: "2026-01-02" },
  dueDate: "2026-02-01",
  billLineItems: [{ amount: 32.44 }],
};

const importAll: Step = { run: "Import Vendors", body: { scope: "all" } };
const hints: Step[] = invoices.map(({ id, idn }) => ({
  run: "Export Document",
  body: { id, type: 3, action: 1, idn },
}));
const firstRun: Step[] = [importAll, ...invoices.map(({ idn }): Step => ({ precoro: "approve", idn }))];
const onceMore: Step[] = [{ advance: "PT2M" }, importAll, ...hints];

interface Fault {
  readonly system: "bill" | "precoro";
  readonly match: string;
  readonly kind: string;
  readonly skip: number;
}

const world = (simulator: Record<string, unknown>, script: Step[]): WorldInput => ({
  bill: { vendors, bills: [handMade] },
  precoro: { suppliers: [{ id: 50, name: "NAMED vendor" }], invoices },
  simulator,
  script,
});

/** Where a run ends, with what each record has come to. */
const endOf = (report: Report) => {
  const ids = [NEW, NAMED, ...invoices.map(({ idn }) => idn)];
  return {
    ...standing(report),
    last: Object.fromEntries(ids.map((id) => [id, outcomesOf(report, id).at(-1)])),
  };
};

const kinds = ["reset-before", "reset-after", "500", "429", "slow", "truncated", "expired-session"];

/** Every call of a run, each as often as it was made; a login has no session that could end. */
const everyCall = ({ calls }: Report): Fault[] =>
  (["bill", "precoro"] as const).flatMap((system) =>
    Object.entries(calls[system]).flatMap(([match, { count }]) =>
      kinds
        .filter((kind) => kind !== "expired-session" || (system === "bill" && match !== "POST /v3/login"))
        .flatMap((kind) => Array.from({ length: count }, (_, skip) => ({ system, match, kind, skip }))),
    ),
  );

/** Breaks each call of the flows in each way, one world a fault, and tells every end that differs from the undisturbed one. */
export const disturbEveryCall = async (simulator: Record<string, unknown>) => {
  const faults = everyCall(await playWorld(world(simulator, firstRun)));
  const undisturbed = endOf(await playWorld(world(simulator, [...firstRun, ...onceMore])));
  const wrong: unknown[] = [];
  for (const fault of faults) {
    const end = endOf(await playWorld(world(simulator, [{ fault }, ...firstRun, ...onceMore])));
    if (JSON.stringify(end) !== JSON.stringify(undisturbed)) wrong.push({ fault, end });
  }
  return { undisturbed, tried: faults.length, wrong };
};
