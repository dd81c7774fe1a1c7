/** Invalid input: each ends in one clear sentence with its id, and does not stop the others. */
import type { Report } from "../../sandbox/report";
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { outcomesOf, playWorld } from "../kit/playWorld";

const VENDOR = "00901ACMEPAPER0000001";
const SECRETS = [
  "a-wrong-password",
  "a-wrong-token",
  "sync-token-of-the-simulator",
  "api-token-of-the-simulator",
  "01SIMULATEDDEVKEY",
];

const notification = (idn: string): Step => ({ run: "Export Document", body: { type: 3, action: 1, idn } });
const importAll: Step = { run: "Import Vendors", body: { scope: "all" } };

/** Without the scheduled flows, which would find the same invalid input by themselves. */
const world = ({ config, ...more }: WorldInput): WorldInput => ({
  config: { "Export Schedule": "", ...config },
  bill: { vendors: [{ id: VENDOR, name: "Acme" }] },
  precoro: {
    suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
    invoices: [{ id: 1, idn: "1", supplier: { id: 55 }, sum: "10.00" }],
  },
  ...more,
});

const sentences = ({ executions }: Report) =>
  executions.flatMap(({ error }) => (error === undefined ? [] : [error]));

const noSecret = (report: Report) => {
  const text = JSON.stringify(report);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
};

test.each<[string, object, RegExp]>([
  [
    "a wrong BILL password",
    { "BILL Connection": { password: "a-wrong-password" } },
    /^BILL answered POST \/connect\/v3\/login with BDC_1101 .*\.$/,
  ],
  [
    "a wrong developer key",
    { "BILL Connection": { devKey: "a-wrong-key" } },
    /^BILL answered POST \/connect\/v3\/login with BDC_1102 .*\.$/,
  ],
  [
    "a wrong Precoro key",
    { "Precoro Connection": { apiToken: "a-wrong-token" } },
    /^Precoro answered GET \/\w+(\/1)? with Bad credentials\.$/,
  ],
  [
    "no organization",
    { "BILL Connection": { organizationId: "" } },
    /^The BILL connection has no Organization ID\.$/,
  ],
  [
    "an unknown region",
    { "Precoro Connection": { region: "eu" } },
    /^The Region of the Precoro connection must be one of com, us\.$/,
  ],
  [
    "an invalid address",
    { "BILL Connection": { gatewayUrl: "bill" } },
    /^The Gateway URL of the BILL connection must be an address/,
  ],
  [
    "an address that does not answer",
    { "BILL Connection": { gatewayUrl: "http://127.0.0.1:9" } },
    /^BILL can't be reached at 127\.0\.0\.1:9 \(ECONNREFUSED\)\.$/,
  ],
])("%s: one sentence without a secret, and the execution fails", async (_, config, sentence) => {
  const report = await playWorld(world({ config: { ...config }, script: [importAll, notification("1")] }));
  expect(report.executions.every(({ status }) => status === "failed")).toBe(true);
  for (const text of sentences(report)) expect(text).toMatch(sentence);
  expect(sentences(report).length).toBeGreaterThan(0);
  expect(report.bill["bills"]).toEqual([]);
  noSecret(report);
});

test.each<[string, string[], RegExp, number]>([
  [
    "to read vendors",
    ["GET /v3/vendors"],
    /^BILL answered GET \/connect\/v3\/vendors with BDC_1145 The user has no permission .*\.$/,
    1,
  ],
  ["to list bills", ["GET /v3/bills"], /^BILL answered GET \/connect\/v3\/bills with BDC_1145 /, 0],
  ["to make bills", ["POST /v3/bills"], /^BILL answered POST \/connect\/v3\/bills with BDC_1145 /, 0],
  ["to make suppliers", ["POST /suppliers"], /^Precoro answered POST \/suppliers with Access Denied\.$/, 1],
  [
    "to link invoices",
    ["PATCH /invoices/{id}"],
    /^Precoro answered PATCH \/invoices\/1 with Access Denied\.$/,
    1,
  ],
])("no permission %s: the sentence names the call", async (_, withoutRights, sentence, bills) => {
  const vendors = [
    { id: VENDOR, name: "Acme" },
    { id: "00901NEW000000000001", name: "New" },
  ];
  const report = await playWorld(
    world({ bill: { vendors }, simulator: { withoutRights }, script: [importAll, notification("1")] }),
  );
  const warnings = report.executions.flatMap(({ logs }) => logs).filter(({ level }) => level === "warn");
  const messages = [
    ...sentences(report),
    ...warnings.map(({ message }) => message.replace("The import stopped: ", "")),
  ];
  expect(messages).toContainEqual(expect.stringMatching(sentence));
  expect(report.bill["bills"]).toHaveLength(bills);
});

test("an invalid invoice and an unknown one do not stop a valid one", async () => {
  const report = await playWorld(
    world({
      precoro: {
        suppliers: [{ id: 55, name: "Acme", externalId: VENDOR }],
        invoices: [
          { id: 1, idn: "1", supplier: { id: 55, name: "Acme" }, currency: "USD", sum: "a lot" },
          { id: 2, idn: "2", supplier: { id: 55 }, requiredDate: "2026-02-31T00:00:00+0000" },
          { id: 3, idn: "3", supplier: { id: 55 }, sum: "10.00" },
          { id: 4, idn: "4", supplier: { id: 55 }, logicType: 9 },
        ],
      },
      script: ["1", "2", "99", "4", "3"].map(notification),
    }),
  );
  expect(["1", "2", "99", "4", "3"].map((idn) => outcomesOf(report, idn).at(-1))).toEqual([
    "rejected document-unreadable",
    "rejected document-unreadable",
    "rejected document-not-found",
    "skipped document-type-unknown",
    "created",
  ]);
  const messages = report.executions.flatMap(({ logs }) => logs).filter(({ level }) => level === "warn");
  expect(messages.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/#1 can't be read: sum: "a lot" is not an amount\./),
      expect.stringMatching(/#2 can't be read: requiredDate: "2026-02-31T00:00:00\+0000" is not a date\./),
      expect.stringMatching(/Precoro has no document #99/),
    ]),
  );
});
const once = { count: 1, refused: 0 };
/** Deployment subscribes to BILL's notifications. */
const deploymentCalls = {
  "GET /v3/subscriptions": once,
  "POST /v3/login": once,
  "POST /v3/subscriptions": once,
};
test.each<[string, unknown, string | RegExp]>([
  ["about a supplier", { id: 7, type: 7, action: 1 }, "Ignored"],
  ["without a number", { id: 7, type: 3, action: 1 }, "Ignored"],
  ["with a path for a number", { id: 7, type: 3, action: 1, idn: "../suppliers/1" }, "Ignored"],
  ["that is not JSON", "hello", "Ignored"],
  ["that is empty", "", "Ignored"],
])("a notification %s is ignored before any call", async (_, body) => {
  const report = await playWorld(world({ script: [{ run: "Export Document", body }] }));
  expect(report.executions).toMatchObject([{ status: "succeeded", results: [] }]);
  expect(report.calls).toEqual({ bill: deploymentCalls, precoro: {} });
});

test("a call with bad input is refused once, in one sentence, before any call", async () => {
  const calls: [string, object, string][] = [
    ["Send To Bill", {}, "The document number (idn) is required."],
    ["Send To Bill", { idn: "1 OR 1" }, '"1 OR 1" is not a Precoro document number (idn).'],
    ["Import Vendors", { scope: "some" }, 'The scope must be one of selected, all, integrated, not "some".'],
    ["Import Vendors", { vendorIds: '["a"' }, 'The list of IDs is not valid JSON: ["a"'],
    ["Import List", { scope: "all" }, "The list is required."],
    [
      "Import List",
      { list: "classes", importAs: "location" },
      "Only BILL's locations can be imported as Precoro's Locations.",
    ],
    ["Import Items", { scope: "none" }, 'The scope must be one of selected, all, integrated, not "none".'],
  ];
  const report = await playWorld(world({ script: calls.map(([run, body]) => ({ run, body })) }));
  expect(report.executions).toMatchObject(
    calls.map(([flow, , problem]) => ({
      flow,
      status: "succeeded",
      results: [
        {
          outcome: "rejected",
          reason: "bad-input",
          message: `The call was refused: ${problem} Correct the call, then repeat it.`,
        },
      ],
    })),
  );
  expect(report.calls.bill).toEqual(deploymentCalls);
  expect(report.virtualSeconds).toBeLessThan(60);
});
