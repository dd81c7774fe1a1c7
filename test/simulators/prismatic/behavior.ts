/** How the platform behaves where its documents leave it open, or where a customer's plan decides: `platform` of a world file. */
import * as z from "zod";

/* Source: integration/PLATFORM.md §2.4 (keys, queues), §1.4 (body), §1.9 (startedAt), §9 (objectSelection). */

export const platformBehavior = z.strictObject({
  /** The flows of `customer_required` that have an API key from the start. */
  keys: z.union([z.literal("all"), z.literal("none"), z.array(z.string())]).default("all"),
  /** What `startedAt` of an execution that waited, of a retry and of a batch is. */
  startedAt: z.enum(["own", "arrival", "parent"]).default("own"),
  /** How the body of a request reaches a trigger; JSON that the content type announces is parsed in `body.data` all the same. */
  body: z.enum(["text", "buffer", "serialized"]).default("text"),
  /** False: the plan has no queues, so `queueConfig` is ignored. */
  queues: z.boolean().default(true),
  /** What an object selection without a selection is. */
  objectSelectionEmpty: z.enum(["absent", "[]"]).default("absent"),
});

export type PlatformBehavior = z.infer<typeof platformBehavior>;
export type PlatformBehaviorInput = z.input<typeof platformBehavior>;
