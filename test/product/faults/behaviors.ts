/** The simulators' faults, grouped by what a caller can notice. `wire/faults.test.ts` proves that callers cannot distinguish more. */
import { isLong } from "../kit/long";

/** Of a write: the caller cannot know whether it was done, and the result must be right either way. */
const ofWrites = {
  "no answer, not done": ["reset-before", "500"],
  "no answer, done": ["reset-after", "slow", "truncated"],
  "too many requests": ["429"],
  "session ended": ["expired-session"],
} as const;

/** Of a read: only the response matters. */
const ofReads = {
  "no answer": [...ofWrites["no answer, not done"], ...ofWrites["no answer, done"]],
  "too many requests": ["429"],
  "session ended": ["expired-session"],
} as const;

export const behaviorsOf = (call: string): Readonly<Record<string, readonly string[]>> =>
  call.startsWith("GET ") ? ofReads : ofWrites;

/** One fault of each behavior; consecutive calls use different ones. In a long run, all faults. */
export const faultsOf = (call: string, turn: number): string[] =>
  Object.values(behaviorsOf(call)).flatMap((kinds) =>
    isLong ? kinds : kinds.slice(turn % kinds.length).slice(0, 1),
  );
