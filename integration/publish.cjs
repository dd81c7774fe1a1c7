/**
 * Publishes the integration. The organization's developer key is filled into a copy outside the tree, which is imported and
 * removed; then a version is published, and offered to customers if that is asked for. Each step is told with its ID.
 *
 *   BILL_DEV_KEY     needed: the organization's developer key of BILL
 *   INTEGRATION_ID   the integration that is updated; without it a new one is made, whose ID is printed, unless there is one of its name
 *   COMMENT          said of the version
 *   MARKETPLACE      "available" offers the version in the marketplace, with the overview of listing.md
 */
const { spawnSync } = require("node:child_process");
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const { BILL_DEV_KEY, INTEGRATION_ID, COMMENT = "Published by script", MARKETPLACE = "" } = process.env;
const EMPTY_KEY = /(devKey:\s*\{\s*type: value,\s*value: )""/;

const fail = (why) => {
  process.stderr.write(`${why}\n`);
  process.exit(2);
};

/** What the vendor's command line prints; where it is an ID, that is the last line. It ends here when it fails. */
const prism = (...words) => {
  const { status, stdout, error } = spawnSync("prism", words, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) fail(`prism cannot be started (${error.code}). Run npm ci first.`);
  if (status !== 0) {
    process.stdout.write(stdout);
    process.exit(status ?? 1);
  }
  return stdout.trim();
};
const idOf = (printed) => printed.split("\n").at(-1);
const say = (line) => process.stdout.write(`${line}\n`);

/** A second integration of one name would be installed beside the first, and both would send. */
const refuseSecond = (name) => {
  const rows = JSON.parse(prism("integrations:list", "--search", name, "--extended", "--output", "json"));
  const [same] = rows.filter((row) => row.name === name);
  if (same)
    fail(
      `There is an integration named ${name} already: set INTEGRATION_ID=${same.id} to update it, or rename it.`,
    );
};

/** The part of the listing that customers read: all from its overview on. */
const overviewOf = (listing) =>
  listing.slice(listing.indexOf("## Overview\n") + "## Overview\n".length).trim();

const shipped = readFileSync(join(__dirname, "precoro-bill.yml"), "utf8");
if (!BILL_DEV_KEY) fail("BILL_DEV_KEY is not set: the organization's developer key of BILL.");
if (!["", "available"].includes(MARKETPLACE)) fail('MARKETPLACE is "available" or not set at all.');
if (!EMPTY_KEY.test(shipped)) fail("precoro-bill.yml has no empty developer key to fill in.");

const folder = mkdtempSync(join(tmpdir(), "precoro-bill-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const copy = join(folder, "precoro-bill.yml");
writeFileSync(
  copy,
  shipped.replace(EMPTY_KEY, (_, before) => before + JSON.stringify(BILL_DEV_KEY)),
  {
    mode: 0o600,
  },
);

say(prism("me"));
const icon = join(__dirname, "..", "connector", "assets", "icon.png");
const update = INTEGRATION_ID ? ["--integrationId", INTEGRATION_ID] : [];
if (!INTEGRATION_ID) refuseSecond(/^name: (.*)$/m.exec(shipped)[1]);
const imported = prism("integrations:import", "--path", copy, "--icon-path", icon, "--no-confirm", ...update);
const id = idOf(imported);
say(
  INTEGRATION_ID
    ? `Updated the integration ${id}.`
    : `Made the integration ${id}: keep it as INTEGRATION_ID.`,
);
const version = idOf(prism("integrations:publish", id, "--comment", COMMENT));
say(`Published its version ${version}.`);
if (MARKETPLACE === "available") {
  const overview = overviewOf(readFileSync(join(__dirname, "listing.md"), "utf8"));
  prism(
    "integrations:marketplace",
    version,
    "--available",
    "--deployable",
    "--allow-multiple-instances",
    "--overview",
    overview,
  );
  say("Offered it in the marketplace.");
}
