/** Precoro's errors: status and message of each. */

export class PrecoroApiError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 415 | 422 | 500 | 501,
    message: string,
    /** The request's invalid fields, each with what is wrong. */
    readonly fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** connector/precoro/API.md §1.6: errors by field; assumed: 422 for a body. */
export const invalidBody = (fields: Readonly<Record<string, string>>): PrecoroApiError =>
  new PrecoroApiError(422, "Validation failed", fields);

/** connector/precoro/API.md §1.6; assumed: 400 for a query. */
export const invalidQuery = (fields: Readonly<Record<string, string>>): PrecoroApiError =>
  new PrecoroApiError(400, "Validation failed", fields);

/** connector/precoro/API.md §1.2: the same for a wrong email as for a wrong token. */
export const badCredentials = (): PrecoroApiError => new PrecoroApiError(401, "Bad credentials");

/** connector/precoro/API.md §1.6: 403; assumed: with a `message`. */
export const accessDenied = (): PrecoroApiError => new PrecoroApiError(403, "Access Denied.");

/** connector/precoro/API.md §1.6: 404; assumed: with a `message`. */
export const notFound = (): PrecoroApiError => new PrecoroApiError(404, "Not Found");

/** connector/precoro/API.md §1.3: writes are forms; assumed: anything else is 415. */
export const notAForm = (): PrecoroApiError => new PrecoroApiError(415, "Unsupported Media Type");

/** The simulator's own answer: Precoro documents this, but it is not supported here. */
export const notSimulated = (name: string): PrecoroApiError =>
  new PrecoroApiError(501, `${name}: documented by Precoro, but not simulated`);

export const serverError = (): PrecoroApiError => new PrecoroApiError(500, "Internal Server Error");
