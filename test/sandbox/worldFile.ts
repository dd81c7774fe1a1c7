/** World files: what both systems hold, how they behave, what was selected in the wizard, and what happens. Reads and checks them. */
import { readFileSync } from "node:fs";
import * as z from "zod";
import { billSettings } from "../simulators/bill";
import { describeSchemaError } from "../simulators/kit/schemaError";
import { precoroSettings } from "../simulators/precoro";
import { platformBehavior } from "../simulators/prismatic";
import { BadInput } from "./commandLine";

const set = z.record(z.string(), z.unknown()).optional();
const notify = z.boolean().optional();

const personInPrecoro = z.strictObject({
  precoro: z.enum(["approve", "edit", "revise", "reject", "cancel", "credit", "pay"]),
  idn: z.union([z.string(), z.number()]).transform(String),
  set,
  notify,
});

const personInBill = z.strictObject({
  bill: z.enum(["archive", "restore", "pay", "void", "edit", "copy"]),
  /** `{of: idn}`: the active bill or vendor credit of that Precoro document, or else its archived one. */
  id: z.union([z.string(), z.strictObject({ of: z.union([z.string(), z.number()]).transform(String) })]),
  set,
  notify,
});

const flowRun = z.strictObject({ run: z.string(), body: z.unknown().optional() });

const fault = z.strictObject({
  fault: z.strictObject({
    system: z.enum(["bill", "precoro"]),
    match: z.string(),
    kind: z.string(),
    times: z.int().positive().optional(),
    skip: z.int().nonnegative().optional(),
  }),
});

/** ISO 8601, days and shorter: `PT1H`, `P1D`, `P1DT30M`. */
const duration = z
  .string()
  .regex(/^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, "is not a duration such as PT1H");
const advance = z.strictObject({ advance: duration });

/** A person adds an API key to a flow that needs one. */
const addKey = z.strictObject({ addKey: z.string() });

/** `die`: this step's execution is killed right after this call, like a process that crashes. */
const single = z.union([
  flowRun.extend({ die: z.string().optional() }),
  personInPrecoro,
  personInBill,
  fault,
  advance,
  addKey,
]);
const together = z.strictObject({ together: z.array(single).min(1) });

/** Changes nothing: prints the options of Precoro's custom fields of that name, or `Locations`, as a tree. */
const show = z.strictObject({ show: z.string().min(1) });

const step = z.union([single, together, show], {
  error:
    "is not a step; a step has one of run, precoro, bill, advance, addKey, fault, together or show, and the fields that test/README.md lists with it",
});

export type SingleStep = z.infer<typeof single>;
export type Step = z.infer<typeof step>;

const records = z.record(z.string(), z.array(z.unknown())).default({});

const worldSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).default("2026-01-05T08:00:00Z"),
  bill: records,
  precoro: records,
  /** Config variables by name; for a connection, fields that replace the simulator's own. */
  config: z.record(z.string(), z.unknown()).default({}),
  simulator: z.record(z.string(), z.unknown()).default({}),
  platform: platformBehavior.optional(),
  script: z.array(step).optional(),
});

export type WorldFile = z.infer<typeof worldSchema>;
export type WorldInput = z.input<typeof worldSchema>;

export const readWorld = (world: unknown, name: string): WorldFile => {
  const read = worldSchema.safeParse(world);
  if (!read.success) {
    throw new BadInput(`${name} is not a world file: ${describeSchemaError(read.error, "the file")}.`);
  }
  const known = [...billSettings, ...precoroSettings, "seed"];
  const unknown = Object.keys(read.data.simulator).find((option) => !known.includes(option));
  if (unknown !== undefined) {
    throw new BadInput(
      `${name} sets an unknown simulator option, "${unknown}". The options are ${[...new Set(known)].join(", ")}.`,
    );
  }
  return read.data;
};

export const loadWorld = (file: string): WorldFile => {
  const text = (() => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      throw new BadInput(`${file} cannot be read.`);
    }
  })();
  try {
    return readWorld(JSON.parse(text), file);
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInput(`${file} is not JSON: ${error.message}.`);
    throw error;
  }
};
