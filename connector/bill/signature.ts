/** Checks that a notification comes from BILL. Source: connector/bill/API.md §10. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-bill-sha-signature";

/**
 * True if `signature`, the header, is the base64 HMAC-SHA256 of the bytes received, or of the same JSON without spaces between
 * its parts, as in BILL's own example. Compared in constant time.
 */
export const isSignedBy = (key: string, body: Uint8Array, signature: string | undefined): boolean => {
  const received = Buffer.from(signature ?? "", "base64");
  const isSignatureOf = (bytes: Uint8Array | string): boolean => {
    const expected = createHmac("sha256", key).update(bytes).digest();
    return received.length === expected.length && timingSafeEqual(received, expected);
  };
  if (isSignatureOf(body)) return true;
  const minified = minifiedJson(body);
  return minified !== undefined && isSignatureOf(minified);
};

const minifiedJson = (body: Uint8Array): string | undefined => {
  try {
    return JSON.stringify(JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    return undefined;
  }
};
