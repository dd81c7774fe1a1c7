/** The commands as a user meets them: what they print, what they exit with, and that the README tells it as it is. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../sandbox/report";
import { readText, root } from "./projectFiles";

jest.setTimeout(120_000);

const words = ["--require", "./test/repository/register.cjs"];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = (...more: string[]) => {
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [...words, "test/sandbox/start.ts", ...more], {
    cwd: root,
    env,
    encoding: "utf8",
  });
};

const readme = readText("README.md");
/** The fenced blocks of the README in one language, `""` for those without. */
const blocks = (language: string): string[] =>
  readme
    .split(/^```/m)
    .filter((_, n) => n % 2 === 1)
    .filter((block) => block.startsWith(`${language}\n`))
    .map((block) => block.slice(language.length + 1));

test("npm start tells the story, ends well, and the README's excerpt is what it prints", () => {
  const { status, stdout, stderr } = start("--report", "report.json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const printed = stdout.split("\n");
  const [excerpt = ""] = blocks("").filter((text) => text.startsWith("Precoro ↔ BILL"));
  const lines = excerpt.split("\n").filter((line) => line.trim() !== "");
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines) {
    const begins = line.endsWith("…") ? line.slice(0, -1) : undefined;
    const found = printed.some((one) => (begins ? one.startsWith(begins) : one === line));
    expect(`${found ? "" : "not printed: "}${line}`).toBe(line);
  }
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;
  expect(Object.keys(report).sort()).toEqual(["bill", "calls", "executions", "precoro", "virtualSeconds"]);
  expect(report.executions.length).toBeGreaterThan(80);
});

test("two runs of one world are equal, to the last byte of the report", () => {
  const [world = ""] = blocks("json");
  writeFileSync(join(folder, "world.json"), world);
  const reports = ["a.json", "b.json"].map((file) => {
    expect(start("--world", "world.json", "--report", file).status).toBe(0);
    return readFileSync(join(folder, file), "utf8");
  });
  // Simulators listen at another port each time, which no record and no log line tells.
  expect(reports[0]).toBe(reports[1]);
  const { bill, calls } = JSON.parse(reports[0] ?? "") as Report;
  expect(bill["bills"]).toMatchObject([
    { archived: false, amount: 108.9, vendorId: "00901ACMEPAPER0000001" },
  ]);
  expect(calls.bill["POST /v3/bills"]?.count).toBe(1);
});

test("a deploy is told where something was chosen, a tree is told once whole and then by what changed in it", () => {
  const departments = [{ id: "0de01SALES00000000000", name: "Sales" }];
  const body = { list: "departments", importAs: "documentCustomField", scope: "all" };
  const script = [
    { show: "Locations" },
    { show: "Bill Departments" },
    { run: "Import List", body },
    { show: "Bill Departments" },
    { show: "Bill Departments" },
    { bill: "edit", id: "0de01SALES00000000000", set: { name: "Sales and Service" } },
    { run: "Import List", body: { ...body, scope: "integrated" } },
    { show: "Bill Departments" },
  ];
  const told = (world: object) => {
    writeFileSync(join(folder, "lists.json"), JSON.stringify({ bill: { departments }, ...world }));
    const { status, stdout } = start("--world", "lists.json");
    expect(status).toBe(0);
    return stdout;
  };
  const unchosen = told({ script });
  expect(unchosen).not.toContain("Deployment:");
  const [, ...trees] = unchosen.split("▸ Precoro shows: ").map((told) => told.split(/\n(?=\n|▸)/)[0]);
  expect(trees).toEqual([
    "Locations\n  0 locations",
    "Bill Departments\n  Precoro has no custom field Bill Departments.",
    "Bill Departments · Bill Departments\n  1 document option\n  Sales\n  1 document option; unchanged",
    "Bill Departments\n  1 document option\n  BEFORE    NOW\n  Sales     Sales and Service",
  ]);
  const config = { "Departments As": "Document custom field", "Departments Options": ["*"] };
  expect(told({ config, script: [] })).toContain(
    "▸ Deployment: importing what was selected in the wizard\n  08:00:05   Department Sales: created.\n",
  );
});

test("executions that failed and faults that have not struck are said at the end, and break no law", () => {
  const script = [
    { run: "Send To Bill", body: {} },
    { run: "Reconcile", die: "POST /v3/bills" },
    { fault: { system: "bill", match: "POST /v3/bills", kind: "500" } },
  ];
  writeFileSync(join(folder, "failing.json"), JSON.stringify({ script }));
  const { status, stdout } = start("--world", "failing.json");
  expect(status).toBe(0);
  expect(stdout).toMatch(/✗ Send To Bill failed: The document number \(idn\) is required\./);
  expect(stdout).toMatch(
    /^! 4 executions failed; the lines marked ✗ say why\.\n! Reconcile was not killed, since nobody called POST \/v3\/bills\.\n! The fault 500 on POST \/v3\/bills was never triggered\.$/m,
  );
});

test.each<[string, string[], RegExp]>([
  ["an unknown option", ["--wurld", "x"], /^Unknown option '--wurld'.* Try --help\.\n$/],
  ["an argument that is no option", ["world.json"], /^Unexpected argument 'world\.json'.* Try --help\.\n$/],
  ["a file that is not there", ["--world", "nowhere.json"], /nowhere\.json cannot be read\.\n$/],
  ["a file that is not JSON", ["--world", "text.json"], /text\.json is not JSON: .*\.\n$/],
  [
    "a world with an unknown word",
    ["--world", "wrong.json"],
    /wrong\.json is not a world file: .*wurld.*\.\n$/,
  ],
  ["a report that is a folder", ["--report", "."], / is a folder; name a file in it\.\n$/],
  [
    "a report that cannot be written",
    ["--report", "nowhere/report.json"],
    /report\.json cannot be written\.\n$/,
  ],
])("%s: one sentence, exit 2, before any work", (_, given, sentence) => {
  writeFileSync(join(folder, "text.json"), "now: then");
  writeFileSync(join(folder, "wrong.json"), '{"wurld": 1}');
  const { status, stdout, stderr } = start(...given);
  expect(stdout.split("\n").length).toBeLessThan(3);
  expect(stderr).toMatch(sentence);
  expect(status).toBe(2);
});

test("--help tells the options", () => {
  const { status, stdout } = start("--help");
  expect(status).toBe(0);
  for (const word of ["--world", "--report", "Exit code"]) expect(stdout).toContain(word);
});

test("the sandbox's first line is what another client needs", async () => {
  const child = spawn(process.execPath, [...words, "test/sandbox/sandbox.ts", "--json"], { cwd: root });
  try {
    const line = await new Promise<string>((done) => child.stdout.once("data", (data) => done(String(data))));
    const { bill, precoro } = JSON.parse(line);
    const headers = { "Content-Type": "application/json" };
    const { gatewayUrl, ...credentials } = bill;
    const login = await fetch(`${gatewayUrl}/connect/v3/login`, {
      method: "POST",
      headers,
      body: JSON.stringify(credentials),
    });
    expect(login.status).toBe(200);
    const suppliers = await fetch(`${precoro.apiUrl}/suppliers`, {
      headers: { "X-AUTH-TOKEN": precoro.apiToken, email: precoro.email },
    });
    expect(((await suppliers.json()) as { data: unknown[] }).data).toHaveLength(9);
  } finally {
    child.kill("SIGTERM");
    const code = await new Promise((done) => child.once("exit", done));
    expect(code).toBe(0);
  }
});

test("the sandbox's first calls can be copied, and are answered", async () => {
  const child = spawn(process.execPath, [...words, "test/sandbox/sandbox.ts"], { cwd: root });
  try {
    let printed = "";
    await new Promise<void>((done) =>
      child.stdout.on("data", (data) => {
        printed += String(data);
        if (/once a minute\.\n$/.test(printed)) done();
      }),
    );
    const curls = printed.split("\n").filter((line) => line.startsWith("  curl "));
    expect(curls).toHaveLength(3);
    // What curl would send; not every machine has it.
    const answer = async (line: string) => {
      const [url = ""] = /http:\S+/.exec(line) ?? [];
      const headers = [...line.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]);
      const [, body] = /-d '([^']*)'/.exec(line) ?? [];
      const init = body === undefined ? {} : { method: "POST", body };
      return (await fetch(url, { headers: Object.fromEntries(headers), ...init })).json();
    };
    const [login = "", vendors = "", suppliers = ""] = curls;
    const { sessionId } = (await answer(login)) as { sessionId: string };
    const listed = (await answer(vendors.replace("THE_ONE_FROM_LOGIN", sessionId))) as { results: unknown[] };
    expect(listed.results).toHaveLength(20);
    expect(((await answer(suppliers)) as { data: unknown[] }).data).toHaveLength(9);
  } finally {
    child.kill("SIGTERM");
  }
});

describe("the README", () => {
  const scripts = (JSON.parse(readText("package.json")) as { scripts: Record<string, string> }).scripts;

  test("names only commands that there are", () => {
    const named = [...readme.matchAll(/npm (?:run )?(?:-s )?([a-z:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(8);
    for (const name of named) expect(["ci", "run", ...Object.keys(scripts)]).toContain(name);
  });

  test("leads only to files that there are", () => {
    const files = [...readme.matchAll(/`((?:connector|test|integration)\/[\w./-]+)`|\]\(([\w./-]+)\)/g)].map(
      ([, file, link]) => file ?? link ?? "",
    );
    expect(files.length).toBeGreaterThan(10);
    for (const file of files.filter((one) => one !== "connector/dist")) {
      expect(`${file} ${existsSync(join(root, file))}`).toBe(`${file} true`);
    }
  });
});

test("dependencies are pinned exactly, and the lock names no registry", () => {
  const { dependencies, devDependencies } = JSON.parse(readText("package.json")) as Record<
    string,
    Record<string, string>
  >;
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(readText("package-lock.json")).not.toMatch(/"resolved"/);
});
