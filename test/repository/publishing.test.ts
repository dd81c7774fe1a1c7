/** What the vendor's command line sends when publishing: the whole component, only the bundle and the icon, the YAML byte for byte. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import component from "../../connector";
import { isLong } from "../product/kit/long";
import { type RecordingPlatform, recordingPlatform } from "./recordingPlatform";

jest.setTimeout(180_000);

const root = join(__dirname, "../..");
const shipped = readFileSync(join(root, "integration", "precoro-bill.yml"), "utf8");
const KEY = "01DEVELOPERKEYOFTHETEST";

let platform: RecordingPlatform;
let home: string;

beforeAll(async () => {
  platform = await recordingPlatform();
  home = mkdtempSync(join(tmpdir(), "publishing-"));
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await platform.close();
});

/** Runs a publishing command as a publisher would, without any account of this machine. */
const run = (command: string, folder: string, env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; output: string }>((done) => {
    const child = spawn("sh", ["-c", command], {
      cwd: join(root, folder),
      env: {
        PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
        HOME: home,
        TMPDIR: home,
        PRISMATIC_URL: platform.url,
        PRISM_ACCESS_TOKEN: "access-token-of-the-test",
        ...env,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
    child.on("close", (code) => done({ code, output }));
  });

const sentAs = (operation: string) =>
  platform.sent.filter((one) => one.operation === operation).at(-1)?.variables ?? {};

/** The files of a zip archive, read from its central directory. */
const unzip = (zip: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("504b0506", "hex"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    const name = zip.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
};

type Keyed = { key: string; inputs?: { key: string }[] };
const keysOf = (parts: unknown) =>
  (parts as Keyed[]).map(({ key, inputs = [] }) => [key, inputs.map((one) => one.key)]);

test("components:publish sends every part with its fields, and a zip of only the bundle and the icon", async () => {
  const { code, output } = await run(
    "prism components:publish --no-confirm --skip-on-signature-match",
    "connector/dist",
  );
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  const { definition, actions, triggers, dataSources, connections } = sentAs("publishComponent");
  expect(definition).toMatchObject({ key: "precoro-bill", public: false, display: { iconPath: "icon.png" } });
  const built = component as unknown as Record<string, Record<string, Keyed>>;
  for (const [name, parts] of Object.entries({ actions, triggers, dataSources }))
    expect(keysOf(parts)).toEqual(keysOf(Object.values(built[name] ?? {})));
  expect(keysOf(connections)).toEqual(keysOf(component.connections));

  const dist = join(root, "connector", "dist");
  const files = unzip(platform.files.get("/package") ?? Buffer.alloc(0));
  expect([...files.keys()].sort()).toEqual(readdirSync(dist).sort());
  expect([...files.keys()].sort()).toEqual(["icon.png", "index.js"]);
  for (const [name, bytes] of files) expect(bytes.equals(readFileSync(join(dist, name)))).toBe(true);
  expect(platform.files.get("/icon")?.equals(readFileSync(join(dist, "icon.png")))).toBe(true);
  expect(files.get("index.js")?.toString()).not.toMatch(/sourceMappingURL|access-token-of-the-test/);
});

test("components:signature is the same for the same build", async () => {
  const sign = () => run("prism components:signature --skip-signature-verify", "connector/dist");
  const [first, second] = [await sign(), await sign()];
  expect(first.output.trim()).toMatch(/^[0-9a-f]{40}$/);
  expect(second.output).toBe(first.output);
});

test("integrations:validate-yaml gets the shipped file, byte for byte", async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const { code, output } = await run(scripts["validate:integration"] ?? "", ".");
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  expect(sentAs("validateIntegrationSchema")["definition"]).toBe(shipped);
});

const ways: [string, Record<string, string>, string][] = [
  ["updated", { INTEGRATION_ID: "integration-7" }, "Updated the integration integration-1."],
  ["created", {}, "Made the integration integration-1: keep it as INTEGRATION_ID."],
];

// The vendor's command line takes more than a second for each of its commands.
test.each(isLong ? ways : ways.slice(0, 1))(
  "the integration is %s with the developer key, published, and offered with the listing's overview",
  async (_, env, said) => {
    const { code, output } = await run("node integration/publish.cjs", ".", {
      BILL_DEV_KEY: KEY,
      COMMENT: "What is new",
      MARKETPLACE: "available",
      ...env,
    });
    const lines = output.trim().split("\n");
    expect(lines).toContain(`Endpoint URL: ${platform.url}`);
    expect([code, lines.slice(-3)]).toEqual([
      0,
      [said, "Published its version version-1.", "Offered it in the marketplace."],
    ]);
    expect(sentAs("importIntegration")["integrationId"]).toBe(env["INTEGRATION_ID"]);
    const definition = String(sentAs("importIntegration")["definition"]);
    expect(definition).toContain(KEY);
    expect(definition.replace(JSON.stringify(KEY), '""')).toBe(shipped);
    expect(sentAs("publishIntegration")).toMatchObject({ id: "integration-1", comment: "What is new" });
    expect(sentAs("updateMarketplaceConfiguration")).toMatchObject({
      id: "version-1",
      overview: expect.stringMatching(/^Precoro approves what your company buys[\s\S]*## What it needs/),
    });
    expect(output).not.toContain(KEY);
    const icon = readFileSync(join(root, "connector", "assets", "icon.png"));
    expect(platform.files.get("/integration-icon")?.equals(icon)).toBe(true);
    expect(sentAs("commitAvatarUpload")).toMatchObject({ integrationId: "integration-1" });
    // The copy with the key is deleted, and was never in the tree.
    expect(readdirSync(home).filter((name) => name.startsWith("precoro-bill-"))).toEqual([]);
    expect(readFileSync(join(root, "integration", "precoro-bill.yml"), "utf8")).toBe(shipped);
  },
);

test("an integration that exists is never created a second time", async () => {
  platform.integrations.push(
    { id: "integration-8", name: "Precoro for BILL, a copy" },
    { id: "integration-7", name: "Precoro for BILL" },
  );
  const imports = () => platform.sent.filter(({ operation }) => operation === "importIntegration").length;
  const before = imports();
  const { code, output } = await run("node integration/publish.cjs", ".", { BILL_DEV_KEY: KEY });
  expect([code, output.trim().split("\n").at(-1), imports()]).toEqual([
    2,
    "There is an integration named Precoro for BILL already: set INTEGRATION_ID=integration-7 to update it, or rename it.",
    before,
  ]);
});

test("without the developer key, or with an unknown option, nothing is sent", async () => {
  const before = platform.sent.length;
  const { code, output } = await run("node integration/publish.cjs", ".");
  const typo = await run("node integration/publish.cjs", ".", { BILL_DEV_KEY: KEY, MARKETPLACE: "true" });
  expect([typo.code, typo.output.trim()]).toEqual([2, 'MARKETPLACE is "available" or not set at all.']);
  expect([code, output.trim()]).toEqual([
    2,
    "BILL_DEV_KEY is not set: the organization's developer key of BILL.",
  ]);
  expect(platform.sent).toHaveLength(before);
});
