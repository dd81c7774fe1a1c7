/**
 * What the vendor's command line sends when publishing, and in which order: the whole component, only the bundle and the icon, the YAML byte
 * for byte but for the pinned version and the developer key.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import component from "../../connector";
import { isLong } from "../product/kit/long";
import { type RecordingPlatform, recordingPlatform } from "./recordingPlatform";
import { unzip } from "./unzip";

jest.setTimeout(180_000);

const root = join(__dirname, "../..");
const executables = join(root, "node_modules", ".bin");
const shipped = readFileSync(join(root, "integration", "precoro-bill.yml"), "utf8");
const KEY = "01DEVELOPERKEYOFTHETEST";

let platform: RecordingPlatform;
let home: string;
let prism: ChildProcess;

/** The vendor's commands, loaded once. The executable itself takes more than a second for each. */
const loadedPrism = async () => {
  const [script, socket] = [join(__dirname, "prism.cjs"), join(home, "prism.sock")];
  mkdirSync(join(home, "bin"));
  writeFileSync(
    join(home, "bin", "prism"),
    `#!/bin/sh\nexec '${process.execPath}' '${script}' call '${socket}' "$@"\n`,
    { mode: 0o755 },
  );
  const child = spawn(process.execPath, [script, "serve", socket], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "publishing-"));
  [platform, prism] = await Promise.all([recordingPlatform(), loadedPrism()]);
});
beforeEach(() => {
  platform.sent.length = 0;
});
afterAll(async () => {
  prism.kill();
  rmSync(home, { recursive: true, force: true });
  await platform.close();
});

/** Runs a publishing command as a publisher would, without any account of this machine. */
const run = (
  command: string,
  env: Record<string, string> = {},
  folder = isLong ? executables : join(home, "bin"),
) =>
  new Promise<{ code: number | null; output: string }>((done) => {
    const child = spawn("sh", ["-c", command], {
      cwd: root,
      env: {
        PATH: [folder, process.env["PATH"]].join(delimiter),
        HOME: home,
        TMPDIR: home,
        PRISMATIC_URL: platform.url,
        PRISM_ACCESS_TOKEN: "access-token-of-the-test",
        // Asked for by somebody who looks for a fault: the requests hold the developer key.
        PRISMATIC_PRINT_REQUESTS: "1",
        ...env,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
    child.on("close", (code) => done({ code, output }));
  });

/** Publishes, and never prints a secret nor leaves the copy with the key. */
const publish = async (env: Record<string, string> = {}) => {
  const { code, output } = await run("node integration/publish.cjs", {
    BILL_DEV_KEY: KEY,
    INTEGRATION_ID: "integration-1",
    PAUSE: "0",
    ...env,
  });
  expect(output).not.toMatch(new RegExp(`${KEY}|access-token-of-the-test`));
  expect(readdirSync(home).filter((name) => name.startsWith("precoro-bill-"))).toEqual([]);
  return { code, lines: output.trim().split("\n") };
};

const sentAs = (operation: string) =>
  platform.sent.filter((one) => one.operation === operation).at(-1)?.variables ?? {};
/** What was sent, without who is asking. */
const operations = () => platform.sent.map((one) => one.operation).filter((name) => name !== "whoami");
/** The YAML as it is imported. */
const pinnedTo = (version: number, yaml = shipped) =>
  yaml
    .replace(/(precoro-bill, isPublic: false, version: )LATEST/g, `$1${version}`)
    .replace(/(devKey:\s*\{\s*type: value,\s*value: )""/, `$1"${KEY}"`);

type Keyed = { key: string; inputs?: { key: string }[] };
const keysOf = (parts: unknown) =>
  (parts as Keyed[]).map(({ key, inputs = [] }) => [key, inputs.map((one) => one.key)]);

const LISTED = ["listComponents", "listComponents", "listComponents"];

test("the component, then its version once it is shown, then the integration that has it pinned", async () => {
  Object.assign(platform.component, { version: 4, shownAtAsking: 3 });
  const { code, lines } = await publish({ COMMENT: "What is new", MARKETPLACE: "available" });
  expect(lines).toContain(`Endpoint URL: ${platform.url}`);
  expect([code, ...lines.slice(lines.findIndex((line) => line.startsWith("Published")))]).toEqual([
    0,
    "Published version 4 of the component precoro-bill.",
    "Prismatic does not show it yet; asking again in 0 seconds.",
    "Prismatic does not show it yet; asking again in 0 seconds.",
    "Prismatic shows version 4.",
    "Prismatic accepts the integration's YAML with version 4 of the component.",
    "Updated the integration integration-1.",
    "Published its version version-1.",
    "Offered it in the marketplace.",
  ]);
  expect(operations()).toEqual([
    ...["component", "publishComponent", ...LISTED, "validateIntegrationSchema"],
    ...["importIntegration", "getPresignedUrl", "commitAvatarUpload", "publishIntegration"],
    "updateMarketplaceConfiguration",
  ]);
  const definition = String(sentAs("importIntegration")["definition"]);
  expect(definition).toBe(pinnedTo(4));
  expect(definition).not.toMatch(/precoro-bill[^}]*LATEST/);
  expect(sentAs("validateIntegrationSchema")["definition"]).toBe(definition);
  expect(sentAs("importIntegration")["integrationId"]).toBe("integration-1");
  expect(sentAs("publishComponent")["comment"]).toBe("What is new");
  expect(sentAs("publishIntegration")).toMatchObject({ id: "integration-1", comment: "What is new" });
  expect(sentAs("updateMarketplaceConfiguration")).toMatchObject({
    id: "version-1",
    overview: expect.stringMatching(/^Precoro approves what your company buys[\s\S]*## What it needs/),
  });
  const icon = readFileSync(join(root, "connector", "assets", "icon.png"));
  expect(platform.files.get("/integration-icon")?.equals(icon)).toBe(true);
  expect(sentAs("commitAvatarUpload")).toMatchObject({ integrationId: "integration-1" });
  // The copy with the key never was in the tree.
  expect(readFileSync(join(root, "integration", "precoro-bill.yml"), "utf8")).toBe(shipped);

  // The component: every part with its fields, and a zip of only the bundle and the icon.
  const { definition: head, actions, triggers, dataSources, connections } = sentAs("publishComponent");
  expect(head).toMatchObject({ key: "precoro-bill", public: false, display: { iconPath: "icon.png" } });
  const built = component as unknown as Record<string, Record<string, Keyed>>;
  for (const [name, parts] of Object.entries({ actions, triggers, dataSources }))
    expect(keysOf(parts)).toEqual(keysOf(Object.values(built[name] ?? {})));
  expect(keysOf(connections)).toEqual(keysOf(component.connections));
  const dist = join(root, "connector", "dist");
  const files = unzip(platform.files.get("/package") ?? Buffer.alloc(0));
  expect([...files.keys()].sort()).toEqual(readdirSync(dist).sort());
  expect([...files.keys()].sort()).toEqual(["icon.png", "index.js"]);
  for (const [name, bytes] of files) expect(bytes.equals(readFileSync(join(dist, name)))).toBe(true);
  expect(platform.files.get("/icon")?.equals(icon)).toBe(true);
  expect(files.get("index.js")?.toString()).not.toMatch(/sourceMappingURL|access-token-of-the-test/);
});

test("the same build is not published again: the version that is there is pinned", async () => {
  const sent = platform.files.get("/package") ?? Buffer.alloc(0);
  const signature = createHash("sha1").update(sent).digest("hex");
  Object.assign(platform.component, { version: 4, shownAtAsking: 1, signature });
  const { code, lines } = await publish();
  platform.component.signature = null;
  expect([code, lines.at(-4)]).toEqual([0, "The component precoro-bill is unchanged since version 4."]);
  expect(operations().slice(0, 4)).toEqual([
    "component",
    "listComponents",
    "validateIntegrationSchema",
    "importIntegration",
  ]);
  expect(sentAs("importIntegration")["definition"]).toBe(pinnedTo(4));
});

test("a version that is never shown: nothing is imported", async () => {
  Object.assign(platform.component, { version: 5, shownAtAsking: 99 });
  const { code, lines } = await publish({ TRIES: "3" });
  expect([code, lines.at(-1)]).toEqual([
    2,
    "Of the component precoro-bill, Prismatic shows version 5, which was published, not yet. The integration was not imported. " +
      "Run npm run publish again in some minutes; if that does not help, look at the component in Prismatic, or ask Prismatic's support.",
  ]);
  expect(operations()).toEqual(["component", "publishComponent", ...LISTED]);
});

test.each([
  ["validateIntegrationSchema", ["validateIntegrationSchema"], "Error: Validation failed: "],
  ["importIntegration", ["validateIntegrationSchema", "importIntegration"], "Error: "],
])("%s is refused: its words are told, and nothing is published", async (operation, last, words) => {
  Object.assign(platform.component, { version: 6, shownAtAsking: 1 });
  platform.refused.set(operation, `The key ${KEY} is not a step.`);
  const { code, lines } = await publish();
  platform.refused.clear();
  // The executable breaks and marks the lines of an error.
  expect([code, lines.join(" ").replace(/[\s›]+/g, " ")]).toEqual([
    1,
    expect.stringContaining(`${words}definition: The key (BILL_DEV_KEY) is not a step.`),
  ]);
  expect(operations()).toEqual(["component", "publishComponent", "listComponents", ...last]);
});

test("an integration that exists is never created a second time, and a new one is, also of an edited file", async () => {
  platform.integrations.push(
    { id: "integration-8", name: "Precoro for BILL, a copy" },
    { id: "integration-7", name: "Precoro for BILL" },
  );
  const { code, lines } = await publish({ INTEGRATION_ID: "" });
  expect([code, lines.at(-1), operations()]).toEqual([
    2,
    "There is an integration named Precoro for BILL already: set INTEGRATION_ID=integration-7 to update it, or rename it.",
    ["listIntegrations"],
  ]);
  platform.integrations.length = 0;
  Object.assign(platform.component, { version: 7, shownAtAsking: 1 });
  // Its BILL connection is kept elsewhere, so there is no key to fill in.
  const edited = shipped.replace(/ devKey:[\s\S]*?(?= gatewayUrl:)/, "");
  writeFileSync(join(home, "new.yml"), edited);
  const made = await publish({ INTEGRATION_ID: "", BILL_DEV_KEY: "", YAML: join(home, "new.yml") });
  expect(made.lines).toContain("Made the integration integration-1: keep it as INTEGRATION_ID.");
  expect(sentAs("importIntegration")).toEqual({ definition: pinnedTo(7, edited), replace: false });
});

test("without the developer key, or with an unknown option, nothing is sent", async () => {
  const refusals: [Record<string, string>, string][] = [
    [{ BILL_DEV_KEY: "" }, "BILL_DEV_KEY is not set: the organization's developer key of BILL."],
    [{ MARKETPLACE: "true" }, 'MARKETPLACE is "available" or not set at all.'],
    [{ TRIES: "0" }, "TRIES and PAUSE are numbers."],
  ];
  for (const [env, why] of refusals) expect(await publish(env)).toEqual({ code: 2, lines: [why] });
  expect(platform.sent).toEqual([]);
});

test("the vendor's executable gets the shipped file, byte for byte, to validate", async () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const { code, output } = await run(
    scripts["validate:integration"] ?? "",
    { PRISMATIC_PRINT_REQUESTS: "" },
    executables,
  );
  expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
  expect(sentAs("validateIntegrationSchema")["definition"]).toBe(shipped);
});
