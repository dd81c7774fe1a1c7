/** The wizard's page *Map suppliers*: what it offers, what a deploy makes of it, and that an old choice undoes nothing. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { messageOf, resultsOf, withSimulation } from "../kit/withSimulation";
import { HOUR_MS, quiet, stopAfter, vendor } from "./pendingImports";

const world: WorldInput = {
  ...quiet,
  bill: {
    vendors: [
      vendor(1, { name: "Acme Paper" }),
      vendor(2, { name: "Binder Company" }),
      vendor(3, { name: "Taken" }),
      vendor(4, { name: "Twin" }),
      vendor(5, { name: "TWIN" }),
      vendor(6, { name: "Gone", archived: true }),
    ],
  },
  precoro: {
    suppliers: [
      { id: 51, name: "acme  paper" },
      { id: 52, name: "Binder & Co" },
      { id: 53, name: "Taken too", externalId: vendor(3).id },
      { id: 54, name: "Taken" },
      { id: 55, name: "Twin" },
      { id: 56, name: "Off", enable: false },
      { id: 57, name: "Foreign", externalId: "QBO-1" },
    ],
  },
};

interface Form {
  schema: {
    properties: {
      mappings: { items: { properties: Record<string, { oneOf?: { const: string; title: string }[] }> } };
    };
  };
  uiSchema: { label: string };
}
type Choice = { object: { key: string; label: string }; defaultSelected: boolean };

const openPage = async ({ platform }: Simulation) => {
  const [picker, form] = await Promise.all([
    platform.dataSource("Suppliers To Map"),
    platform.dataSource("Supplier Mappings"),
  ]);
  return { picker: picker as Choice[], form: form as Form };
};
const choicesOf = ({ schema }: Form, column: string) =>
  schema.properties.mappings.items.properties[column]?.oneOf?.map(({ title }) => title);

const save = async ({ platform }: Simulation, config: Record<string, unknown>) => {
  platform.configure(config);
  await platform.deploy();
  await platform.idle();
  const deploy = platform.executions.filter(({ flow }) => flow === "Initial Import").at(-1);
  if (!deploy) throw new Error("There was no deploy.");
  return deploy;
};

const links = ({ precoro }: Simulation) =>
  Object.fromEntries(precoro.world.suppliers().map(({ id, externalId }) => [id, externalId]));
const rows = (...pairs: [supplier: number | string | undefined, vendor: string | undefined][]) => ({
  mappings: pairs.map(([supplier, of]) => ({ supplier, vendor: of })),
});
const linksBefore = {
  51: null,
  52: null,
  53: vendor(3).id,
  54: null,
  55: null,
  56: null,
  57: "QBO-1",
};

test("the page offers suppliers without a link and vendors that are free; what is chosen is linked, and no card is changed", () =>
  withSimulation(world, async (simulation) => {
    const { picker, form } = await openPage(simulation);
    expect(picker.map(({ object }) => object.label)).toEqual([
      `acme  paper (51) → Acme Paper (${vendor(1).id})`,
      `Twin (55) → Twin (${vendor(4).id})`,
      `Twin (55) → TWIN (${vendor(5).id})`,
    ]);
    expect(picker.some(({ defaultSelected }) => defaultSelected)).toBe(false);
    expect(choicesOf(form, "supplier")).toEqual([
      "acme  paper (51)",
      "Binder & Co (52)",
      "Taken (54)",
      "Twin (55)",
    ]);
    expect(choicesOf(form, "vendor")).toHaveLength(5);

    const deploy = await save(simulation, {
      "Suppliers To Map": picker
        .filter(({ object }) => /Acme|TWIN/.test(object.label))
        .map(({ object }) => ({ object })),
      "Supplier Mappings": rows([52, vendor(2).id]),
    });
    expect(resultsOf(deploy)).toEqual({ 51: "linked", 55: "linked", 52: "linked" });
    expect(links(simulation)).toEqual({
      ...linksBefore,
      51: vendor(1).id,
      52: vendor(2).id,
      55: vendor(5).id,
    });
    expect(simulation.precoro.journal.writes().map(({ method }) => method)).toEqual([
      "PATCH",
      "PATCH",
      "PATCH",
    ]);

    await simulation.clock.sleep(61_000);
    const again = await openPage(simulation);
    expect(again.picker.map(({ object }) => object.label)).toEqual([
      "(No supplier without a link has the name of a vendor)",
    ]);
    expect(choicesOf(again.form, "supplier")).toEqual(["Taken (54)"]);
  }));

test("the same mapping again is unchanged and costs one call; a newer link is left and said", () =>
  withSimulation(
    {
      ...world,
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
  withSimulation(world, async (simulation) => {
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
  withSimulation(world, async (simulation) => {
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
  withSimulation(world, async (simulation) => {
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
  withSimulation({ ...world, config: { ...quiet.config, ...config } }, async ({ platform, precoro }) => {
    expect(platform.executions[0]).toMatchObject({
      flow: "Initial Import",
      status: "succeeded",
      results: [],
    });
    expect(precoro.journal.entries).toEqual([]);
  }),
);

test("a limit stops it, and Continue Imports maps the rest, once", () =>
  withSimulation(world, async (simulation) => {
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

describe("a page that can't show everything", () => {
  test("says how much it read, and ends in time", () =>
    withSimulation(
      {
        ...world,
        precoro: { suppliers: Array.from({ length: 200 }, (_, n) => ({ id: n + 1, name: `Supplier ${n}` })) },
        simulator: { pageSizeMax: 10 },
      },
      async (simulation) => {
        const begun = simulation.clock.now();
        const { picker, form } = await openPage(simulation);
        expect(simulation.clock.now() - begun).toBeLessThan(20_000);
        expect(form.uiSchema.label).toMatch(/many suppliers, so only [1-9]0 without a link could be read/);
        expect(picker[0]?.object.label).toMatch(/only [1-9]0 without a link could be read/);
      },
    ));

  test("asks for IDs where Precoro does not answer", () =>
    withSimulation(world, async (simulation) => {
      simulation.precoro.faults.add({ match: "GET /suppliers", kind: "500", times: 9 });
      const { picker, form } = await openPage(simulation);
      expect(picker).toHaveLength(1);
      expect(form.schema.properties.mappings.items.properties).toMatchObject({
        supplier: { type: "string", title: "Supplier in Precoro (ID)" },
      });
      expect(choicesOf(form, "vendor")).toHaveLength(5);
    }));

  test("both parts are filled again within the same minute", () =>
    withSimulation(world, async (simulation) => {
      await openPage(simulation);
      await simulation.clock.sleep(5_000);
      const { picker, form } = await openPage(simulation);
      expect(picker).toHaveLength(3);
      expect(choicesOf(form, "supplier")).toHaveLength(4);
    }));
});
