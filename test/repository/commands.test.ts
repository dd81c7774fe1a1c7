/** The commands as users run them: their output and their exit codes. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  // The folder in which the user ran npm.
  process.env["INIT_CWD"] = folder;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in a process of its own. */
const spawnStart = (...args: string[]) =>
  spawnSync(process.execPath, [...words, "test/sandbox/start.ts", ...args], {
    cwd: root,
    env: process.env,
    encoding: "utf8",
  });

/** Runs the command in this process. */
const start = (...args: string[]) => npmStart(args);

/** The world file that test/README.md shows. */
const sampleWorld = (): string => {
  const [, world = ""] = /^```json\n(.*?)^```/ms.exec(readText("test/README.md")) ?? [];
  return world;
};

test("two runs of the same world write the same report, byte for byte", async () => {
  writeFileSync(join(folder, "world.json"), sampleWorld());
  const { status, stdout, stderr } = spawnStart("--world", "world.json", "--report", "a.json");
  expect([status, stderr]).toEqual([0, ""]);
  const { exitCode, printed } = await start("--world", "world.json", "--report", "b.json");
  expect([exitCode, printed]).toEqual([0, stdout.replace("a.json", "b.json")]);
  const reports = ["a.json", "b.json"].map((file) => readFileSync(join(folder, file), "utf8"));
  // Simulators listen on another port each time, which appears in no record and no log line.
  expect(reports[0]).toBe(reports[1]);
  const report = JSON.parse(reports[0] ?? "") as Report;
  expect(Object.keys(report).sort()).toEqual(["bill", "calls", "executions", "precoro", "virtualSeconds"]);
  const { bill, calls } = report;
  expect(bill["bills"]).toMatchObject([
    { archived: false, amount: 108.9, vendorId: "00901ACMEPAPER0000001" },
  ]);
  expect(calls.bill["POST /v3/bills"]?.count).toBe(1);
});

test("a deployment is printed only if something was selected; a tree is printed in full once, and then by its changes", async () => {
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
  const outputOf = async (world: object) => {
    writeFileSync(join(folder, "lists.json"), JSON.stringify({ bill: { departments }, ...world }));
    const { exitCode, printed } = await start("--world", "lists.json");
    expect(exitCode).toBe(0);
    return printed;
  };
  const withoutSelection = await outputOf({ script });
  expect(withoutSelection).not.toContain("Deployment:");
  const [, ...trees] = withoutSelection.split("▸ Precoro shows: ").map((text) => text.split(/\n(?=\n|▸)/)[0]);
  expect(trees).toEqual([
    "Locations\n  0 locations",
    "Bill Departments\n  Precoro has no custom field Bill Departments.",
    "Bill Departments · Bill Departments\n  1 document option\n  Sales\n  1 document option; unchanged",
    "Bill Departments\n  1 document option\n  BEFORE    NOW\n  Sales     Sales and Service",
  ]);
  const config = { "Departments As": "Document custom field", "Departments Options": ["*"] };
  expect(await outputOf({ config, script: [] })).toContain(
    "▸ Deployment: importing what was selected in the wizard\n  08:00:05   Department Sales: created.\n",
  );
});

test("failed executions and unused faults are listed at the end, and fail no check", async () => {
  const simulator = { withoutRights: ["GET /invoices/{id}"] };
  const script = [
    { run: "Send To Bill", body: { idn: "1" } },
    { run: "Reconcile", die: "POST /v3/bills" },
    { fault: { system: "bill", match: "POST /v3/bills", kind: "500" } },
  ];
  writeFileSync(join(folder, "failing.json"), JSON.stringify({ script, simulator }));
  const { exitCode, printed } = await start("--world", "failing.json");
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/✗ Send To Bill failed: Precoro answered GET \/invoices\/1 with Access Denied\./);
  expect(printed).toMatch(
    /^! 4 executions failed; the lines marked ✗ say why\.\n! Reconcile was not killed, since nobody called POST \/v3\/bills\.\n! The fault 500 on POST \/v3\/bills was never triggered\.$/m,
  );
});

test.each<[string, string[], RegExp]>([
  ["an unknown option", ["--wurld", "x"], /^Unknown option '--wurld'.* Try --help\.$/],
  ["an argument that is not an option", ["world.json"], /^Unexpected argument 'world\.json'.* Try --help\.$/],
  ["a missing file", ["--world", "nowhere.json"], /nowhere\.json cannot be read\.$/],
  ["a file that is not JSON", ["--world", "text.json"], /text\.json is not JSON: .*\.$/],
  ["a world with an unknown key", ["--world", "wrong.json"], /wrong\.json is not a world file: .*wurld.*\.$/],
  ["a report that is a folder", ["--report", "."], / is a folder; name a file in it\.$/],
  [
    "a report that cannot be written",
    ["--report", "nowhere/report.json"],
    /report\.json cannot be written\.$/,
  ],
])("%s: one sentence and exit code 2, before the run", async (_, given, sentence) => {
  writeFileSync(join(folder, "text.json"), "now: then");
  writeFileSync(join(folder, "wrong.json"), '{"wurld": 1}');
  const { exitCode, printed, complaint } = await start(...given);
  expect(printed.split("\n").length).toBeLessThan(3);
  expect(complaint).toMatch(sentence);
  expect(exitCode).toBe(2);
});

test("in a process of its own, bad input is one sentence on standard error and exit code 2", () => {
  const { status, stdout, stderr } = spawnStart("--wurld", "x");
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Unknown option '--wurld'.* Try --help\.\n$/);
  expect(status).toBe(2);
});

test("--help lists the options", async () => {
  const { exitCode, printed } = await start("--help");
  expect(exitCode).toBe(0);
  for (const word of ["--world", "--report", "Exit code"]) expect(printed).toContain(word);
});

test("with --json, the sandbox's first line has what a client needs", async () => {
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

test("the sandbox's sample calls can be copied, and work", async () => {
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
    // Sends what curl would send, since not every machine has curl.
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

test("dependencies are pinned exactly, and the lock names no registry", () => {
  const { dependencies, devDependencies } = JSON.parse(readText("package.json")) as Record<
    string,
    Record<string, string>
  >;
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(readText("package-lock.json")).not.toMatch(/"resolved"/);
});
