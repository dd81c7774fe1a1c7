/** The faults of the simulators by what a caller can notice of them. `wire/faults.test.ts` shows that there is no more to notice. */
import { isLong } from "../kit/long";

/** Of a write: whether it has been done is what the caller cannot know, and what has to come out right. */
const ofWrites = {
  "no answer, not done": ["reset-before", "500"],
  "no answer, done": ["reset-after", "slow", "truncated"],
  "too many requests": ["429"],
  "session ended": ["expired-session"],
} as const;

/** Of a read: there is nothing to be done, only an answer to be had. */
const ofReads = {
  "no answer": [...ofWrites["no answer, not done"], ...ofWrites["no answer, done"]],
  "too many requests": ["429"],
  "session ended": ["expired-session"],
} as const;

export const behaviorsOf = (call: string): Readonly<Record<string, readonly string[]>> =>
  call.startsWith("GET ") ? ofReads : ofWrites;

/** Each behavior once, the calls taking turns in which of its faults stands for it; all faults in a long run. */
export const faultsOf = (call: string, turn: number): string[] =>
  Object.values(behaviorsOf(call)).flatMap((kinds) =>
    isLong ? kinds : kinds.slice(turn % kinds.length).slice(0, 1),
  );
