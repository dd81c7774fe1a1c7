/** Checks that a notification comes from BILL. Source: connector/bill/API.md §10. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-bill-sha-signature";

/** True if `signature`, the header, is the base64 HMAC-SHA256 of exactly the bytes received. Compared in constant time. */
export const isSignedBy = (key: string, body: Uint8Array, signature: string | undefined): boolean => {
  const expected = createHmac("sha256", key).update(body).digest();
  const received = Buffer.from(signature ?? "", "base64");
  return received.length === expected.length && timingSafeEqual(received, expected);
};
