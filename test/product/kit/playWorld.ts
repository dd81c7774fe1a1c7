/** Plays a world from beginning to end with the shipped YAML and the built bundle, and reports the result. */

import { defaultScript, playStep } from "../../sandbox/playStep";
import { type Report, reportOf } from "../../sandbox/report";
import { type Simulation, type SimulationOptions, startSimulation } from "../../sandbox/simulation";
import { readWorld, type WorldInput } from "../../sandbox/worldFile";
import { withoutPaymentSchedule } from "./withSimulation";

/** `watch` gets the simulation before the script starts. */
export const playWorld = async (
  input: WorldInput,
  watch: (simulation: Simulation) => void = () => {},
  options: SimulationOptions = {},
): Promise<Report> => {
  const world = readWorld(withoutPaymentSchedule(input), "the test's world");
  const simulation = await startSimulation(world, { warm: true, ...options });
  try {
    watch(simulation);
    for (const step of world.script ?? defaultScript(world)) await playStep(simulation, step);
    const report = reportOf(simulation, Date.parse(world.now));
    return { ...report, executions: report.executions.filter(didSomething) };
  } finally {
    await simulation.close();
  }
};

/** Leaves out the initial import and the nightly refresh of a world in which nothing was selected for them. */
const didSomething = ({ flow, status, results }: Report["executions"][number]): boolean =>
  !["Initial Import", "Refresh Lists And Items"].includes(flow) || status === "failed" || results.length > 0;

/** The outcomes of a record in order, without skipped notifications and without events of our own changes. */
export const outcomesOf = ({ executions }: Report, id: string): string[] =>
  executions
    .flatMap(({ flow, results }) =>
      flow === "BILL Events" ? results.filter(({ outcome }) => outcome !== "unchanged") : results,
    )
    .filter((result) => result.id === id && result.reason !== "read-again-too-soon")
    .map(({ outcome, reason }) => (reason === undefined ? outcome : `${outcome} ${reason}`));

interface Bill {
  id: string;
  vendorId: string;
  archived: boolean;
  description?: string;
  amount: number;
  dueDate: string;
  invoice: { invoiceNumber: string; invoiceDate: string };
  billLineItems: { amount: number; description?: string; classifications?: unknown }[];
}

interface Supplier {
  id: number;
  name: string;
  externalId: string | null;
  currencies: string[];
  contacts: { data: { email: string; phone: string }[] };
}

interface Invoice {
  idn: string;
  externalId: string | null;
}

/** The active records of both systems as people see them, without ids and times that depend on the order of events. */
export const finalRecords = ({ bill, precoro }: Pick<Report, "bill" | "precoro">) => {
  const bills = bill["bills"] as unknown as Bill[];
  const nameOf = new Map(
    (bill["vendors"] as unknown as { id: string; name: string }[]).map(({ id, name }) => [id, name]),
  );
  const numberOf = new Map(bills.map(({ id, invoice }) => [id, invoice.invoiceNumber]));
  const sorted = <T>(rows: T[]) => rows.map((row) => JSON.stringify(row)).sort();
  return {
    bills: sorted(
      bills
        .filter(({ archived }) => !archived)
        .map((one) => ({
          vendor: nameOf.get(one.vendorId),
          ...one.invoice,
          due: one.dueDate,
          amount: one.amount,
          of: one.description?.replace(/\(approved .*\)/, ""),
          lines: one.billLineItems.map(({ amount, description, classifications }) => ({
            amount,
            description,
            classifications,
          })),
        })),
    ),
    suppliers: sorted(
      (precoro["suppliers"] as unknown as Supplier[]).map(({ name, externalId, currencies, contacts }) => ({
        name,
        linkedTo: nameOf.get(externalId ?? "") ?? externalId,
        currencies,
        contacts: contacts.data.map(({ email, phone }) => ({ email, phone })),
      })),
    ),
    invoices: sorted(
      (precoro["invoices"] as unknown as Invoice[]).map(({ idn, externalId }) => ({
        idn,
        linkedTo: numberOf.get(externalId ?? "") ?? externalId,
      })),
    ),
  };
};
