/** Plays worlds with an invoice and its credit notes, and returns what became of them. */

import type { Report } from "../../sandbox/report";
import { brokenInvariants } from "../../sandbox/report";
import type { Simulation } from "../../sandbox/simulation";
import type { SingleStep, Step, WorldInput } from "../../sandbox/worldFile";
import { acmeWorld } from "../fixtures/acme";
import { outcomesOf, playWorld } from "../kit/playWorld";

export const CONFIG = { "Send Credit Notes": "true", "Export Schedule": "" };

export const world = (documents: object[], script: Step[], more: Partial<WorldInput> = {}): WorldInput => ({
  ...acmeWorld(documents, { config: CONFIG, ...more }),
  script: script.flatMap((step): Step[] => [step, { advance: "PT2M" }]),
});
export const approve = (idn: string): SingleStep => ({ precoro: "approve", idn });
export const sendToBill = (idn: string): SingleStep => ({ run: "Send To Bill", body: { idn } });

export const notification = (idn: string) => ({
  run: "Export Document",
  body: { id: 900_000 + Number(idn), type: 3, action: 1, idn },
});

export interface Credit {
  id: string;
  archived: boolean;
  amount: number;
  appliedAmount: number;
  referenceNumber: string;
  creditDate: string;
  description: string;
  usage: { billId: string; amount: number }[];
  vendorCreditLineItems: { amount: number; description: string; classifications?: Record<string, string> }[];
}

export const play = async (input: WorldInput, watch: (simulation: Simulation) => void = () => {}) => {
  const report = await playWorld(input, watch);
  expect(brokenInvariants(report)).toEqual([]);
  expect(report.executions.filter(({ status }) => status === "failed")).toEqual([]);
  const credits = report.bill["vendorCredits"] as unknown as Credit[];
  const bills = report.bill["bills"] as unknown as {
    id: string;
    creditAmount: number;
    archived: boolean;
  }[];
  const linkOf = (idn: string) =>
    (report.precoro["invoices"] as unknown as { idn: string; externalId: string | null }[]).find(
      (one) => one.idn === idn,
    )?.externalId;
  return { report, credits, bills, linkOf, of: (idn: string) => outcomesOf(report, idn) };
};
export const messageOf = (report: Awaited<ReturnType<typeof play>>["report"], idn: string, outcome: string) =>
  report.executions
    .flatMap(({ results }) => results)
    .filter((one) => one.id === idn && one.outcome === outcome)
    .at(-1)?.message;

/** What the log warns of. */
export const warningsOf = ({ executions }: Report): string[] =>
  executions.flatMap(({ logs }) =>
    logs.filter(({ level }) => level === "warn").map(({ message }) => message),
  );
