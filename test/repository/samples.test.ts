/** The designer offers samples before the first run: they contain everything that a flow refers to or that a message needs. */
import component from "../../connector";
import { loadDefinition } from "../simulators/prismatic";
import type { Flow } from "../simulators/prismatic/definition";
import { parseReference, walkPath } from "../simulators/prismatic/references";
import { stepId } from "../simulators/prismatic/stepId";
import { inputsOf, stepsOf } from "../simulators/prismatic/validator/walk";
import { readText } from "./projectFiles";

interface Payload {
  readonly rawBody: { readonly data: unknown };
  readonly body: { readonly data: unknown };
}
interface Part {
  readonly examplePayload?: {
    readonly data?: unknown;
    readonly payload?: Payload;
  };
}
const { actions, triggers } = component as unknown as Record<"actions" | "triggers", Record<string, Part>>;

/** The sample results of each step in the designer, several for a loop; steps of other components have their makers' samples. */
const samplesOf = (flow: Flow): Map<string, readonly unknown[]> => {
  const samples = new Map<string, readonly unknown[]>();
  for (const { step } of stepsOf(flow.steps, [])) {
    const { key, component: of } = step.action;
    const id = stepId(step.name);
    if (of.key === "precoro-bill") {
      const { examplePayload } = { ...actions, ...triggers }[key] ?? {};
      samples.set(id, [examplePayload?.payload ?? examplePayload?.data]);
    } else if (of.key === "loop") {
      const items = step.inputs?.["items"];
      const { step: from = "", path = [] } =
        items?.type === "reference" ? (parseReference(items.value ?? "") ?? {}) : {};
      const [whole] = samples.get(from) ?? [];
      if (whole !== undefined) samples.set(id, walkPath(whole, path) as unknown[]);
    }
  }
  return samples;
};

const definition = loadDefinition(readText("integration/precoro-bill.yml"));
const { flows } = definition;

test.each(flows.map((flow) => [flow.name, flow] as const))(
  "%s: the samples contain what its steps refer to",
  (_, flow) => {
    const samples = samplesOf(flow);
    const missing = stepsOf(flow.steps, []).flatMap(({ step }) =>
      inputsOf(step.inputs, []).flatMap(({ input }) => {
        const { step: from = "", path = [] } =
          input.type === "reference" ? (parseReference(input.value ?? "") ?? {}) : {};
        const offered = samples.get(from);
        const isThere = offered?.some((sample) => walkPath(sample, path) !== undefined) ?? true;
        return isThere ? [] : [`${step.name}: ${String(input.value)}`];
      }),
    );
    expect(missing).toEqual([]);
  },
);

test.each(["exportBill", "exportVendorCredit", "cancelBill", "applyBillEvent"])(
  "%s: its sample contains what a message needs",
  (key) => {
    const needed = ["id", "name", "outcome", "reason", "message", "link"];
    expect(Object.keys(actions[key]?.examplePayload?.data ?? {})).toEqual(expect.arrayContaining(needed));
  },
);

test.each(["importVendors", "importList", "importItems", "importPayments"])(
  "%s: its sample contains a rejected record and an import that stopped",
  (key) => {
    expect(actions[key]?.examplePayload?.data).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ message: expect.any(String) })]),
      counts: { rejected: 1 },
      remaining: 1,
      next: { notBefore: expect.any(String) },
    });
  },
);

test("BILL Webhook's sample body matches its raw, signed text", () => {
  const payload = triggers["billWebhook"]?.examplePayload?.payload;
  expect(JSON.parse(String(payload?.rawBody.data))).toEqual(payload?.body.data);
});

test("every flow, step, config variable and page has a description", () => {
  const { flows: all, requiredConfigVars = [], configPages = [] } = definition;
  const descriptions = [
    ...all.map(({ name, description }) => [name, description]),
    ...all.flatMap((flow) =>
      stepsOf(flow.steps, []).map(({ step }) => [`${flow.name}: ${step.name}`, step.description]),
    ),
    ...requiredConfigVars.map(({ key, description }) => [key, description]),
    ...configPages.map(({ name, tagline }) => [name, tagline]),
  ];
  expect(descriptions.filter(([, words = ""]) => words.length < 10).map(([name]) => name)).toEqual([]);
});
