/** Reads the settings that a user's file gives a simulator; a name that it does not have is an error. */
import { z } from "zod";

export const readSettings = <Schema extends z.ZodType>(
  of: string,
  schema: Schema,
  given: unknown,
): z.output<Schema> => {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new Error(`${of}: ${z.prettifyError(read.error)}`);
};
