/** The wizard's page *Map suppliers*: what it offers and what comes of a choice, and what it says if it can't read everything. */
import { resultsOf, withSimulation } from "../kit/withSimulation";
import { choicesOf, links, linksBefore, mappingWorld, openPage, rows, save } from "./mappingWorld";
import { vendor } from "./pendingImports";

test("the page offers suppliers without a link and vendors that are free; what is chosen is linked, and no card is changed", () =>
  withSimulation(mappingWorld, async (simulation) => {
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

test("part of a name finds what a long list doesn't show", () => {
  const many = Array.from({ length: 2_100 }, (_, n) => ({
    id: `00901MANY${String(n).padStart(11, "0")}`,
    name: `Vendor no. ${n}`,
  }));
  const last = { id: "00901LAST0000000001", name: "Zebra Print" };
  return withSimulation(
    {
      ...mappingWorld,
      bill: { vendors: [...many, last] },
      precoro: {
        suppliers: [
          { id: 51, name: "ZEBRA print" },
          { id: 52, name: "The Zebra" },
          { id: 53, name: "Yak" },
        ],
      },
      simulator: { latencyMs: 10 },
    },
    async (simulation) => {
      const all = await openPage(simulation);
      expect(all.form.uiSchema.label).toMatch(
        /more vendors than can be shown here: enter part of a name above$/,
      );
      expect(choicesOf(all.form, "vendor")).not.toContain(`Zebra Print (${last.id})`);
      simulation.platform.configure({ "Names To Find": " zebra " });
      await simulation.clock.sleep(5_000);
      const { picker, form } = await openPage(simulation);
      expect(choicesOf(form, "vendor")).toEqual([`Zebra Print (${last.id})`]);
      expect(choicesOf(form, "supplier")).toEqual(["The Zebra (52)", "ZEBRA print (51)"]);
      expect(picker.at(-1)?.object.label).toBe(`ZEBRA print (51) → Zebra Print (${last.id})`);
    },
  );
});

describe("a page that can't show everything", () => {
  test("says how much it read, and ends in time", () =>
    withSimulation(
      {
        ...mappingWorld,
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
    withSimulation(mappingWorld, async (simulation) => {
      simulation.precoro.faults.add({ match: "GET /suppliers", kind: "500", times: 9 });
      const { picker, form } = await openPage(simulation);
      expect(picker).toHaveLength(1);
      expect(form.schema.properties.mappings.items.properties).toMatchObject({
        supplier: { type: "string", title: "Supplier in Precoro (ID)" },
      });
      expect(choicesOf(form, "vendor")).toHaveLength(5);
    }));

  test("both parts are filled again within the same minute", () =>
    withSimulation(mappingWorld, async (simulation) => {
      await openPage(simulation);
      await simulation.clock.sleep(5_000);
      const { picker, form } = await openPage(simulation);
      expect(picker).toHaveLength(3);
      expect(choicesOf(form, "supplier")).toHaveLength(4);
    }));
});
