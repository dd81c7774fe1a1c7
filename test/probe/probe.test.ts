/** `npm run probe` as people run it: what it reads and writes, what leaves the machine, and how it ends. */
import { spawnSync } from "node:child_process";
import { root } from "../repository/projectFiles";
import { idsOf, type ProbeRun, runProbe, WRITE, without } from "./kit/runProbe";
import { PRIVATE, records } from "./kit/world";
import { billProbes, precoroProbes } from "./probes";

const onlyBill = without("PRECORO");
const onlyPrecoro = without("BILL");

describe("without --write", () => {
  let run: ProbeRun;
  beforeAll(async () => {
    run = await runProbe();
  });

  test("nothing is sent but GETs and BILL's login", () => {
    const sent = [...run.bill.journal.entries, ...run.precoro.journal.entries];
    expect(sent.length).toBeGreaterThan(60);
    const others = sent.filter(({ method, path }) => method !== "GET" && path !== "/v3/login");
    expect(others).toEqual([]);
    expect(run.bill.journal.entries.filter(({ path }) => path === "/v3/login")).toHaveLength(2);
  });

  test("what takes writing says so, and nothing is refuted", () => {
    expect([run.exitCode, idsOf(run, "refuted")]).toEqual([0, []]);
    const result = run.report?.systems[0]?.results.find(({ id }) => id === "bill-duplicate-number");
    expect(result).toMatchObject({
      verdict: "not testable",
      what: "It takes writing: run it with --write bill-sandbox against a sandbox.",
    });
  });

  test("the terminal groups by system, and ends with counts and the file", () => {
    const lines = run.printed.trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("▸ "))).toEqual([
      expect.stringMatching(/^▸ BILL · http:\/\/127\.0\.0\.1:\d+ · reads only$/),
      expect.stringMatching(/^▸ Precoro · http:\/\/127\.0\.0\.1:\d+ · reads only$/),
    ]);
    expect(run.printed).toContain(
      "  ✓ bill-number-filter\n    Bills can be filtered by invoice.invoiceNumber.\n    200, 1 bills of that number, 0 of others.\n",
    );
    expect(lines.at(-1)).toMatch(/^\d+ confirmed, 0 refuted, \d+ not testable · report\.json$/);
  });

  test("the file has every probe, and the fields that the connector does not read, by name and JSON type", () => {
    const ids = run.report?.systems.map(({ results }) => results.map(({ id }) => id));
    expect(ids).toEqual([billProbes, precoroProbes].map((probes) => probes.map(({ id }) => id)));
    const [inBill, inPrecoro] = run.report?.systems.map(({ unknownFields }) => unknownFields) ?? [];
    expect(inBill?.["vendors"]).toEqual({
      accountType: ["string"],
      createdTime: ["string"],
      updatedTime: ["string"],
    });
    expect(inBill?.["bills"]).toMatchObject({ exchangeRate: ["number"], vendorName: ["string"] });
    expect(inPrecoro?.["documents"]).toMatchObject({ netSum: ["number"], "items.id": ["number"] });
  });

  test("no name, number, id, address or secret of anybody leaves the machine", () => {
    const { credentials } = run.bill;
    const secrets = [credentials.password, credentials.devKey, run.precoro.credentials.apiToken];
    const ids = [...JSON.stringify(records).matchAll(/"(?:id|idn|externalId)":"?(\w{5,})/g)].map(
      ([, id = ""]) => id,
    );
    expect(ids.length).toBeGreaterThan(20);
    const owned = [PRIVATE, PRIVATE.toUpperCase(), "zanzibar", "5550199", ...secrets, ...ids];
    expect(owned.filter((text) => run.reportText.includes(text))).toEqual([]);
    expect(owned.filter((text) => run.printed.includes(text))).toEqual([]);
  });
});

const inTheEnd = ({ bill }: ProbeRun) => {
  const { bills, vendors } = bill.world.snapshot();
  return {
    bills: bills.filter(({ invoice }) =>
      /^PROBE-/.test((invoice as { invoiceNumber: string }).invoiceNumber),
    ),
    vendors: vendors.filter(({ name }) => String(name).startsWith("PRECORO PROBE")),
  };
};

test("a run that is stopped, and has lost an answer, takes away what it has made", async () => {
  const run = await runProbe({
    args: WRITE,
    environment: onlyBill,
    before: ({ bill }) => bill.faults.add({ match: "POST /v3/bills", kind: "reset-after", skip: 2 }),
    isStopped: ({ bill }) => bill.journal.calls()["POST /v3/bills"]?.count === 3,
  });
  expect(run.report?.systems.map(({ system, left }) => [system, left])).toEqual([["BILL", 0]]);
  const { bills, vendors } = inTheEnd(run);
  expect([bills.length, vendors.length]).toEqual([3, 1]);
  for (const row of [...bills, ...vendors]) expect(row).toMatchObject({ archived: true });
  expect(run.report?.systems[0]?.results.at(-1)).toMatchObject({
    id: "bill-duplicate-number",
    verdict: "not testable",
    what: "It failed: The connection to BILL broke during POST /connect/v3/bills.",
  });
});

const refusals: [string, Parameters<typeof runProbe>[0], RegExp][] = [
  [
    "no credentials",
    { environment: { ...onlyBill, ...onlyPrecoro } },
    /^Set the credentials of BILL, of Precoro, or of both: BILL_ENVIRONMENT, .*PRECORO_API_KEY.*PROBE\.md says/,
  ],
  ["a part of them", { environment: { BILL_TOKEN_VALUE: "" } }, /^BILL_TOKEN_VALUE must be set, too\./],
  [
    "an unknown environment",
    { environment: { BILL_ENVIRONMENT: "test" } },
    /must be one of production, sandbox\.$/,
  ],
  [
    "a wrong token",
    { environment: { BILL_TOKEN_VALUE: "wrong-token" } },
    /^BILL refused the sign-in: 401 BDC_1101/,
  ],
  [
    "a wrong API key",
    { environment: { ...onlyPrecoro, PRECORO_API_KEY: "wrong-key" } },
    /^Precoro refused the API key: 401/,
  ],
  [
    "a wrong API key beside a right token",
    { environment: { PRECORO_API_KEY: "wrong-key" } },
    /^Precoro refused the API key: 401/,
  ],
  ["an unknown option", { args: ["--wirte"] }, /^Unknown option '--wirte'.* Try --help\.$/],
  [
    "--write of another name",
    { args: ["--write", "precoro"] },
    /^--write takes bill-sandbox and nothing else/,
  ],
  [
    "--write without BILL",
    { args: WRITE, environment: onlyPrecoro },
    /^--write needs the credentials of a BILL sandbox/,
  ],
  [
    "--write in production",
    { args: WRITE, environment: { BILL_ENVIRONMENT: "production" } },
    /^--write is for BILL's sandbox/,
  ],
  ...[
    "https://gateway.prod.bill.com",
    "https://gateway.stage.bill.com.example.com",
    "http://gateway.stage.bill.com",
  ].map((url): [string, Parameters<typeof runProbe>[0], RegExp] => [
    `--write at ${url}`,
    { args: WRITE, environment: { BILL_GATEWAY_URL: url } },
    /^--write is for BILL's sandbox/,
  ]),
  ["a file that cannot be written", { args: ["--report", "nowhere/x.json"] }, /x\.json cannot be written\.$/],
];

test.each(refusals)(
  "%s: one clear text, exit code 2, and no call but a sign-in",
  async (_, options, sentence) => {
    const run = await runProbe(options);
    expect([run.exitCode, run.report]).toEqual([2, undefined]);
    expect(run.complaint).toMatch(sentence);
    expect(run.complaint).not.toMatch(/wrong-token|wrong-key/);
    expect(run.bill.journal.entries.filter(({ path }) => path !== "/v3/login")).toEqual([]);
    expect(run.precoro.journal.writes()).toEqual([]);
  },
);

test("in a process of its own, the text is on standard error", () => {
  const words = ["--require", "./test/repository/register.cjs", "test/probe/probe.ts"];
  const env = { PATH: process.env["PATH"] };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: root,
    env,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Set the credentials of BILL, of Precoro, or of both: .*\n$/);
});

test("--help lists the options", async () => {
  const { printed, exitCode } = await runProbe({
    args: ["--help"],
    environment: { ...onlyBill, ...onlyPrecoro },
  });
  for (const word of ["--write", "--report", "Exit code"]) expect(printed).toContain(word);
  expect(exitCode).toBe(0);
});
