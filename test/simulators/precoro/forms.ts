/** Parses forms and queries with brackets: `currencies[]`, `contacts[0][email]`, `approvalDate[left_date]`. */
import { z } from "zod";

/** connector/precoro/API.md §1.3. Lists are tables by position, as in PHP, which numbers entries without a number. */
export interface Form {
  [name: string]: string | Form;
}

const empty = (): Form => Object.create(null) as Form;

export const readForm = (text: string): Form => {
  const form = empty();
  for (const [name, value] of new URLSearchParams(text)) {
    const [first = "", ...rest] = name.split("[").map((part) => part.replace(/\]$/, ""));
    let table = form;
    let key = first;
    for (const part of rest) {
      const inner = table[key];
      const next = typeof inner === "object" ? inner : empty();
      table[key] = next;
      table = next;
      key = part === "" ? String(Object.keys(table).length) : part;
    }
    table[key] = value;
  }
  return form;
};

/** A form's list, in the order of its entries. */
export const listOf = <Row extends z.ZodType>(row: Row) =>
  z.record(z.string(), row).transform((table) => Object.values<z.output<Row>>(table));

/** Parses a form; throws with what is wrong, by field. */
export const readFields = <Schema extends z.ZodType>(
  schema: Schema,
  form: Form,
  refuse: (fields: Record<string, string>) => Error,
): z.output<Schema> => {
  const read = schema.safeParse(form);
  if (read.success) return read.data;
  throw refuse(
    Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join(".") || "form", message])),
  );
};
