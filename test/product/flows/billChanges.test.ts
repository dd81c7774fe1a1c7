/** BILL Changes: finds by schedule what events have missed, and makes no calls for what has not changed. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { acmeWorld, document as entered, VENDOR, vendor } from "../fixtures/acme";
import { resultsOf, withSimulation } from "../kit/withSimulation";

const HOUR_MS = 3_600_000;
const withoutNotification = { notify: false };

const document = (idn: string, set: object = {}) => entered(idn, set, "10");
const world = (documents: object[], more: Partial<WorldInput> = {}): WorldInput =>
  acmeWorld(
    documents,
    { bill: { vendors: [{ ...vendor, phone: "1" }] }, ...more },
    { "Export Schedule": "0 * * * *", "Send Credit Notes": "true" },
  );

const nextRun = ({ platform }: Simulation) => platform.advance(HOUR_MS);
const linkOf = ({ precoro }: Simulation, idn: string) => precoro.world.invoice(idn)["externalId"];
const changes = ({ platform }: Simulation) =>
  platform.executions.filter(({ flow }) => flow === "BILL Changes");
const followed = (simulation: Simulation) =>
  changes(simulation).flatMap((one) => Object.values(resultsOf(one)));
const approveAll = async (simulation: Simulation, ...idns: string[]) => {
  for (const idn of idns) simulation.precoro.world.approve(idn);
  await simulation.idle();
  await nextRun(simulation);
};
const idOf = ({ bill }: Simulation, number: number) => String(bill.world.bills()[number]?.id);

test("a bill that was archived and restored without events is followed", () =>
  withSimulation(world([document("1"), document("2")]), async (simulation) => {
    await approveAll(simulation, "1", "2");
    const [first, second] = [idOf(simulation, 0), idOf(simulation, 1)];
    simulation.bill.world.archive(first, withoutNotification);
    await nextRun(simulation);
    expect([linkOf(simulation, "1"), linkOf(simulation, "2")]).toEqual([null, second]);
    simulation.bill.world.restore(first, withoutNotification);
    await nextRun(simulation);
    expect(linkOf(simulation, "1")).toBe(first);
    expect(followed(simulation).at(-1)).toBe("linked");
  }));

test("a vendor credit archived by a person is found, since BILL has no events for credits", () =>
  withSimulation(
    world([document("3", { logicType: 5, parentData: [], invoiceNumber: "CN-3" })]),
    async (simulation) => {
      await approveAll(simulation, "3");
      await simulation.platform.run("BILL Changes");
      const [credit] = simulation.bill.world.credits();
      expect(linkOf(simulation, "3")).toBe(credit?.id);
      simulation.bill.world.archive(String(credit?.id));
      await simulation.platform.run("BILL Changes");
      await simulation.idle();
      expect(linkOf(simulation, "3")).toBeNull();
      expect(followed(simulation)).toEqual(["unlinked credit-archived"]);
    },
  ));

test("a bill made from a document that lost its link is linked again", () =>
  withSimulation(
    world([document("1", { status: 2, approvalDate: "2026-01-05T07:00:00+0000", invoiceNumber: "A-1" })], {
      bill: {
        vendors: [vendor],
        bills: [
          {
            vendorId: VENDOR,
            amount: 10,
            invoice: { invoiceNumber: "A-1" },
            description: "Precoro invoice #1 (approved 2026-01-05T07:00:00Z)",
          },
        ],
      },
      config: { "Export Schedule": "" },
    }),
    async (simulation) => {
      await simulation.platform.run("BILL Changes");
      await simulation.idle();
      expect(linkOf(simulation, "1")).toBe(idOf(simulation, 0));
      expect(followed(simulation)).toEqual(["linked"]);
    },
  ));

test("a run without changes only reads BILL's lists and makes no call to Precoro", () =>
  withSimulation(world([document("1")]), async (simulation) => {
    await approveAll(simulation, "1");
    await simulation.platform.advance(2 * HOUR_MS);
    const callCounts = () => [
      simulation.bill.journal.entries.length,
      simulation.precoro.journal.entries.filter(({ url }) => url.includes("external_id")).length,
    ];
    const [bill = 0, precoro = 0] = callCounts();
    await nextRun(simulation);
    const [billAfter = 0, precoroAfter = 0] = callCounts();
    expect(precoroAfter).toBe(precoro);
    // The changed bills and credits, and the bills of the documents that changed in Precoro within a day.
    expect(billAfter - bill).toBeLessThanOrEqual(3);
    expect(changes(simulation).at(-1)).toMatchObject({ reason: "polled_no_changes", status: "succeeded" });
  }));

test(
  "two hundred bills archived at once: one read of Precoro per page, one write each, none for a canceled invoice",
  () =>
    withSimulation(
      world(
        Array.from({ length: 200 }, (_, n) =>
          document(String(n + 1), {
            status: n < 10 ? 8 : 2,
            externalId: `00n01BILL${String(n).padStart(11, "0")}`,
            approvalDate: "2026-01-01T10:00:00+0000",
          }),
        ),
        {
          bill: {
            vendors: [vendor],
            bills: Array.from({ length: 200 }, (_, n) => ({
              id: `00n01BILL${String(n).padStart(11, "0")}`,
              vendorId: VENDOR,
              amount: 10,
              archived: n < 10,
              invoice: { invoiceNumber: `INV-${n + 1}` },
              description: `Precoro invoice #${n + 1} (approved 2026-01-01T10:00:00Z)`,
            })),
          },
          config: { "Export Schedule": "" },
          // The text that each document would get is an export's write, not this flow's.
          simulator: { latencyMs: 1, externalIntegrationLogShown: false },
        },
      ),
      async (simulation) => {
        const { bill, precoro, platform } = simulation;
        for (const { id, archived } of bill.world.bills())
          if (!archived) bill.world.archive(id, withoutNotification);
        const before = precoro.journal.entries.length;
        await platform.run("BILL Changes");
        await simulation.idle();
        const calls = precoro.journal.entries.slice(before).filter(({ refused }) => !refused);
        const linked = precoro.world.snapshot()["invoices"] as unknown as {
          idn: string;
          externalId: string | null;
        }[];
        expect(linked.filter(({ externalId }) => externalId !== null)).toHaveLength(10);
        expect(calls.filter(({ method }) => method === "PATCH")).toHaveLength(190);
        // Two pages of bills, and one lookup before each write.
        expect(calls.filter(({ method, path }) => method === "GET" && path === "/invoices")).toHaveLength(
          2 + 190,
        );
      },
    ),
  120_000,
);

test("if Precoro cannot filter by BILL's ids, the bill's reference line names the document", () =>
  withSimulation(
    world([document("1")], { simulator: { externalIdLookupNumbersOnly: true } }),
    async (simulation) => {
      await approveAll(simulation, "1");
      simulation.bill.world.archive(idOf(simulation, 0), withoutNotification);
      await nextRun(simulation);
      expect(linkOf(simulation, "1")).toBeNull();
    },
  ));

describe("vendors", () => {
  const supplierOf = ({ precoro }: Simulation) => JSON.stringify(precoro.world.snapshot()["suppliers"]);

  test("refresh on: a linked supplier's record follows; what exceeds the import quota follows later", () =>
    withSimulation(
      world([], { config: { "Refresh Suppliers Automatically": "true" } }),
      async (simulation) => {
        const { platform, bill } = simulation;
        await nextRun(simulation);
        bill.world.edit(VENDOR, { phone: "2" }, withoutNotification);
        await nextRun(simulation);
        expect(supplierOf(simulation)).toContain('"phone":"2"');

        const portion = Math.floor(simulation.clock.now() / 600_000) * 600_000;
        platform.state.crossFlow = { ...platform.state.crossFlow, calls: [[portion, 1_000]] };
        bill.world.edit(VENDOR, { phone: "3" }, withoutNotification);
        await nextRun(simulation);
        expect(followed(simulation).at(-1)).toBe("postponed api-limit-reached");
        expect(platform.state.crossFlow["imports"]).toMatchObject([
          { request: { list: "vendors", scope: "integrated" } },
        ]);
        await platform.advance(3 * HOUR_MS);
        expect(supplierOf(simulation)).toContain('"phone":"3"');
        expect(platform.state.crossFlow["imports"]).toEqual([]);
      },
    ));

  test("refresh off: vendors are not even read", () =>
    withSimulation(world([]), async (simulation) => {
      simulation.bill.world.edit(VENDOR, { phone: "2" }, withoutNotification);
      await simulation.platform.advance(3 * HOUR_MS);
      expect(simulation.bill.journal.calls()["GET /v3/vendors"]).toBeUndefined();
      expect(supplierOf(simulation)).not.toContain('"phone":"2"');
    }));
});

test("bills are followed without the permission to subscribe, and despite an invalid bill", () =>
  withSimulation(
    world([document("1")], {
      bill: {
        vendors: [vendor],
        bills: [
          { vendorId: VENDOR, amount: 5, createdTime: "soon", updatedTime: "2026-01-05T07:59:00.000+00:00" },
        ],
      },
      simulator: { withoutRights: ["POST /v3/subscriptions", "GET /v3/subscriptions"] },
    }),
    async (simulation) => {
      await approveAll(simulation, "1");
      const ourBill = simulation.bill.world.bills().find(({ description }) => description?.includes("#1"));
      simulation.bill.world.archive(String(ourBill?.id), withoutNotification);
      await nextRun(simulation);
      expect(linkOf(simulation, "1")).toBeNull();
      const warnings = changes(simulation).flatMap(({ logs }) =>
        logs.filter(({ level }) => level === "warn"),
      );
      expect(warnings.map(({ message }) => message)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^BILL's notifications could not be checked\. .* BDC_1145 /),
          expect.stringMatching(/^BILL's data for bill 00n\w+ can't be read: createdTime: /),
        ]),
      );
      expect(changes(simulation).every(({ status }) => status === "succeeded")).toBe(true);
    },
  ));
