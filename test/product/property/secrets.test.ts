/** No error leaves the component with a secret in it, whatever the error carries. */
import { inspect } from "node:util";
import { action, component, dataSource, input, trigger } from "@prismatic-io/spectral";
import { defaultTriggerPayload } from "@prismatic-io/spectral/dist/testing";
import fc from "fast-check";
import { explainFailure } from "../../../connector/component/explainError";
import { redact, registerSecret } from "../../../connector/http/redact";
import { type FailureKind, RequestError } from "../../../connector/http/requestError";

const fails = (error: unknown) => () => {
  throw error;
};

/** A component whose every part throws this error, with our error hook. */
const throwing = (error: unknown) =>
  component({
    key: "throwing",
    display: { label: "Throwing", description: "Throws", iconPath: "icon.png" },
    connections: [],
    actions: {
      perform: action({ display: { label: "A", description: "A" }, inputs: {}, perform: fails(error) }),
      clean: action({
        display: { label: "A", description: "A" },
        inputs: { text: input({ label: "T", type: "string", clean: fails(error) }) },
        perform: async () => ({ data: null }),
      }),
    },
    triggers: {
      webhook: trigger({
        display: { label: "T", description: "T" },
        inputs: {},
        scheduleSupport: "invalid",
        synchronousResponseSupport: "invalid",
        perform: fails(error),
        webhookLifecycleHandlers: { create: fails(error), delete: fails(error) },
      }),
    },
    dataSources: {
      list: dataSource({
        display: { label: "D", description: "D" },
        dataSourceType: "picklist",
        inputs: {},
        perform: fails(error),
      }),
    },
    hooks: { error: explainFailure },
  }) as unknown as Record<"actions" | "triggers" | "dataSources", Record<string, Record<string, Perform>>>;

type Perform = (...args: unknown[]) => Promise<unknown>;

const context = {
  logger: console,
  instanceState: {},
  crossFlowState: {},
  executionState: {},
  integrationState: {},
};

const thrownByEveryPart = async (error: unknown): Promise<unknown[]> => {
  const { actions, triggers, dataSources } = throwing(error);
  const calls = [
    actions["perform"]?.["perform"]?.(context, {}),
    actions["clean"]?.["perform"]?.(context, { text: "x" }),
    triggers["webhook"]?.["perform"]?.(context, defaultTriggerPayload(), {}),
    triggers["webhook"]?.["webhookCreate"]?.(context, {}),
    triggers["webhook"]?.["webhookDelete"]?.(context, {}),
    dataSources["list"]?.["perform"]?.(context, {}),
  ];
  return Promise.all(
    calls.map((call) => (call ?? Promise.resolve("not called")).catch((thrown: unknown) => thrown)),
  );
};

/** Like a real key: no common word of an error message contains it. */
const secret = fc
  .stringMatching(/^[A-Za-z0-9!"#$%&/=+ äß-]{12,30}$/)
  .filter((text) => text.trim().length >= 12);

const axiosError = (hidden: string) =>
  Object.assign(new Error(`Request failed with ${hidden}`), {
    isAxiosError: true,
    code: hidden,
    config: {
      headers: { "X-AUTH-TOKEN": hidden },
      data: JSON.stringify({ password: hidden }),
      url: `/x?k=${hidden}`,
    },
    request: { _header: `sessionId: ${hidden}` },
    response: { status: 401, headers: { "set-cookie": hidden }, data: { echo: hidden } },
    cause: { hidden },
  });

const kinds: FailureKind[] = ["auth", "invalid", "rate-limit", "transport"];

const everyForm = (hidden: string) => [
  hidden,
  encodeURIComponent(hidden),
  JSON.stringify(hidden).slice(1, -1),
  Buffer.from(hidden).toString("base64"),
];

test("errors of an HTTP library leave as one sentence, whatever they carry", async () => {
  await fc.assert(
    fc.asyncProperty(secret, async (hidden) => {
      for (const thrown of await thrownByEveryPart(axiosError(hidden))) {
        expect(thrown).toBeInstanceOf(Error);
        const shown =
          inspect(thrown, { depth: 9, showHidden: true }) + JSON.stringify(thrown) + String(thrown);
        for (const form of everyForm(hidden)) expect(shown).not.toContain(form);
        expect((thrown as Error).message).toMatch(/^A request to another system failed/);
      }
    }),
    { numRuns: 60 },
  );
});

test("a registered secret leaves with no error, in none of its forms", async () => {
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(...kinds), async (hidden, kind) => {
      registerSecret(hidden);
      const words = everyForm(hidden).join(" · ");
      const cause = { system: "BILL", method: "GET", path: "/x" };
      const errors = [
        new Error(words),
        new RequestError({ kind, outcome: "refused", message: words, cause }),
      ];
      for (const error of errors) {
        for (const thrown of await thrownByEveryPart(error)) {
          const shown = inspect(thrown, { depth: 9, showHidden: true }) + JSON.stringify(thrown);
          for (const form of everyForm(hidden)) expect(shown).not.toContain(form);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("an error that was explained once stays as it is", () => {
  const once = explainFailure(new Error("Plain."));
  expect(explainFailure(once)).toBe(once);
  expect(explainFailure(new Error("Plain."))).not.toBe(once);
});

test("refused credentials report the connection as wrong, without its fields", () => {
  const cause = { system: "Precoro", method: "GET", path: "/suppliers", status: 401 };
  const error = explainFailure(
    new RequestError({ kind: "auth", outcome: "refused", message: "Bad credentials.", cause }),
  );
  expect(error).toMatchObject({ message: "Bad credentials.", connection: { key: "precoro", fields: {} } });
});

test("anything thrown that is not an error becomes one", () => {
  for (const thrown of [undefined, null, "text", 7, { status: 500 }]) {
    expect(explainFailure(thrown)).toBeInstanceOf(Error);
  }
});

test("redaction leaves other text alone, and a short word is not a secret", () => {
  registerSecret("abc");
  expect(redact("abc is the alphabet")).toBe("abc is the alphabet");
  registerSecret("s3cret-value");
  expect(redact("it is s3cret-value, twice s3cret-value")).toBe("it is •••, twice •••");
});
