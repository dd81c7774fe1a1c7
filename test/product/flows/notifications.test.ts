/** Precoro's notifications in quick succession: none is lost, and none delays the others. */
import type { Step } from "../../sandbox/worldFile";
import { approve, play, world } from "../kit/oneInvoice";
import { outcomesOf, playWorld } from "../kit/playWorld";

test("approved within a minute of being read as a draft: the run waits for the minute, and exports it", async () => {
  const input = world([]);
  const report = await playWorld({ ...input, script: [{ precoro: "edit", idn: "1042", set: {} }, approve] });
  expect(outcomesOf(report, "1042")).toEqual(["skipped not-approved", "created"]);
});

test("many notifications within a minute: one read, then one row each, no waiting once it is linked, and the approval is not lost", async () => {
  const input = world([]);
  const edit: Step = { precoro: "edit", idn: "1042", set: {} };
  const report = await playWorld({ ...input, script: [edit, edit, edit, approve, edit, edit, edit] });
  expect(outcomesOf(report, "1042")).toEqual(["skipped not-approved", "created"]);
  expect(report.calls.precoro["GET /invoices"]).toMatchObject({ refused: 0 });
  expect(report.virtualSeconds).toBeLessThan(120);
});

test("the notification of our writing a rejection is decided by the document's row, and delays nothing", async () => {
  const input = world([]);
  const reject: Step = { precoro: "approve", idn: "1042", set: { requiredDate: null } };
  const report = await playWorld({ ...input, script: [reject] });
  expect(outcomesOf(report, "1042")).toEqual(["rejected due-date-missing"]);
  expect(report.calls.precoro["GET /invoices/{id}"]).toEqual({ count: 2, refused: 1 });
  expect(report.virtualSeconds).toBeLessThan(30);
});

test("corrected and approved again within that minute: the run waits for the minute, and creates the bill", async () => {
  const input = world([]);
  const report = await playWorld({
    ...input,
    script: [
      { precoro: "approve", idn: "1042", set: { requiredDate: null } },
      { advance: "PT20S" },
      { precoro: "revise", idn: "1042", set: { requiredDate: "2026-02-28" } },
    ],
  });
  expect(outcomesOf(report, "1042").at(-1)).toBe("created");
  expect(report.virtualSeconds).toBeLessThan(120);
});

test("correcting a rejected document clears Precoro's log", async () => {
  const { outcomes, invoice } = await play([
    { precoro: "approve", idn: "1042", set: { requiredDate: null } },
    { precoro: "revise", idn: "1042", set: { requiredDate: "2026-02-28" } },
  ]);
  expect(outcomes[0]).toBe("rejected due-date-missing");
  expect(outcomes.at(-1)).toBe("created");
  expect(invoice?.externalIntegrationLog ?? "").toBe("");
});
