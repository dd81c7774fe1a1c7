/** What is wrong with a world file or a definition that the user hands in: one sentence that names the place. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadWorld, readWorld, type WorldInput } from "../../sandbox/worldFile";
import { playWorld } from "../kit/playWorld";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "world-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each<[string, string, RegExp]>([
  ["no JSON", "{", /world\.json is not JSON: /],
  ["no object", "[]", /world\.json is not a world file: the file: /],
  ["an unknown key", '{"vendors": []}', /is not a world file: the file: Unrecognized key: "vendors"/],
  ["a step of no kind", '{"script": [{"jump": 1}]}', /: script\.0: is no step; a step has one of run, .*\.$/],
  [
    "a deed that there is none of",
    '{"script": [{"precoro": "aprove", "idn": 1}]}',
    /: script\.0\.precoro: Invalid option: expected one of "approve"/,
  ],
  [
    "a time that is none, beside another step",
    '{"script": [{"together": [{"run": "Reconcile"}, {"advance": "1h"}]}]}',
    /: script\.0\.together\.1\.advance: is not a duration such as PT1H\.$/,
  ],
  ["an unknown option", '{"simulator": {"fast": true}}', /sets the simulator option "fast"; there are /],
  ["a moment that is none", '{"now": "today"}', /is not a world file: now: /],
])("a world file with %s", (_, text, sentence) => {
  const file = join(folder, "world.json");
  writeFileSync(file, text);
  expect(() => loadWorld(file)).toThrow(sentence);
});

test.each<[string, WorldInput, RegExp]>([
  ["a record that is none", { bill: { vendors: [7] } }, /bill vendors\[0\] is not an object/],
  ["a collection that is none", { precoro: { vendors: [] } }, /precoro has no collection "vendors"/],
  [
    "a record of another shape",
    { precoro: { invoices: [{ id: "x" }] } },
    /precoro invoices\[0\] \(x\) cannot be used: id: .* expected number, received string\.$/,
  ],
  [
    "two records of one id",
    { precoro: { suppliers: [{ id: 1 }, { id: 1 }] } },
    /another record has the id 1/,
  ],
  ["an unknown config variable", { config: { Speed: 1 } }, /no config variable "Speed"/],
  [
    "yes for true",
    { config: { "Send Credit Notes": "yes" } },
    /Send Credit Notes is true or false, not "yes"\./,
  ],
  ["an unknown flow", { script: [{ run: "Import Everything" }] }, /no flow "Import Everything"/],
  [
    "a document that is not there",
    { script: [{ precoro: "approve", idn: "5" }] },
    /"idn":"5"\} cannot be played: Precoro has no document #5\./,
  ],
  [
    "a bill that is not there",
    { script: [{ bill: "archive", id: { of: "5" } }] },
    /BILL has nothing of document #5/,
  ],
  [
    "a fault of a call that there is none of",
    { script: [{ fault: { system: "bill", match: "POST /v3/nothing", kind: "500" } }] },
    /simulator has no such call/,
  ],
])("a world with %s", async (_, input, sentence) => {
  await expect(playWorld(input)).rejects.toThrow(sentence);
});

test("a definition that is broken", async () => {
  const shipped = readFileSync(join(__dirname, "../../../integration/precoro-bill.yml"), "utf8");
  const file = join(folder, "broken.yml");
  for (const [text, sentence] of [
    [shipped.replace("definitionVersion: 7", "definitionVersion: 6"), /not of version 7/],
    [shipped.replace("key: exportBill", "key: exportBills"), /exportBills/],
    ["flows: [", /./],
  ] as const) {
    writeFileSync(file, text);
    await expect(playWorld({ script: [] }, undefined, { definitionFile: file })).rejects.toThrow(sentence);
  }
});

test("a world file says what it can, and leaves out what it likes", () => {
  expect(readWorld({}, "empty")).toMatchObject({ bill: {}, precoro: {}, config: {}, simulator: {} });
});
