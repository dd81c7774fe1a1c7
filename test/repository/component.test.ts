/** The component as the designer shows it: everything has a label, a help text, a schema and a matching example. */
import * as z from "zod";
import component from "../../connector";

interface Input {
  readonly key: string;
  readonly label: string | { readonly value: string };
  readonly comments?: string;
}
interface Part {
  readonly display: { readonly label: string; readonly description: string };
  readonly inputs: readonly Input[];
  readonly examplePayload?: { readonly data?: unknown; readonly branch?: string; readonly result?: unknown };
  readonly performSafety?: string;
  readonly examplePerform?: (...args: unknown[]) => Promise<unknown>;
  readonly outputSchema?: {
    readonly schema?: string;
    readonly branchSchemas?: readonly { readonly name: string; readonly schema: string }[];
  };
  readonly staticBranchNames?: readonly string[];
}

const { actions, triggers, dataSources, connections } = component as unknown as {
  actions: Record<string, Part>;
  triggers: Record<string, Part>;
  dataSources: Record<string, Part>;
  connections: readonly (Part & { key: string })[];
};
const parts = { ...actions, ...triggers, ...dataSources };

const sending = [
  "billConnection",
  "precoroConnection",
  "idn",
  "document",
  "vouchers",
  "force",
  "defaultExpenseAccountId",
  "taxAccountId",
  "approvedFrom",
  "locationsAs",
];

test("the keys of the public interface", () => {
  expect(component.key).toBe("precoro-bill");
  expect(connections.map(({ key, inputs }) => [key, inputs.map((one) => one.key)])).toEqual([
    ["bill", ["environment", "organizationId", "username", "password", "devKey", "gatewayUrl"]],
    ["precoro", ["region", "email", "apiToken", "apiUrl"]],
  ]);
  expect(
    Object.fromEntries(
      Object.entries(actions).map(([key, { inputs }]) => [key, inputs.map((one) => one.key)]),
    ),
  ).toMatchObject({
    importVendors: [
      "billConnection",
      "precoroConnection",
      "scope",
      "vendorIds",
      "onlyNew",
      "place",
      "notBefore",
      "timeBudgetSeconds",
    ],
    importList: [
      "billConnection",
      "precoroConnection",
      "scope",
      "list",
      "importAs",
      "optionIds",
      "leaveSwitchedOff",
      "onlyNew",
      "place",
      "notBefore",
      "timeBudgetSeconds",
    ],
    listImportOptions: ["billConnection", "precoroConnection", "list", "search", "page"],
    integrationStatus: ["precoroConnection", "paymentRequests"],
    mapSupplier: ["billConnection", "precoroConnection", "supplierId", "vendorId"],
    getDocument: ["precoroConnection", "idn", "id"],
    cancelBill: ["billConnection", "precoroConnection", "idn", "document", "vouchers"],
    exportVendorCredit: sending,
    exportBill: sending,
    applyBillEvent: ["billConnection", "precoroConnection", "event", "refreshSuppliers"],
  });
  expect(actions["getDocument"]?.staticBranchNames).toEqual([
    "Approved Invoice",
    "Approved Credit Note",
    "Canceled",
    "Not Exportable",
  ]);
  expect(triggers["precoroWebhook"]?.staticBranchNames).toEqual(["Document", "Ignored"]);
  expect(triggers["billWebhook"]?.staticBranchNames).toEqual(["Verified", "Ignored", "Refused"]);
  expect(Object.keys(triggers).sort()).toEqual([
    "billWebhook",
    "changedDocuments",
    "changedInBill",
    "precoroWebhook",
  ]);
});

describe.each(Object.entries(parts))("%s", (_, part) => {
  test("has a label in title case and a description", () => {
    expect(part.display.label).toMatch(/^[A-Z][A-Za-z]*( [A-Z][A-Za-z]*)*$/);
    expect(part.display.description.length).toBeGreaterThan(15);
    expect(part.display.description).not.toMatch(/\byou\b/i);
  });

  test("has a help text for every input", () => {
    for (const input of part.inputs) {
      expect(typeof input.label === "string" ? input.label : input.label.value).not.toBe("");
      expect(`${input.key}: ${input.comments ?? ""}`).toMatch(/\.$/);
    }
  });
});

describe.each(Object.entries(actions))("%s", (_, action) => {
  test("is called by the designer only if that changes nothing", async () => {
    expect(["SAFE", "NOT_ALLOWED"]).toContain(action.performSafety);
    if (action.performSafety === "SAFE") return;
    expect(await action.examplePerform?.({}, {})).toEqual(action.examplePayload);
  });

  test("has an example that matches its schema", () => {
    const { schema, branchSchemas = [] } = action.outputSchema ?? {};
    const text =
      schema ?? branchSchemas.find(({ name }) => name === action.examplePayload?.branch)?.schema ?? "";
    const read = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
    expect(branchSchemas.map(({ name }) => name)).toEqual(action.staticBranchNames ?? []);
    expect(read.safeParse(action.examplePayload?.data)).toMatchObject({ success: true });
  });
});

test("triggers have examples, each of an existing branch", () => {
  for (const { examplePayload, staticBranchNames } of Object.values(triggers)) {
    expect(examplePayload).toBeDefined();
    if (staticBranchNames) expect(staticBranchNames).toContain(examplePayload?.branch);
  }
});

test("data sources have examples", () => {
  for (const { examplePayload } of Object.values(dataSources)) expect(examplePayload?.result).toBeDefined();
});
