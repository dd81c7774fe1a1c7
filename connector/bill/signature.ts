/** Whether a notification comes from BILL. Source: connector/bill/API.md §10. */
import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-bill-sha-signature";

/** The header: base64 of the HMAC-SHA256 over exactly the bytes that came. Compared in constant time. */
export const isSignedBy = (key: string, body: Uint8Array, signature: string | undefined): boolean => {
  const wanted = createHmac("sha256", key).update(body).digest();
  const received = Buffer.from(signature ?? "", "base64");
  return received.length === wanted.length && timingSafeEqual(received, wanted);
};
