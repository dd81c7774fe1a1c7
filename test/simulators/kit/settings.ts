/** Reads a simulator's settings from a user's file; an unknown name is an error. */
import type { z } from "zod";
import { describeSchemaError } from "./schemaError";

export const readSettings = <Schema extends z.ZodType>(
  of: string,
  schema: Schema,
  values: unknown,
): z.output<Schema> => {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  throw new Error(`${of}: ${describeSchemaError(read.error)}`);
};
