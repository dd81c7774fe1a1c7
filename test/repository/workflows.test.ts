/** Rules for the workflows on GitHub: what runs there can't be exchanged from outside, and sees no secret that it does not need. */
import { parse } from "yaml";
import { projectFiles, readText } from "./projectFiles";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, unknown>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Record<string, { readonly steps: Step[]; readonly needs?: string }>;
}

const files = projectFiles().filter((file) => file.startsWith(".github/workflows/"));
const workflows = files.map((file) => ({
  file,
  text: readText(file),
  parsed: parse(readText(file)) as Workflow,
}));
const steps = workflows.flatMap(({ parsed }) => Object.values(parsed.jobs).flatMap((job) => job.steps));
const secretsIn = (part: unknown) => JSON.stringify(part).match(/secrets(\.|\[)/g) ?? [];

test("there are a check and a release", () => {
  expect(files).toEqual([".github/workflows/ci.yml", ".github/workflows/release.yml"]);
});

test("actions are GitHub's own, pinned by the full SHA of a commit, with the version beside it", () => {
  const uses = workflows.flatMap(({ text }) => text.split("\n").filter((line) => /\buses:/.test(line)));
  expect(uses.length).toBe(steps.filter((step) => step.uses).length);
  expect(uses.filter((line) => !/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
    [],
  );
});

test("only the publishing step gets secrets, and it runs the tree's own script and nothing else", () => {
  const withSecrets = steps.filter((step) => secretsIn(step).length > 0);
  expect(withSecrets.map((step) => step.run)).toEqual(["npm run publish:built"]);
  // None at the level of a workflow or a job: all that there are stand in that step.
  for (const { parsed } of workflows)
    expect(secretsIn(parsed).length).toBe(
      secretsIn(Object.values(parsed.jobs).flatMap((job) => job.steps)).length,
    );
});

test("a job with secrets installs without running any package's scripts, after the checks of a job without secrets", () => {
  const jobs = workflows.flatMap(({ parsed }) => Object.values(parsed.jobs));
  const withSecrets = jobs.filter((job) => secretsIn(job).length > 0);
  const runsOf = ({ steps: all }: (typeof jobs)[number]) => all.flatMap(({ run }) => run ?? []);
  expect(withSecrets.map((job) => [job.needs, runsOf(job)])).toEqual([
    ["check", ["npm ci --ignore-scripts", "npm run build", "npm run publish:built"]],
  ]);
});

test("GitHub's own token only reads, and is not left on the disk", () => {
  for (const { parsed } of workflows) expect(parsed.permissions).toEqual({ contents: "read" });
  const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
  expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false, false, false]);
});
