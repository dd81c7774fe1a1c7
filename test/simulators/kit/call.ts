/** One request as a vendor sees it, and the patterns that name a kind of request. It knows no vendor. */

export interface Call {
  readonly method: string;
  /** As it came, without host. */
  readonly url: string;
  /** Without the part of the address that all of a vendor's calls share, without query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Whether a call is one of several patterns. */
export const matchesAny = (patterns: readonly string[], { method, path }: Call): boolean =>
  patterns.some((pattern) => matchesCall(pattern, `${method} ${path}`));

/** Whether a call is one of a pattern such as `GET /v3/bills/{id}`; `{id}` stands for one segment, on either side. */
export const matchesCall = (pattern: string, call: string): boolean => {
  const wanted = pattern.split("/");
  const given = call.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, n) => part === given[n] || part === "{id}" || given[n] === "{id}")
  );
};
