/** Reads a request: its body, and the id in its path. */
import type { Context } from "hono";
import { invalid } from "./apiErrors";

export const bodyOf = (c: Context): Promise<unknown> =>
  c.req.json().catch(() => {
    throw invalid("body: not JSON");
  });

export const idOf = (c: Context): string => c.req.param("id") ?? "";
