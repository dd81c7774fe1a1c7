/** The commands as a user meets them: what they print, what they exit with, and that the README tells it as it is. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmStart } from "../product/kit/npmStart";
import type { Report } from "../sandbox/report";
import { readText, root } from "./projectFiles";

jest.setTimeout(120_000);

const words = ["--require", "./test/repository/register.cjs"];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
  // Where the user stands.
  process.env["INIT_CWD"] = folder;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as a process of its own. */
const spawnStart = (...args: string[]) =>
  spawnSync(process.execPath, [...words, "test/sandbox/start.ts", ...args], {
    cwd: root,
    env: process.env,
    encoding: "utf8",
  });

/** The same within this process. */
const start = (...args: string[]) => npmStart(args);

const readme = readText("README.md");
/** The fenced blocks of the README in one language, `""` for those without. */
const blocks = (language: string): string[] =>
  readme
    .split(/^```/m)
    .filter((_, n) => n % 2 === 1)
    .filter((block) => block.startsWith(`${language}\n`))
    .map((block) => block.slice(language.length + 1));

test("two runs of one world are equal, to the last byte of the report", async () => {
  const [world = ""] = blocks("json");
  writeFileSync(join(folder, "world.json"), world);
  const { status, stdout, stderr } = spawnStart("--world", "world.json", "--report", "a.json");
  expect([status, stderr]).toEqual([0, ""]);
  const { exitCode, printed } = await start("--world", "world.json", "--report", "b.json");
  expect([exitCode, printed]).toEqual([0, stdout.replace("a.json", "b.json")]);
  const reports = ["a.json", "b.json"].map((file) => readFileSync(join(folder, file), "utf8"));
  // Simulators listen at another port each time, which no record and no log line tells.
  expect(reports[0]).toBe(reports[1]);
  const report = JSON.parse(reports[0] ?? "") as Report;
  expect(Object.keys(report).sort()).toEqual(["bill", "calls", "executions", "precoro", "virtualSeconds"]);
  const { bill, calls } = report;
  expect(bill["bills"]).toMatchObject([
    { archived: false, amount: 108.9, vendorId: "00901ACMEPAPER0000001" },
  ]);
  expect(calls.bill["POST /v3/bills"]?.count).toBe(1);
});

test("a deploy is told where something was chosen, a tree is told once whole and then by what changed in it", async () => {
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
  const told = async (world: object) => {
    writeFileSync(join(folder, "lists.json"), JSON.stringify({ bill: { departments }, ...world }));
    const { exitCode, printed } = await start("--world", "lists.json");
    expect(exitCode).toBe(0);
    return printed;
  };
  const unchosen = await told({ script });
  expect(unchosen).not.toContain("Deployment:");
  const [, ...trees] = unchosen.split("▸ Precoro shows: ").map((told) => told.split(/\n(?=\n|▸)/)[0]);
  expect(trees).toEqual([
    "Locations\n  0 locations",
    "Bill Departments\n  Precoro has no custom field Bill Departments.",
    "Bill Departments · Bill Departments\n  1 document option\n  Sales\n  1 document option; unchanged",
    "Bill Departments\n  1 document option\n  BEFORE    NOW\n  Sales     Sales and Service",
  ]);
  const config = { "Departments As": "Document custom field", "Departments Options": ["*"] };
  expect(await told({ config, script: [] })).toContain(
    "▸ Deployment: importing what was selected in the wizard\n  08:00:05   Department Sales: created.\n",
  );
});

test("executions that failed and faults that have not struck are said at the end, and break no law", async () => {
  const script = [
    { run: "Send To Bill", body: {} },
    { run: "Reconcile", die: "POST /v3/bills" },
    { fault: { system: "bill", match: "POST /v3/bills", kind: "500" } },
  ];
  writeFileSync(join(folder, "failing.json"), JSON.stringify({ script }));
  const { exitCode, printed } = await start("--world", "failing.json");
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/✗ Send To Bill failed: The document number \(idn\) is required\./);
  expect(printed).toMatch(
    /^! 4 executions failed; the lines marked ✗ say why\.\n! Reconcile was not killed, since nobody called POST \/v3\/bills\.\n! The fault 500 on POST \/v3\/bills was never triggered\.$/m,
  );
});

test.each<[string, string[], RegExp]>([
  ["an unknown option", ["--wurld", "x"], /^Unknown option '--wurld'.* Try --help\.$/],
  ["an argument that is no option", ["world.json"], /^Unexpected argument 'world\.json'.* Try --help\.$/],
  ["a file that is not there", ["--world", "nowhere.json"], /nowhere\.json cannot be read\.$/],
  ["a file that is not JSON", ["--world", "text.json"], /text\.json is not JSON: .*\.$/],
  [
    "a world with an unknown word",
    ["--world", "wrong.json"],
    /wrong\.json is not a world file: .*wurld.*\.$/,
  ],
  ["a report that is a folder", ["--report", "."], / is a folder; name a file in it\.$/],
  [
    "a report that cannot be written",
    ["--report", "nowhere/report.json"],
    /report\.json cannot be written\.$/,
  ],
])("%s: one sentence, exit 2, before any work", async (_, given, sentence) => {
  writeFileSync(join(folder, "text.json"), "now: then");
  writeFileSync(join(folder, "wrong.json"), '{"wurld": 1}');
  const { exitCode, printed, complaint } = await start(...given);
  expect(printed.split("\n").length).toBeLessThan(3);
  expect(complaint).toMatch(sentence);
  expect(exitCode).toBe(2);
});

test("as a process too, bad input is one sentence on standard error and exit 2", () => {
  const { status, stdout, stderr } = spawnStart("--wurld", "x");
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Unknown option '--wurld'.* Try --help\.\n$/);
  expect(status).toBe(2);
});

test("--help tells the options", async () => {
  const { exitCode, printed } = await start("--help");
  expect(exitCode).toBe(0);
  for (const word of ["--world", "--report", "Exit code"]) expect(printed).toContain(word);
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
