/** What a deploy makes of the mappings in the wizard: only suppliers without a link are linked, and an old choice undoes nothing. */
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import { links, linksBefore, mappingWorld, rows, save } from "./mappingWorld";
import { HOUR_MS, quiet, stopAfter, vendor } from "./pendingImports";

test("the same mapping again is unchanged and costs one call; a newer link is left and said", () =>
  withSimulation(
    {
      ...mappingWorld,
      config: { ...quiet.config, "Supplier Mappings": rows([52, vendor(2).id], [51, vendor(1).id]) },
    },
    async (simulation) => {
      const { precoro, clock } = simulation;
      expect(links(simulation)).toMatchObject({ 51: vendor(1).id, 52: vendor(2).id });
      const calls = precoro.journal.entries.length;
      await clock.sleep(61_000);
      expect(resultsOf(await save(simulation, {}))).toEqual({ 51: "unchanged", 52: "unchanged" });
      expect(precoro.journal.entries).toHaveLength(calls + 1);

      // A person gives the supplier to another vendor.
      precoro.world.setSupplierLink(52, { externalId: vendor(4).id });
      await clock.sleep(61_000);
      const deploy = await save(simulation, {});
      expect(resultsOf(deploy)).toEqual({ 51: "unchanged", 52: "skipped supplier-linked-to-other-vendor" });
      expect(messageOf(deploy, "52")).toContain(
        `Binder & Co (52) is already linked to BILL vendor Twin (${vendor(4).id})`,
      );
      expect(links(simulation)).toMatchObject({ 51: vendor(1).id, 52: vendor(4).id });
    },
  ));

test("a mapping that can't be made is rejected with what to do, and the others are made", () =>
  withSimulation(mappingWorld, async (simulation) => {
    const deploy = await save(simulation, {
      "Suppliers To Map": [{ object: { key: `51:${vendor(1).id}`, label: "" } }],
      "Supplier Mappings": rows(
        [999, vendor(2).id],
        [52, vendor(6).id],
        [54, vendor(3).id],
        [55, "00901NOBODY000000000"],
        [57, vendor(2).id],
        [56, undefined],
        [undefined, undefined],
        ["x", "y"],
      ),
    });
    expect(resultsOf(deploy)).toEqual({
      51: "linked",
      999: "rejected supplier-not-found",
      52: "rejected mapped-vendor-archived",
      54: "rejected vendor-linked-twice",
      55: "rejected vendor-not-found",
      57: "rejected external-id-not-from-bill",
      56: "rejected mapping-incomplete",
      x: "rejected supplier-not-found",
    });
    expect(links(simulation)).toEqual({ ...linksBefore, 51: vendor(1).id });
  }));

test("one vendor for two suppliers, and one supplier for two vendors: the first counts", () =>
  withSimulation(mappingWorld, async (simulation) => {
    const deploy = await save(simulation, {
      "Supplier Mappings": rows(
        [51, vendor(1).id],
        [52, vendor(1).id],
        [51, vendor(2).id],
        [51, vendor(1).id],
      ),
    });
    expect(deploy.results).toMatchObject([
      { id: "51", outcome: "linked" },
      { id: "52", outcome: "rejected", reason: "vendor-linked-twice" },
      { id: "51", outcome: "skipped", reason: "supplier-linked-to-other-vendor" },
    ]);
    expect(links(simulation)).toEqual({ ...linksBefore, 51: vendor(1).id });
  }));

test("a vendor that is mapped and selected for import gets no second supplier", () =>
  withSimulation(mappingWorld, async (simulation) => {
    const deploy = await save(simulation, {
      "Vendors To Import": [{ object: { key: vendor(2).id, label: "" } }],
      "Supplier Mappings": rows([52, vendor(2).id]),
    });
    expect(resultsOf(deploy)).toEqual({ 52: "linked", [vendor(2).id]: "unchanged" });
    expect(simulation.precoro.world.suppliers()).toHaveLength(7);
  }));

test.each<[string, Record<string, unknown>]>([
  ["nothing", {}],
  ["an empty text", { "Suppliers To Map": "", "Supplier Mappings": "" }],
  ["empty lists", { "Suppliers To Map": [], "Supplier Mappings": [] }],
  ["an empty object", { "Supplier Mappings": {} }],
  ["empty JSON texts", { "Suppliers To Map": "[]", "Supplier Mappings": '{"mappings": []}' }],
  [
    "an empty row and a note",
    {
      "Suppliers To Map": [{ object: { key: "none", label: "" } }],
      "Supplier Mappings": rows([undefined, undefined]),
    },
  ],
])("%s is nothing to map, and no call", (_, config) =>
  withSimulation(
    { ...mappingWorld, config: { ...quiet.config, ...config } },
    async ({ platform, precoro }) => {
      expect(platform.executions[0]).toMatchObject({
        flow: "Initial Import",
        status: "succeeded",
        results: [],
      });
      expect(precoro.journal.entries).toEqual([]);
    },
  ),
);

test("a limit stops it, and Continue Imports maps the rest, once", () =>
  withSimulation(mappingWorld, async (simulation) => {
    const { platform, precoro } = simulation;
    // Which are linked, and one supplier with its link.
    stopAfter(simulation, 3);
    const mappings = rows([51, vendor(1).id], [52, vendor(2).id], [55, vendor(5).id]);
    // As JSON text, as a config variable may come.
    const deploy = await save(simulation, { "Supplier Mappings": JSON.stringify(mappings) });
    expect(resultsOf(deploy)).toEqual({ 51: "linked" });
    expect(deploy.logs.map(({ message }) => message)).toContain(
      "Mapped suppliers: 2 left; Continue Imports maps them.",
    );
    await platform.advance(2 * HOUR_MS);
    expect(links(simulation)).toEqual({
      ...linksBefore,
      51: vendor(1).id,
      52: vendor(2).id,
      55: vendor(5).id,
    });
    const writes = precoro.journal.writes().length;
    const calls = precoro.journal.entries.length;
    await platform.advance(2 * HOUR_MS);
    expect([precoro.journal.writes().length, precoro.journal.entries.length]).toEqual([writes, calls]);
  }));

test.each(["reset-before", "reset-after", "500"] as const)(
  "a write that fails (%s) is repeated, and a failure that lasts is tried again by Continue Imports",
  (kind) =>
    withSimulation(mappingWorld, async (simulation) => {
      const { platform, precoro } = simulation;
      precoro.faults.add({ match: "PATCH /suppliers/{id}", kind, times: 1 });
      precoro.faults.add({ match: "GET /suppliers/{id}", kind, skip: 1, times: 12 });
      const deploy = await save(simulation, {
        "Supplier Mappings": rows([51, vendor(1).id], [52, vendor(2).id]),
      });
      expect(deploy).toMatchObject({ status: "succeeded" });
      expect(resultsOf(deploy)).toEqual({ 51: "linked" });
      await platform.advance(2 * HOUR_MS);
      expect(links(simulation)).toEqual({ ...linksBefore, 51: vendor(1).id, 52: vendor(2).id });
    }),
);
