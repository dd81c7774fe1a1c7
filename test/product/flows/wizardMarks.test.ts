/** Every picker of the wizard shows what is imported, under all rate limits, with many fields and slow systems. */
import { runAndListWrites, withSimulation } from "../kit/withSimulation";
import {
  allImported,
  allMarks,
  importedFields,
  importedIn,
  labels,
  marksIn,
  open,
  openPages,
  page,
  pickers,
} from "./wizardWorld";

test("each page at once, and all pages again within a minute: every picker shows its marks", () =>
  withSimulation(allImported, async (simulation) => {
    const { bill, precoro } = simulation;
    const { count: atDeploy = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    const first = await openPages(simulation, 1);
    const second = await openPages(simulation, 1);
    expect(marksIn(first)).toEqual(allMarks);
    expect(marksIn(second)).toEqual(allMarks);
    for (const name of pickers) expect(labels(second[name])[0]).toBe("All active ones");
    expect(first["Connection Check"]).toBe("BILL works. Precoro works.");
    expect(precoro.journal.entries.filter(({ path }) => path.includes("itemcustomfields"))).toEqual([]);
    // Each data source is a process of its own, with at most one login.
    const { count = 0, refused = 0 } = bill.journal.calls()["POST /v3/login"] ?? {};
    expect(count - refused - atDeploy).toBe(2 * page.length);
  }));

const otherFields = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: 1_000 + n, name: `Own ${n}`, options: [] }));

test("among 230 custom fields, every picker finds its own", () =>
  withSimulation(
    {
      ...allImported,
      precoro: { ...allImported.precoro, documentCustomFields: [...otherFields(225), ...importedFields] },
    },
    async (simulation) => expect(marksIn(await openPages(simulation, 61))).toEqual(allMarks),
  ));

test.each([3_000, 5_000])(
  "both systems take %i ms and there are 200 custom fields: every picker is filled in time, and says what it could not check",
  (latencyMs) =>
    withSimulation(
      {
        ...allImported,
        simulator: { latencyMs },
        precoro: {
          ...allImported.precoro,
          documentCustomFields: [...importedFields, ...otherFields(200)],
        },
      },
      async (simulation) => {
        const shown = await openPages(simulation, 61);
        for (const [name, marks] of Object.entries(allMarks)) {
          const [all = "", ...entries] = labels(shown[name]);
          expect([name, entries.length > 0]).toEqual([name, true]);
          const isMarked = JSON.stringify(importedIn(shown[name])) === JSON.stringify(marks);
          expect([name, isMarked || all.includes("linked ones may not be checked")]).toEqual([name, true]);
        }
      },
    ),
);

test("what an import has just linked is marked at once", () =>
  withSimulation(
    {
      ...allImported,
      precoro: { locations: [] },
      config: { "Locations As": "Location", "Classes As": "Item custom field" },
    },
    async (simulation) => {
      const imports: [string, object][] = [
        ["Import Vendors", { scope: "all" }],
        ["Import Items", { scope: "all" }],
        ["Import List", { list: "classes", importAs: "itemCustomField", scope: "all" }],
        ["Import List", { list: "locations", importAs: "location", scope: "all" }],
      ];
      const names = ["Vendors To Import", "Items To Import", "Classes Options", "Locations Options"];
      for (const [n, [flow, body]] of imports.entries()) {
        await runAndListWrites(simulation, flow, body);
        const name = names[n] ?? "";
        const shown = await open(simulation, [name]);
        expect([name, importedIn(shown[name]).length]).toEqual([name, labels(shown[name]).length - 1]);
      }
    },
  ));
