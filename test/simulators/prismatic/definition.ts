/**
 * The schema of an integration definition, version 7, as the platform exports and imports it.
 * It checks keys, types and ranges, but not references and not the rules that connect several parts.
 */
import { parse } from "yaml";
import { z } from "zod";
import { oncePerProcess } from "../kit/oncePerProcess";

/* Source: integration/PLATFORM.md §2.1 to §2.6. */

const name = z.string().min(1);
const attributes = z.record(z.string(), z.unknown());

const component = z.strictObject({
  key: name,
  isPublic: z.boolean(),
  version: z.union([z.literal("LATEST"), z.int()], { error: "expected LATEST or a whole number" }).optional(),
  signature: z.string().optional(),
});

const selector = z.strictObject({ key: name, component });

const simpleTypes = ["value", "reference", "configVar", "template"] as const;

interface SimpleInput {
  name?: string | SimpleInput | undefined;
  type: (typeof simpleTypes)[number];
  /** Exported connections have null for values that were not set. */
  value: string | null;
  meta?: Record<string, unknown> | undefined;
}

interface ComplexInput {
  name?: string | SimpleInput | undefined;
  type: "complex";
  value: InputEntry[];
  meta?: Record<string, unknown> | undefined;
}

export type Input = SimpleInput | ComplexInput;

/** The content of a complex value: inputs, and for conditions lists of operators and terms. */
export type InputEntry = string | Input | InputEntry[];

const inputName = z.union([z.string(), z.lazy((): z.ZodType<SimpleInput> => simpleInput)]).optional();
const simpleInput = z.strictObject({
  name: inputName,
  type: z.enum(simpleTypes),
  value: z.string().nullable(),
  meta: attributes.optional(),
});
const complexInput = z.strictObject({
  name: inputName,
  type: z.literal("complex"),
  value: z.array(z.lazy(() => entry)),
  meta: attributes.optional(),
});
const input = z.discriminatedUnion("type", [simpleInput, complexInput], {
  error: `expected one of ${[...simpleTypes, "complex"].join(", ")}`,
});
const entry: z.ZodType<InputEntry> = z.union([z.string(), z.array(z.lazy(() => entry)), input]);

const inputs = z.record(z.string(), input);
const reference = z.strictObject({ type: z.literal("reference"), value: name });
const scheduleType = z.enum(["none", "once", "custom", "minute", "hour", "day", "week"]);
const renames = z.array(z.strictObject({ oldName: name, newName: name }));

const configVar = z.strictObject({
  key: name,
  stableKey: z.string().optional(),
  header: z.string().optional(),
  description: z.string().optional(),
  dataType: z
    .enum([
      "string",
      "number",
      "boolean",
      "date",
      "timestamp",
      "picklist",
      "schedule",
      "code",
      "connection",
      "objectSelection",
      "objectFieldMap",
      "jsonForm",
    ])
    .optional(),
  defaultValue: z.string().optional(),
  pickList: z.array(z.string()).optional(),
  collectionType: z.enum(["valuelist", "keyvaluelist"]).optional(),
  codeLanguage: z.enum(["json", "xml", "html"]).optional(),
  scheduleType: scheduleType.optional(),
  timeZone: z.string().optional(),
  orgOnly: z.boolean().optional(),
  meta: z
    .looseObject({
      visibleToCustomerDeployer: z.boolean().optional(),
      visibleToOrgDeployer: z.boolean().optional(),
      isVisibleToCustomerDeployer: z.boolean().optional(),
      isVisibleToOrgDeployer: z.boolean().optional(),
      validationMode: z.enum(["ValidateAndShow", "ValidateAndHide", "NoValidation"]).optional(),
      dataSourceReset: z.enum(["prompt", "always"]).optional(),
    })
    .optional(),
  connection: selector.extend({ template: z.string().optional() }).optional(),
  onPremiseConnectionConfig: z.enum(["allowed", "disallowed", "required"]).optional(),
  dataSource: selector.optional(),
  inputs: inputs.optional(),
  useScopedConfigVar: z.string().optional(),
});

const configPage = z.strictObject({
  name,
  tagline: z.string().optional(),
  userLevelConfigured: z.boolean().optional(),
  elements: z.array(
    z.strictObject({ type: z.enum(["configVar", "htmlElement", "jsonForm"]), value: z.string() }),
  ),
});

const step = z.strictObject({
  name,
  stableKey: z.string().optional(),
  description: z.string().optional(),
  action: selector,
  inputs: inputs.optional(),
  isTrigger: z.boolean().optional(),
  schedule: z
    .strictObject({
      type: z.enum(["value", "configVar"]),
      value: z.string(),
      meta: z
        .strictObject({ scheduleType: scheduleType.optional(), timeZone: z.string().optional() })
        .optional(),
    })
    .optional(),
  errorConfig: z
    .strictObject({
      errorHandlerType: z.enum(["fail", "ignore", "retry"]).optional(),
      maxAttempts: z.int().min(0).max(5).optional(),
      delaySeconds: z.int().min(0).max(60).optional(),
      usesExponentialBackoff: z.boolean().optional(),
      ignoreFinalError: z.boolean().optional(),
    })
    .optional(),
  get steps() {
    return z.array(step).optional();
  },
  get branches() {
    return z.array(z.strictObject({ name, steps: z.array(step) })).optional();
  },
});

const flow = z.strictObject({
  name,
  stableKey: z.string().optional(),
  description: z.string().optional(),
  isSynchronous: z.boolean().optional(),
  isAgentFlow: z.boolean().optional(),
  endpointSecurityType: z
    .enum(["unsecured", "customer_optional", "customer_required", "organization"])
    .optional(),
  organizationApiKeys: z.array(z.string()).optional(),
  retryConfig: z
    .strictObject({
      maxAttempts: z.int().min(0).max(10),
      delayMinutes: z.int().min(0).max(60),
      usesExponentialBackoff: z.boolean(),
      uniqueRequestIdField: reference.optional(),
    })
    .optional(),
  queueConfig: z
    .strictObject({
      usesFifoQueue: z.boolean().optional(),
      singletonExecutions: z.boolean().optional(),
      concurrencyLimit: z.int().min(2).max(15).optional(),
      dedupeIdField: reference.optional(),
    })
    .optional(),
  triggerResolver: z
    .strictObject({
      batchSize: z.int().min(1).optional(),
      concurrentBatchLimit: z.int().min(1).optional(),
      enabled: z.boolean().optional(),
      runInitialSyncOnDeploy: z.boolean().optional(),
    })
    .optional(),
  schemas: attributes.optional(),
  renameAttributes: z.strictObject({ steps: renames.optional() }).optional(),
  supplementalComponents: z.array(z.unknown()).optional(),
  steps: z.array(step),
});

export const definitionSchema = z.strictObject({
  definitionVersion: z.literal(7),
  name,
  description: z.string().optional(),
  documentation: z.string().optional(),
  category: z.string().optional(),
  labels: z.array(z.string()).optional(),
  version: z.string().optional(),
  defaultInstanceProfile: z.string().optional(),
  endpointType: z.enum(["flow_specific", "instance_specific", "shared_instance"]).optional(),
  preprocessFlowName: z.string().optional(),
  externalCustomerIdField: reference.optional(),
  externalCustomerUserIdField: reference.optional(),
  flowNameField: reference.optional(),
  requiredConfigVars: z.array(configVar).optional(),
  configPages: z.array(configPage).optional(),
  flows: z.array(flow),
  renameAttributes: z
    .strictObject({ requiredConfigVars: renames.optional(), flows: renames.optional() })
    .optional(),
  isCodeNative: z.boolean().optional(),
  importMetadata: z.unknown().optional(),
  configuration: z.unknown().optional(),
  definitionType: z.string().optional(),
});

export type Definition = z.infer<typeof definitionSchema>;
export type ConfigVar = z.infer<typeof configVar>;
export type Flow = z.infer<typeof flow>;
export type Step = z.infer<typeof step>;

/** By text: parsing the shipped definition takes as long as running a small world. Frozen, since all platforms share it. */
const loaded = new Map<string, Definition>();

/** Kept as text: reading YAML takes longer than all else. */
const readYaml = (yamlText: string): unknown =>
  JSON.parse(oncePerProcess(yamlText, () => JSON.stringify(parse(yamlText) ?? null)));

/** Parses a definition that should be valid; the validator describes mistakes in detail. */
export const loadDefinition = (yamlText: string): Definition => {
  const known = loaded.get(yamlText);
  if (known) return known;
  const read = definitionSchema.safeParse(readYaml(yamlText));
  if (!read.success) throw new Error(`The definition is not of version 7:\n${z.prettifyError(read.error)}`);
  const definition = frozen(read.data);
  loaded.set(yamlText, definition);
  return definition;
};

const frozen = <Value>(value: Value): Value => {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
};
