/** Script steps that name bills by their Precoro documents, and the options of the platform in a world file. */
import { withBillsToPay } from "../simulators/bill/contract/withBillsToPay";
import { playStep } from "./playStep";
import type { Simulation } from "./simulation";
import { readWorld, type Step } from "./worldFile";

test("a script pays several bills, named by their Precoro documents", async () => {
  const { world, bill, moneyOn } = await withBillsToPay();
  world.edit("00n1", { description: "Precoro invoice #1042 (approved)" });
  world.edit("00n2", { description: "Precoro invoice #1043 (approved)" });
  const billPayments = [{ billId: { of: 1042 }, amount: 10 }, { billId: { of: "1043" } }, { billId: "00n1" }];
  const id = { of: 1042 };
  const script: Step[] =
    readWorld(
      {
        script: [
          { bill: "pay", id, set: { amount: 5 } },
          { bill: "pay", id, set: { billPayments: billPayments.slice(0, 2) } },
          { bill: "void", id: { of: 1043 } },
        ],
      },
      "world",
    ).script ?? [];
  const simulation = { bill, idle: async () => {} } as unknown as Simulation;
  for (const step of script.slice(0, 2)) await playStep(simulation, step);
  expect(await moneyOn("00n1")).toEqual([15, 0, 85, "PARTIALLY_PAID"]);
  expect(await moneyOn("00n2")).toEqual([50, 0, 0, "PAID"]);
  for (const step of script.slice(2)) await playStep(simulation, step);
  expect(await moneyOn("00n1")).toEqual([5, 0, 95, "PARTIALLY_PAID"]);
  const copy: Step = { bill: "copy", id: { of: "1042" }, set: { invoice: { invoiceNumber: "7" } } };
  await playStep(simulation, copy);
  expect(world.bills().at(-1)).toMatchObject({
    id: expect.not.stringMatching(/^00n[1-4]$/),
    description: "Precoro invoice #1042 (approved)",
    invoice: { invoiceNumber: "7" },
    amount: 100,
    paidAmount: 0,
  });
  const twice: Step = { bill: "pay", id: { of: "1042" }, set: { billPayments } };
  await expect(playStep(simulation, twice)).rejects.toThrow("two allocations");
});

test("a world file takes these options by name, and refuses any other", () => {
  expect(readWorld({ platform: { keys: "none", queues: false } }, "the world").platform).toEqual({
    keys: "none",
    startedAt: "own",
    body: "text",
    queues: false,
    objectSelectionEmpty: "absent",
  });
  expect(() => readWorld({ platform: { key: "none" } }, "the world")).toThrow(
    /^the world is not a world file: .*platform.*key/,
  );
  expect(() => readWorld({ platform: { startedAt: "later" } }, "the world")).toThrow(/platform\.startedAt/);
});
