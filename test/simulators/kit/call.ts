/** One request as a vendor receives it, and patterns such as `GET /v3/bills/{id}` that name a kind of request. It knows no vendor. */

export interface Call {
  readonly method: string;
  /** As received, without the host. */
  readonly url: string;
  /** Without the query, and without the base path that all of a vendor's calls share. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Whether a call matches one of the patterns. */
export const matchesAny = (patterns: readonly string[], { method, path }: Call): boolean =>
  patterns.some((pattern) => matchesCall(pattern, `${method} ${path}`));

/** Whether a call matches a pattern such as `GET /v3/bills/{id}`. On either side, `{id}` stands for one segment. */
export const matchesCall = (pattern: string, call: string): boolean => {
  const expected = pattern.split("/");
  const actual = call.split("/");
  return (
    expected.length === actual.length &&
    expected.every((part, n) => part === actual[n] || part === "{id}" || actual[n] === "{id}")
  );
};
