/** Mistakes in a user's world file or definition: one sentence that says what is wrong and where. */
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
  ["text that is not JSON", "{", /world\.json is not JSON: /],
  ["a list instead of an object", "[]", /world\.json is not a world file: the file: /],
  ["an unknown key", '{"vendors": []}', /is not a world file: the file: Unrecognized key: "vendors"/],
  [
    "an unknown kind of step",
    '{"script": [{"jump": 1}]}',
    /: script\.0: is not a step; a step has one of run, .*\.$/,
  ],
  [
    "an unknown action",
    '{"script": [{"precoro": "aprove", "idn": 1}]}',
    /: script\.0\.precoro: Invalid option: expected one of "approve"/,
  ],
  [
    "an invalid duration, beside another step",
    '{"script": [{"together": [{"run": "Reconcile"}, {"advance": "1h"}]}]}',
    /: script\.0\.together\.1\.advance: is not a duration such as PT1H\.$/,
  ],
  [
    "an unknown option",
    '{"simulator": {"fast": true}}',
    /sets an unknown simulator option, "fast"\. The options are /,
  ],
  ["an invalid time", '{"now": "today"}', /is not a world file: now: /],
])("a world file with %s", (_, text, sentence) => {
  const file = join(folder, "world.json");
  writeFileSync(file, text);
  expect(() => loadWorld(file)).toThrow(sentence);
});

test.each<[string, WorldInput, RegExp]>([
  ["a record that is not an object", { bill: { vendors: [7] } }, /bill vendors\[0\] is not an object/],
  ["an unknown collection", { precoro: { vendors: [] } }, /precoro has no collection "vendors"/],
  [
    "a record with a field of the wrong type",
    { precoro: { invoices: [{ id: "x" }] } },
    /precoro invoices\[0\] \(x\) cannot be used: id: .* expected number, received string\.$/,
  ],
  [
    "two records with the same id",
    { precoro: { suppliers: [{ id: 1 }, { id: 1 }] } },
    /another record has the id 1/,
  ],
  ["an unknown config variable", { config: { Speed: 1 } }, /no config variable "Speed"/],
  [
    "yes instead of true",
    { config: { "Send Credit Notes": "yes" } },
    /Send Credit Notes must be true or false, not "yes"\./,
  ],
  ["an unknown flow", { script: [{ run: "Import Everything" }] }, /no flow "Import Everything"/],
  [
    "a step about an unknown document",
    { script: [{ precoro: "approve", idn: "5" }] },
    /"idn":"5"\} cannot be run: Precoro has no document #5\./,
  ],
  [
    "a step about a document without a bill",
    { script: [{ bill: "archive", id: { of: "5" } }] },
    /BILL has no bill or vendor credit of document #5/,
  ],
  [
    "a fault on an unknown call",
    { script: [{ fault: { system: "bill", match: "POST /v3/nothing", kind: "500" } }] },
    /simulator has no such call/,
  ],
])("a world with %s", async (_, input, sentence) => {
  await expect(playWorld(input)).rejects.toThrow(sentence);
});

test("a definition that cannot be used", async () => {
  const shipped = readFileSync(join(__dirname, "../../../integration/precoro-bill.yml"), "utf8");
  for (const [text, sentence] of [
    [shipped.replace("definitionVersion: 7", "definitionVersion: 6"), /not of version 7/],
    [shipped.replace("key: exportBill", "key: exportBills"), /exportBills/],
    ["flows: [", /./],
  ] as const) {
    await expect(playWorld({ script: [] }, undefined, { definitionText: text })).rejects.toThrow(sentence);
  }
});

test("a world file may leave out everything", () => {
  expect(readWorld({}, "empty")).toMatchObject({ bill: {}, precoro: {}, config: {}, simulator: {} });
});
