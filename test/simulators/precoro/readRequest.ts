/** Reads a request: its query, its form, and the number in its path. */
import type { Context } from "hono";
import { notAForm } from "./apiErrors";
import { type Form, readForm } from "./forms";

export const searchOf = (c: Context): string => new URL(c.req.url).search;

/** connector/precoro/API.md §1.3: writes are forms. */
export const formOf = async (c: Context): Promise<Form> => {
  const type = c.req.header("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) throw notAForm();
  return readForm(await c.req.text());
};

/** A record's number in the path; anything but a number is NaN, which no record has. */
export const numberOf = (c: Context, name = "id"): number => Number(c.req.param(name) ?? Number.NaN);
