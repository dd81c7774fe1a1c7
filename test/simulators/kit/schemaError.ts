/** Describes what is wrong in a user's file: one sentence that says where. */
import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** For a union: the first problem of the alternative that the value was meant to be, which is the one with all of its keys. */
const intendedIssue = (issue: Issue): Issue => {
  if (issue.code !== "invalid_union") return issue;
  const [first] = issue.errors
    .map((alternative) => alternative.map(intendedIssue))
    .filter((alternative) => !alternative.some(meansAnother))
    .map(([problem]) => problem);
  return first ? { ...first, path: [...issue.path, ...first.path] } : issue;
};

/** Unknown keys, or a value of another type altogether, mean that another alternative was meant. */
const meansAnother = ({ code, path }: Issue): boolean =>
  code === "unrecognized_keys" || code === "invalid_union" || (code === "invalid_type" && path.length === 0);

/** `path: problem`, such as `script.0.advance: is not a duration such as PT1H`; `whole` names the value itself. */
export const describeSchemaError = (error: z.core.$ZodError, whole = "the whole"): string => {
  const [issue] = error.issues;
  if (!issue) return error.message;
  const { path, message } = intendedIssue(issue);
  return `${path.map(String).join(".") || whole}: ${message}`;
};
