/** What is wrong with what a user's file gives, in one sentence with its place. */
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Of several alternatives, the one is meant whose words are all used; its first problem is told. */
const intendedIssue = (issue: Issue): Issue => {
  if (issue.code !== "invalid_union") return issue;
  const [first] = issue.errors
    .map((alternative) => alternative.map(intendedIssue))
    .filter((alternative) => !alternative.some(meansAnother))
    .map(([problem]) => problem);
  return first ? { ...first, path: [...issue.path, ...first.path] } : issue;
};

/** Unknown words, or a whole that is of another kind, say that another alternative was meant. */
const meansAnother = ({ code, path }: Issue): boolean =>
  code === "unrecognized_keys" || code === "invalid_union" || (code === "invalid_type" && path.length === 0);

/** `at: what`, such as `script.0.advance: is not a duration such as PT1H`; `whole` is what is said of the file itself. */
export const describeSchemaError = (error: z.core.$ZodError, whole = "the whole"): string => {
  const [issue] = error.issues;
  if (!issue) return error.message;
  const { path, message } = intendedIssue(issue);
  return `${path.map(String).join(".") || whole}: ${message}`;
};
