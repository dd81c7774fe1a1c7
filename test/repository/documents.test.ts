/** The documents match the project: links and files exist, commands exist, tables are complete. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { billSettings } from "../simulators/bill";
import { precoroSettings } from "../simulators/precoro";
import { loadDefinition, platformBehavior } from "../simulators/prismatic";
import { readText, root } from "./projectFiles";

const documents = [
  "README.md",
  "test/README.md",
  "integration/README.md",
  "integration/PROBE.md",
  "integration/listing.md",
  "connector/CHANGELOG.md",
  "connector/DECISIONS.md",
];

/** The headings of a document, as links name them. */
const anchorsOf = (file: string): ReadonlySet<string> =>
  new Set(
    [...readText(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    ),
  );

test.each(documents)("%s: every link leads to an existing file and heading", (file) => {
  const links = [...readText(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
  const broken = links.filter((to) => {
    if (/^https?:/.test(to)) return false;
    const [path = "", anchor] = to.split("#");
    const target = path === "" ? file : join(dirname(file), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).has(anchor);
  });
  expect(broken).toEqual([]);
});

test.each(documents)("%s: every file that it names exists", (file) => {
  const named = [...readText(file).matchAll(/`((?:connector|test|integration)\/[\w./-]+)`/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.filter((name) => name !== "connector/dist" && !existsSync(join(root, name)))).toEqual([]);
});

test.each(documents)("%s: every npm command exists", (file) => {
  const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
  const named = [...readText(file).matchAll(/`npm (?:run )?(?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => name !== "ci" && !(name in scripts))).toEqual([]);
});

test("the README's commands exist", () => {
  const { scripts } = JSON.parse(readText("package.json")) as { scripts: Record<string, string> };
  const named = [...readText("README.md").matchAll(/npm (?:run )?(?:-s )?([\w:]+)/g)];
  expect(named.length).toBeGreaterThan(8);
  expect(named.map(([, name = ""]) => name).filter((name) => name !== "ci" && !(name in scripts))).toEqual(
    [],
  );
});

const platformOptions = Object.keys(platformBehavior.shape);

test("test/README.md names every simulator option, every fault and every step", () => {
  const text = readText("test/README.md");
  const faults = [
    "reset-before",
    "reset-after",
    "truncated",
    "slow",
    "500",
    "429",
    "invalid",
    "expired-session",
  ];
  const names = [...billSettings, ...precoroSettings, ...platformOptions, "seed", ...faults];
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  const steps = ["run", "precoro", "bill", "advance", "addKey", "fault", "together", "show"];
  expect(steps.filter((step) => !text.includes(`| \`{"${step}": `))).toEqual([]);
});

/** The rows of a vendor's table of assumptions, cell by cell. */
const assumptions = (vendor: string): string[][] => {
  const [, after = ""] = readText("connector/DECISIONS.md").split("\n## Assumptions\n");
  const [, table = ""] = (after.split("\n## ")[0] ?? "").split(`\n### ${vendor}\n`);
  const rows = (table.split("\n### ")[0] ?? "").split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) => row.slice(2, -2).split(" | "));
};

const quotedIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);

const isThere = (place: string): boolean =>
  [place, `connector/${place}.ts`].some((file) => existsSync(join(root, file)));

test.each([
  ["BILL", billSettings],
  ["Precoro", precoroSettings],
  ["Prismatic", platformOptions],
])(
  "every assumption about %s has an existing place, a simulator option or none yet, and a probe",
  (vendor, options) => {
    const rows = assumptions(vendor);
    expect(rows.length).toBeGreaterThan(20);
    const wrong = rows.filter(([, place = "", option = "", probe = "", ...more]) => {
      const places = quotedIn(place);
      const isKnown =
        option.startsWith("none yet") || quotedIn(option).some((name) => options.includes(name));
      return places.length === 0 || !places.every(isThere) || !isKnown || probe === "" || more.length > 0;
    });
    expect(wrong).toEqual([]);
    // These settings belong to the simulator itself, and answer no question about the vendor.
    const technical = ["callsBefore", "latencyMs", "limits", "pageSizeMax", "webhookRetries"];
    const explained = rows.flatMap(([, , option = ""]) => quotedIn(option));
    expect(options.filter((name) => !technical.includes(name) && !explained.includes(name))).toEqual([]);
  },
);

test("every flow and every config variable has a row in the guide", () => {
  const guide = readText("integration/README.md");
  const { flows, requiredConfigVars = [] } = loadDefinition(readText("integration/precoro-bill.yml"));
  expect(flows.map(({ name }) => name).filter((name) => !guide.includes(`| ${name} |`))).toEqual([]);
  const lists = ["Classes", "Departments", "Customers", "Locations"];
  const names = requiredConfigVars
    .map(({ key }) => key)
    .filter((key) => !lists.some((list) => key.startsWith(list) && / (As|Filter|Options)$/.test(key)))
    .filter((key) => key !== "Chart of Accounts Options");
  expect(names.filter((name) => !guide.includes(name))).toEqual([]);
});

test("no config page starts more than four data sources: they all call Precoro at the same time", () => {
  const { configPages = [], requiredConfigVars = [] } = loadDefinition(
    readText("integration/precoro-bill.yml"),
  );
  const filled = new Set(requiredConfigVars.flatMap(({ key, dataSource }) => (dataSource ? [key] : [])));
  const crowded = configPages.filter(
    ({ elements }) => elements.filter(({ value }) => filled.has(value)).length > 4,
  );
  expect(filled.size).toBeGreaterThan(8);
  expect(crowded.map(({ name }) => name)).toEqual([]);
});

test("name, summary, category and labels of the listing match the YAML", () => {
  const rows = new Map(
    [...readText("integration/listing.md").matchAll(/^\| (name|summary|category|labels) \| (.*) \|$/gm)].map(
      ([, name = "", text = ""]) => [name, text],
    ),
  );
  const { name, description, category, labels } = parse(readText("integration/precoro-bill.yml"));
  expect(Object.fromEntries(rows)).toEqual({
    name,
    summary: description,
    category,
    labels: labels.join(", "),
  });
});

test("the workflow Release offers the regions of the guide, and needs the settings that the guide names", () => {
  const release = readText(".github/workflows/release.yml");
  const guide = readText("integration/README.md");
  const regions = [...guide.matchAll(/^\| ([\w-]+) \| https:\/\/app\.[\w.-]*prismatic\.io \|$/gm)].map(
    ([, name]) => name,
  );
  expect(regions.length).toBeGreaterThan(5);
  const { options } = parse(release).on.workflow_dispatch.inputs.region as { options: string[] };
  expect(options).toEqual(regions);
  const entered = [...release.matchAll(/(?:vars|secrets)\.(\w+)/g)].map(([, name = ""]) => name);
  expect(new Set(entered).size).toBe(4);
  expect(entered.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
