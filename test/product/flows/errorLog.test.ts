/** What a document's record in Precoro says of it: written once, cleared when it is settled, its neighbors and notes on payments untouched. */

import type { Simulation } from "../../sandbox/simulation";
import { acmeWorld, creditNote, document, supplier } from "../fixtures/acme";
import { withSimulation } from "../kit/withSimulation";

const CONFIG = { "Send Credit Notes": "true", "Export Schedule": "0 * * * *" };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOTE = "Payment stp01000000000000009 of 5.00 on Invoice #1 was imported earlier. Cancel it in Precoro.";

const logOf = ({ precoro }: Simulation, idn: string) =>
  precoro.world.invoice(idn)["externalIntegrationLog"] ?? "";
const linkOf = ({ precoro }: Simulation, idn: string) =>
  String(precoro.world.invoice(idn)["externalId"] ?? "");

/** What was written to the log of each document. */
const writesOf = ({ precoro }: Simulation) =>
  precoro.journal.entries.flatMap(({ method, url, request }) => {
    const { externalIntegrationLog: text } = (request ?? {}) as Record<string, string>;
    return method === "PATCH" && text !== undefined ? [`${url}: ${text}`] : [];
  });

const settled = async (simulation: Simulation, forMs = 3 * MINUTE_MS) => {
  await simulation.idle();
  await simulation.platform.advance(forMs);
};

const approve = async (simulation: Simulation, ...idns: string[]) => {
  for (const idn of idns) {
    simulation.precoro.world.approve(idn);
    await settled(simulation);
  }
};

const shown = (externalIntegrationLogShown: boolean) => ({ simulator: { externalIntegrationLogShown } });

describe.each([true, false])("where the log is shown: %s", (isShown) => {
  const text = (wanted: string) => (isShown ? wanted : "");

  test("archived in BILL: said once, also the next day, and cleared as the bill is restored in BILL", () =>
    withSimulation(acmeWorld([document("1"), document("2")], shown(isShown), CONFIG), async (simulation) => {
      const { bill } = simulation;
      await approve(simulation, "1", "2");
      const id = linkOf(simulation, "1");
      bill.world.archive(id);
      await settled(simulation);
      const archived =
        "Invoice #1 has its bill archived in BILL. Send To Bill, or a new approval, restores it; otherwise cancel it in Precoro.";
      expect([linkOf(simulation, "1"), logOf(simulation, "1")]).toEqual(["", text(archived)]);
      await settled(simulation, isShown ? 25 * HOUR_MS : HOUR_MS);
      expect(writesOf(simulation)).toEqual(isShown ? [`/invoices/1: ${archived}`] : []);
      bill.world.restore(id);
      await settled(simulation);
      expect([linkOf(simulation, "1"), logOf(simulation, "1")]).toEqual([id, ""]);
      expect(writesOf(simulation)).toHaveLength(isShown ? 2 : 0);
      expect(logOf(simulation, "2")).toBe("");
    }));

  test("a supplier without a link: said once, and cleared as the invoice is sent", () =>
    withSimulation(
      acmeWorld(
        [document("1"), document("2", { supplier: { id: 6 } })],
        {
          ...shown(isShown),
          precoro: {
            suppliers: [
              { ...supplier, externalId: null },
              { id: 6, name: "Nobody" },
            ],
            invoices: [document("1"), document("2", { supplier: { id: 6 } })],
          },
        },
        CONFIG,
      ),
      async (simulation) => {
        await approve(simulation, "1", "2");
        await settled(simulation, HOUR_MS);
        const notLinked = (idn: string, name: string) =>
          `Supplier ${name} of Invoice #${idn} is not linked to a BILL vendor. Import that vendor or map the supplier, in the configuration or with the flow Import Vendors or Map Supplier; Invoice #${idn} is then sent automatically.`;
        expect(writesOf(simulation)).toEqual(
          isShown
            ? [`/invoices/1: ${notLinked("1", "Acme")}`, `/invoices/2: ${notLinked("2", "Nobody")}`]
            : [],
        );
        await simulation.platform.run("Map Supplier", { supplierId: supplier.id });
        await settled(simulation, 61 * MINUTE_MS);
        expect(linkOf(simulation, "1")).not.toBe("");
        expect(logOf(simulation, "1")).toBe("");
        expect(logOf(simulation, "2")).toBe(text(notLinked("2", "Nobody")));
      },
    ));

  test("a credit that is not applied: said once, kept as long as it is open, cleared as a person applies it", () =>
    withSimulation(
      acmeWorld(
        [document("1"), creditNote("2", "30")],
        { simulator: { ...shown(isShown).simulator, mayApplyCredits: false } },
        CONFIG,
      ),
      async (simulation) => {
        const { bill, platform } = simulation;
        await approve(simulation, "1", "2");
        const said = expect.stringMatching(
          /^\/invoices\/2: 30\.00 of Credit note #2 was not applied to the bill of invoice #1, because BILL doesn't allow/,
        );
        await settled(simulation, HOUR_MS);
        await platform.run("Export Document", { id: 900_002, type: 3, action: 1, idn: "2" });
        await settled(simulation);
        expect(writesOf(simulation)).toEqual(isShown ? [said] : []);
        bill.world.apply(linkOf(simulation, "2"), linkOf(simulation, "1"), 30);
        await settled(simulation, 61 * MINUTE_MS);
        expect(logOf(simulation, "2")).toBe("");
        expect(writesOf(simulation)).toHaveLength(isShown ? 2 : 0);
        expect(platform.executions.filter(({ status }) => status === "failed")).toEqual([]);
      },
    ));
});

test("Send To Bill clears what it settles, and a cancellation clears all but the note on a payment", () =>
  withSimulation(
    acmeWorld([document("1", { externalIntegrationLog: NOTE }), document("2")], {}, CONFIG),
    async (simulation) => {
      const { bill, platform, precoro } = simulation;
      await approve(simulation, "1", "2");
      expect(logOf(simulation, "1")).toBe(NOTE);
      for (const idn of ["1", "2"]) bill.world.archive(linkOf(simulation, idn));
      await settled(simulation);
      expect(logOf(simulation, "1")).toMatch(
        new RegExp(`^Invoice #1 has its bill archived in BILL\\. .* ${NOTE}$`),
      );
      await platform.run("Send To Bill", { idn: "1" });
      await settled(simulation);
      expect([logOf(simulation, "1"), linkOf(simulation, "1")]).toEqual([
        NOTE,
        expect.stringMatching(/^00n/),
      ]);
      precoro.world.cancel("2");
      await settled(simulation);
      expect(logOf(simulation, "2")).toBe("");
    },
  ));

test("a note on a payment joins what stands there, and stays when that is settled", () =>
  withSimulation(
    acmeWorld([document("1", {}, "100")], {}, { ...CONFIG, "Payments Schedule": "*/15 * * * *" }),
    async (simulation) => {
      const { bill, precoro } = simulation;
      await approve(simulation, "1");
      const { id } = bill.world.pay(linkOf(simulation, "1"), { amount: 40 });
      await settled(simulation, 31 * MINUTE_MS);
      precoro.world.revise("1", { items: { data: [{ name: "Paper", price: "120" }] } });
      await settled(simulation);
      bill.world.void(id);
      await settled(simulation, 31 * MINUTE_MS);
      // Once the payment is gone, the bill takes the change, and the text about it goes.
      const changed = "/invoices/1: Invoice #1 was changed in Precoro, but ";
      const note = `Payment ${id} of 40.00 on Invoice #1 was imported earlier`;
      expect(writesOf(simulation)).toEqual([
        expect.stringContaining(changed),
        expect.stringMatching(new RegExp(`^${changed}.* ${note}`)),
        expect.stringContaining(`/invoices/1: ${note}`),
      ]);
    },
  ));

test("a text that Precoro refuses does not cost the link: it is written alone", () => {
  const invoices = [document("1")];
  const world = acmeWorld(
    invoices,
    { precoro: { suppliers: [{ ...supplier, externalId: null }], invoices } },
    CONFIG,
  );
  return withSimulation(world, async (simulation) => {
    const { platform, precoro } = simulation;
    await approve(simulation, "1");
    await settled(simulation, HOUR_MS);
    expect(logOf(simulation, "1")).not.toBe("");
    await platform.run("Map Supplier", { supplierId: supplier.id });
    precoro.faults.add({ match: "PATCH /invoices/{id}", kind: "invalid" });
    await settled(simulation, 61 * MINUTE_MS);
    const patches = precoro.journal.entries.flatMap(({ method, request }) =>
      method === "PATCH" ? [request] : [],
    );
    expect(patches.slice(-2)).toEqual([
      { externalId: linkOf(simulation, "1"), externalIntegrationLog: "" },
      { externalId: linkOf(simulation, "1") },
    ]);
    expect(linkOf(simulation, "1")).not.toBe("");
  });
});
