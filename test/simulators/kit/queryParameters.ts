/** Which query parameters a vendor documents for which call, so that a misspelled filter cannot pass. It knows no vendor. */
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { matchesCall } from "./call";

interface QueryParameters {
  readonly supported: readonly string[];
  /** Documented, but the simulator does not support them. */
  readonly unsupported?: readonly string[];
}

/** By call, as `METHOD /path/{id}`. Any other call takes none. */
export type DocumentedParameters = readonly (readonly [string, QueryParameters])[];

interface Refusals {
  readonly unknown: (name: string) => Error;
  readonly unsupported: (name: string) => Error;
}

/** Refuses a call with a parameter that is not documented for it, or not supported. `pathOf` leaves out base paths. */
export const checkQuery =
  (documented: DocumentedParameters, refusals: Refusals, pathOf: (c: Context) => string): MiddlewareHandler =>
  async (c, next) => {
    const call = `${c.req.method} ${pathOf(c)}`;
    // An unknown call has an error of its own.
    const isKnown = matchedRoutes(c).some(({ method }) => method !== "ALL");
    const [, known] = documented.find(([pattern]) => matchesCall(pattern, call)) ?? [];
    for (const key of isKnown ? new URL(c.req.url).searchParams.keys() : []) {
      const [name = ""] = key.split("[");
      if (known?.unsupported?.includes(name)) throw refusals.unsupported(name);
      if (!known?.supported.includes(name)) throw refusals.unknown(name);
    }
    await next();
  };
