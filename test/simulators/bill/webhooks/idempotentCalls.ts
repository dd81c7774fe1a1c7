/** Calls that are idempotent by key. connector/bill/API.md §10: the same key gets the same response for 24 hours. */
import { z } from "zod";
import { DAY_MS } from "../../kit/quota";
import { invalid } from "../apiErrors";

/** connector/bill/API.md §10: required, a version 4 UUID. */
const key = z.uuidv4();

/** Assumed: only successful responses are kept, and the body of a repeated request is ignored. */
export const idempotent = <Response>(now: () => number) => {
  const responses = new Map<string, { readonly until: number; readonly answer: Response }>();
  return (idempotentKey: string | undefined, of: string, make: () => Response): Response => {
    if (!key.safeParse(idempotentKey).success)
      throw invalid("X-Idempotent-Key: required, a UUID of version 4");
    const place = `${of} ${idempotentKey?.toLowerCase()}`;
    const before = responses.get(place);
    if (before && now() < before.until) return before.answer;
    const answer = make();
    responses.set(place, { until: now() + DAY_MS, answer });
    return answer;
  };
};
