/**
 * Publishes the built component, then the integration that uses it. `LATEST` may still be the version before for a while after a
 * publish, so the integration is imported with the number of the component's version, once Prismatic shows that version. The number and
 * the organization's developer key are filled into a copy outside the tree, which is removed. Each step is told with its ID.
 *
 *   BILL_DEV_KEY     the organization's developer key of BILL; needed unless the file's BILL connection is kept elsewhere
 *   INTEGRATION_ID   the integration that is updated; without it a new one is made, whose ID is printed, unless there is one of its name
 *   YAML             a file of the same form with changes of one's own; without it the shipped precoro-bill.yml
 *   COMMENT          said of both versions
 *   MARKETPLACE      "available" offers the version in the marketplace, with the overview of listing.md
 *   TRIES, PAUSE     how often Prismatic is asked for the component's version, and the seconds between; 30 times, 10 seconds apart
 */
const { spawnSync } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");

const { BILL_DEV_KEY, INTEGRATION_ID, COMMENT = "Published by script", MARKETPLACE = "" } = process.env;
const { YAML, TRIES = "30", PAUSE = "10" } = process.env;
const COMPONENT = "precoro-bill";
const EMPTY_KEY = /(devKey:\s*\{\s*type: value,\s*value: )""/;
const UNPINNED = /(key: precoro-bill,\s*isPublic: false,\s*version: )LATEST\b/g;
const dist = join(__dirname, "..", "connector", "dist");

const say = (line) => process.stdout.write(`${line}\n`);
const fail = (why) => {
  process.stderr.write(`${why}\n`);
  process.exit(2);
};
/** No key and no token reaches a log, whatever the command line or the server quotes. */
const withoutSecrets = (text) =>
  ["BILL_DEV_KEY", "PRISM_REFRESH_TOKEN", "PRISM_ACCESS_TOKEN"]
    .filter((name) => process.env[name])
    .reduce((shown, name) => shown.replaceAll(process.env[name], `(${name})`), text);

/**
 * What the vendor's command line prints; where it is an ID, that is the last line. It ends here when it fails.
 * It neither gets the developer key nor prints its requests, which hold the key.
 */
const prism = (words, cwd = __dirname) => {
  const { BILL_DEV_KEY: _key, PRISMATIC_PRINT_REQUESTS: _print, ...env } = process.env;
  const { status, stdout, stderr, error } = spawnSync("prism", words, { cwd, env, encoding: "utf8" });
  if (error) fail(`prism cannot be started (${error.code}). Run npm ci first.`);
  process.stderr.write(withoutSecrets(stderr));
  if (status !== 0) {
    process.stdout.write(withoutSecrets(stdout));
    process.exit(status ?? 1);
  }
  return stdout.trim();
};
const idOf = (printed) => printed.split("\n").at(-1);

/** A second integration of one name would be installed beside the first, and both would send. */
const refuseSecond = (name) => {
  const rows = JSON.parse(prism(["integrations:list", "--search", name, "--extended", "--output", "json"]));
  const [same] = rows.filter((row) => row.name === name);
  if (same)
    fail(
      `There is an integration named ${name} already: set INTEGRATION_ID=${same.id} to update it, or rename it.`,
    );
};

/** Publishes the component unless it is unchanged. The number of its new version, or undefined. */
const publishComponent = () => {
  const printed = prism(
    ["components:publish", "--no-confirm", "--skip-on-signature-match", "--comment", COMMENT],
    dist,
  );
  const version = /Successfully submitted .* \(v(\d+)\)/.exec(printed)?.[1];
  if (version === undefined && !/skipping publish/.test(printed))
    fail(`The component's version can't be read in what prism printed:\n${withoutSecrets(printed)}`);
  return version && Number(version);
};

/** The component's versions that Prismatic shows: those can be imported. */
const shownVersions = () =>
  JSON.parse(
    prism(["components:list", "--showAllVersions", "--search", COMPONENT, "--extended", "--output", "json"]),
  )
    .filter((row) => row.key === COMPONENT && String(row.public) === "false" && !row.customerId)
    .map((row) => Number(row.versionNumber));

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(PAUSE) * 1000);

/** Waits until Prismatic shows the published version, or any, if none was published. The number to pin. */
const waitFor = (published) => {
  for (let asked = 1; ; asked++) {
    const shown = shownVersions();
    if (published === undefined && shown.length > 0) return Math.max(...shown);
    if (shown.includes(published)) return published;
    if (asked >= Number(TRIES)) {
      const what =
        published === undefined ? "no version" : `version ${published}, which was published, not yet`;
      fail(
        `Of the component ${COMPONENT}, Prismatic shows ${what}. The integration was not imported. Run npm run publish again ` +
          "in some minutes; if that does not help, look at the component in Prismatic, or ask Prismatic's support.",
      );
    }
    say(`Prismatic does not show it yet; asking again in ${PAUSE} seconds.`);
    pause();
  }
};

/** The YAML with the component's version and the developer key. */
const filledIn = (yaml, version) => {
  const pinned = yaml.replace(UNPINNED, (_, before) => before + version);
  const count = (text, wanted) => text.match(wanted)?.length ?? 0;
  if (count(yaml, UNPINNED) !== count(yaml, /\bkey: precoro-bill\b/g))
    fail(`${file} refers to the component in a way that can't be pinned.`);
  return pinned.replace(EMPTY_KEY, (_, before) => before + JSON.stringify(BILL_DEV_KEY));
};

/** The part of the listing that customers read: all from its overview on. */
const overviewOf = (listing) =>
  listing.slice(listing.indexOf("## Overview\n") + "## Overview\n".length).trim();

const file = YAML ? resolve(YAML) : join(__dirname, "precoro-bill.yml");
if (!existsSync(file)) fail(`There is no file ${file}.`);
const yaml = readFileSync(file, "utf8");
const asksForKey = /\bdevKey:/.test(yaml);
if (asksForKey && !BILL_DEV_KEY) fail("BILL_DEV_KEY is not set: the organization's developer key of BILL.");
if (!["", "available"].includes(MARKETPLACE)) fail('MARKETPLACE is "available" or not set at all.');
if (!(Number(TRIES) >= 1 && Number(PAUSE) >= 0)) fail("TRIES and PAUSE are numbers.");
if (asksForKey && !EMPTY_KEY.test(yaml)) fail(`${file} has no empty developer key to fill in.`);
if (!existsSync(join(dist, "index.js"))) fail("There is no build. Run npm run build first.");

say(prism(["me"]));
if (!INTEGRATION_ID) refuseSecond(/^name: (.*)$/m.exec(yaml)[1]);

const published = publishComponent();
if (published) say(`Published version ${published} of the component ${COMPONENT}.`);
const version = waitFor(published);
say(
  published
    ? `Prismatic shows version ${version}.`
    : `The component ${COMPONENT} is unchanged since version ${version}.`,
);

const folder = mkdtempSync(join(tmpdir(), "precoro-bill-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
// Interrupted, the script goes on until the command in progress has ended, and then ends itself.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
const copy = join(folder, "precoro-bill.yml");
writeFileSync(copy, filledIn(yaml, version), { mode: 0o600 });
prism(["integrations:validate-yaml", copy]);
say(`Prismatic accepts the integration's YAML with version ${version} of the component.`);

const icon = join(__dirname, "..", "connector", "assets", "icon.png");
const update = INTEGRATION_ID ? ["--integrationId", INTEGRATION_ID] : [];
const id = idOf(
  prism(["integrations:import", "--path", copy, "--icon-path", icon, "--no-confirm", ...update]),
);
say(
  INTEGRATION_ID
    ? `Updated the integration ${id}.`
    : `Made the integration ${id}: keep it as INTEGRATION_ID.`,
);
const versionId = idOf(prism(["integrations:publish", id, "--comment", COMMENT]));
say(`Published its version ${versionId}.`);
if (MARKETPLACE === "available") {
  const overview = overviewOf(readFileSync(join(__dirname, "listing.md"), "utf8"));
  const offered = ["--available", "--deployable", "--allow-multiple-instances", "--overview", overview];
  prism(["integrations:marketplace", versionId, ...offered]);
  say("Offered it in the marketplace.");
}
