/** The project's files, and how tests read them. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..", "..");

/** Tracked files, and new ones that are not ignored, relative to the root. */
export const projectFiles = (): string[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "");

export const readText = (file: string): string => readFileSync(join(root, file), "utf8");

export const sourceFiles = (): string[] => projectFiles().filter((file) => /\.(ts|cjs)$/.test(file));
