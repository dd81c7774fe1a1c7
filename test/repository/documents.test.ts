/** What the documents promise is there: links lead somewhere, commands exist, places of assumptions are files. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { billSettings } from "../simulators/bill";
import { precoroSettings } from "../simulators/precoro";
import { loadDefinition } from "../simulators/prismatic";

const root = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const documents = [
  "README.md",
  "integration/README.md",
  "integration/listing.md",
  "connector/CHANGELOG.md",
  "connector/DECISIONS.md",
];

test.each(documents)("%s: every link within the project leads to a file or a heading", (file) => {
  const text = read(file);
  const anchors = new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
  const broken = links.filter((to) => {
    if (/^https?:/.test(to)) return false;
    if (to.startsWith("#")) return !anchors.has(to.slice(1));
    return !existsSync(join(root, dirname(file), to.split("#")[0] ?? ""));
  });
  expect(broken).toEqual([]);
});

test.each(documents)("%s: every file that it names is there", (file) => {
  const named = [...read(file).matchAll(/`((?:connector|test|integration)\/[\w./-]+)`/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.filter((name) => name !== "connector/dist" && !existsSync(join(root, name)))).toEqual([]);
});

test.each(documents)("%s: every npm command exists", (file) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = [...read(file).matchAll(/npm (?:run (?:-s )?)([\w:]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

/** The rows of a vendor's table of assumptions, cell by cell. */
const assumptions = (vendor: string): string[][] => {
  const [, after = ""] = read("connector/DECISIONS.md").split("\n## Assumptions\n");
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
  ["Prismatic", ["ignoreQueues"]],
])(
  "every assumption about %s has a place that is there, an option of its simulator or none yet, and a probe",
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
    // Settings of the simulator itself answer no question about the vendor.
    const technical = ["latencyMs", "limits", "pageSizeMax", "webhookRetries"];
    const explained = rows.flatMap(([, , option = ""]) => quotedIn(option));
    expect(options.filter((name) => !technical.includes(name) && !explained.includes(name))).toEqual([]);
  },
);

test("every flow and every config variable has its row in the integration's guide", () => {
  const guide = read("integration/README.md");
  const { flows, requiredConfigVars = [] } = loadDefinition(read("integration/precoro-bill.yml"));
  expect(flows.map(({ name }) => name).filter((name) => !guide.includes(`| ${name} |`))).toEqual([]);
  const lists = ["Classes", "Departments", "Customers", "Locations"];
  const names = requiredConfigVars
    .map(({ key }) => key)
    .filter((key) => !lists.some((list) => key === `${list} As` || key === `${list} Options`))
    .filter((key) => key !== "Chart of Accounts Options");
  expect(names.filter((name) => !guide.includes(name))).toEqual([]);
});

test("the listing says of itself what the YAML says", () => {
  const rows = new Map(
    [...read("integration/listing.md").matchAll(/^\| (name|summary|category|labels) \| (.*) \|$/gm)].map(
      ([, name = "", text = ""]) => [name, text],
    ),
  );
  const { name, description, category, labels } = parse(read("integration/precoro-bill.yml"));
  expect(Object.fromEntries(rows)).toEqual({
    name,
    summary: description,
    category,
    labels: labels.join(", "),
  });
});

test("the workflow Release offers the regions of the guide, and needs what the guide says to enter", () => {
  const release = read(".github/workflows/release.yml");
  const guide = read("integration/README.md");
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
