/** Worlds of an invoice and its credit notes, and what becomes of them. */
import { brokenLaws } from "../sandbox/report";
import type { SingleStep, Step, WorldInput } from "../sandbox/worldFile";
import { outcomesOf, playWorld } from "./playWorld";

export const VENDOR = "00901ACME0000000001";
export const ON = { "Send Credit Notes": "true", "Export Schedule": "" };

export const document = (idn: string, set: object = {}) => ({
  id: 900_000 + Number(idn),
  idn,
  status: 1,
  supplier: { id: 5 },
  items: [{ name: "Paper", price: "100" }],
  ...set,
});
export const note = (idn: string, price: string, set: object = {}) =>
  document(idn, {
    logicType: 1,
    invoiceNumber: `CN-${idn}`,
    parentData: { id: 900_001, idn: "1" },
    items: [{ name: "Paper returned", price }],
    ...set,
  });
export const alone = { logicType: 5, parentData: [] };

export const world = (documents: object[], script: Step[], more: Partial<WorldInput> = {}): WorldInput => ({
  bill: { vendors: [{ id: VENDOR, name: "Acme" }] },
  precoro: { suppliers: [{ id: 5, name: "Acme", externalId: VENDOR }], invoices: documents },
  config: ON,
  ...more,
  script: script.flatMap((step): Step[] => [step, { advance: "PT2M" }]),
});
export const approve = (idn: string): SingleStep => ({ precoro: "approve", idn });
export const button = (idn: string): SingleStep => ({ run: "Send To Bill", body: { idn } });

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

export const play = async (input: WorldInput) => {
  const report = await playWorld(input);
  expect(brokenLaws(report)).toEqual([]);
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
