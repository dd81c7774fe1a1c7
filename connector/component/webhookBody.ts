/** The body of a request to a webhook trigger, in each of the forms in which Prismatic may pass it on. Source: integration/PLATFORM.md §1.4. */
import * as z from "zod";

const serialized = z.object({ type: z.literal("Buffer"), data: z.array(z.int().min(0).max(255)) });

/** The exact bytes of a body: given as text, as bytes, or as `{"type": "Buffer", "data": […]}`; undefined for anything else. */
export const bytesOf = (data: unknown): Uint8Array | undefined => {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  if (data instanceof Uint8Array) return data;
  const read = serialized.safeParse(data);
  return read.success ? Buffer.from(read.data.data) : undefined;
};

/** The content of a body that is JSON: parsed already, or in one of the forms above; undefined if it is not JSON. */
export const jsonOf = (data: unknown): unknown => {
  const bytes = bytesOf(data);
  if (!bytes) return data;
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
};
