/**
 * The last wall: whatever is thrown in an action, trigger or data source leaves as a new error of one sentence, free of
 * secrets. Errors of HTTP libraries carry the headers of their request, so nothing of theirs but a code gets through.
 */
import { ConnectionError } from "@prismatic-io/spectral";
import { redact } from "../http/redact";
import { isRequestError } from "../http/requestError";

/** Those that have passed already: a hook can run twice around the same error. */
const explained = new WeakSet<object>();

export const explainFailure = (error: unknown): unknown => {
  if (typeof error === "object" && error !== null && explained.has(error)) return error;
  const plain = plainError(error);
  explained.add(plain);
  return plain;
};

const plainError = (error: unknown): Error => {
  if (isRequestError(error, "auth")) {
    // Marks the instance as wrongly configured. Of the connection, only which one it is.
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
