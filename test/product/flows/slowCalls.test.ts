/** The calls for which a person waits, while both systems are slow: each answers in time with what it has, and says what is missing. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { runAndListWrites, withSimulation } from "../kit/withSimulation";

const VENDOR = "00901ACME0000000001";
const fields = Array.from({ length: 200 }, (_, n) => ({ id: 1_000 + n, name: `Own ${n}`, options: [] }));

const slow = (latencyMs: number): WorldInput => ({
  simulator: { latencyMs },
  bill: {
    vendors: [{ id: VENDOR, name: "Acme" }],
    departments: [{ id: "0de01SALES00000001", name: "Sales" }],
  },
  precoro: { suppliers: [{ id: 55, name: "Acme" }], documentCustomFields: fields, itemCustomFields: fields },
});

const call = async ({ platform, clock }: Simulation, flow: string, body: object) => {
  await clock.sleep(61_000);
  const begun = clock.now();
  const { statusCode, body: answer } = await platform.call(flow, body, { apiKey: platform.keyOf(flow) });
  expect(clock.now() - begun).toBeLessThanOrEqual(30_000);
  return { statusCode, answer };
};

test.each([3_000, 5_000])("both systems take %i ms, with 200 custom fields", (latencyMs) =>
  withSimulation(slow(latencyMs), async (simulation) => {
    const { answer, statusCode } = await call(simulation, "Integration Status", {});
    expect([statusCode, Object.keys(answer as object).length]).toEqual([200, 8]);
    expect(answer).toMatchObject({ vendors: { integrated: false } });
    // A list that was not reached is not known yet; the next calls go on there.
    const { paymentRequests: _, ...lists } = answer as Record<
      string,
      { integrated?: boolean; complete: boolean }
    >;
    for (const { integrated, complete } of Object.values(lists)) expect(integrated === false).toBe(complete);
    await call(simulation, "Integration Status", {});
    const { answer: known } = await call(simulation, "Integration Status", {});
    for (const list of Object.keys(lists))
      expect(known).toHaveProperty(list, expect.objectContaining({ integrated: false, complete: true }));

    const vendors = await call(simulation, "List Import Options", { list: "vendors" });
    expect(vendors).toMatchObject({ statusCode: 200, answer: { options: [{ id: VENDOR, name: "Acme" }] } });
    const departments = await call(simulation, "List Import Options", { list: "departments" });
    expect(departments).toMatchObject({ statusCode: 200, answer: { options: [{ name: "Sales" }] } });

    const mapped = await call(simulation, "Map Supplier", { supplierId: 55 });
    expect(mapped.statusCode === 200 || mapped.statusCode === 429).toBe(true);
    expect(simulation.platform.executions.filter(({ status }) => status === "failed")).toEqual([]);
  }),
);

test("a field that was renamed in Precoro after an import is the one whose options are shown as imported", () =>
  withSimulation({ ...slow(100), precoro: {} }, async (simulation) => {
    const request = { list: "departments", importAs: "documentCustomField" };
    await runAndListWrites(simulation, "Import List", { ...request, scope: "all" });
    const [field] = simulation.precoro.world.fields("documentCustomFields");
    simulation.precoro.world.editField("documentCustomFields", field?.id ?? 0, { name: "Teams" });
    const { answer } = await call(simulation, "List Import Options", { list: "departments" });
    expect(answer).toMatchObject({ options: [{ name: "Sales", integrated: true }] });
  }));
