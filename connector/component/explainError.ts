/**
 * The component's error hook: replaces whatever an action, trigger, or data source throws with a one-sentence error that is
 * free of secrets. Errors of HTTP libraries hold request headers, so only their code is kept.
 */
import { ConnectionError } from "@prismatic-io/spectral";
import { redact } from "../http/redact";
import { isRequestError } from "../http/requestError";

/** Errors already replaced: the hook can run twice for the same error. */
const explained = new WeakSet<object>();

/** Returns the error to throw instead: a `ConnectionError` for refused credentials, a plain `Error` for anything else. */
export const explainFailure = (error: unknown): unknown => {
  if (typeof error === "object" && error !== null && explained.has(error)) return error;
  const plain = plainError(error);
  explained.add(plain);
  return plain;
};

const plainError = (error: unknown): Error => {
  if (isRequestError(error, "auth")) {
    // Makes Prismatic mark the instance as misconfigured. Only the connection's key is passed, never its fields.
    const key = error.cause.system === "BILL" ? "bill" : "precoro";
    return new ConnectionError({ key, configVarKey: "", fields: {} }, redact(error.message));
  }
  if (error instanceof Error && !("isAxiosError" in error) && !("config" in error)) {
    return new Error(redact(error.message));
  }
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return new Error(
    `A request to another system failed${/^[A-Z_0-9]{1,40}$/.test(code) ? ` (${code})` : ""}.`,
  );
};
