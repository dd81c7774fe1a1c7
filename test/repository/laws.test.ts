/** The import laws: the tree obeys them, and each law detects a violation. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./projectFiles";

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

const cruise = (folder: string): Cruise => {
  const tool = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const words = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "connector", "test"];
  const { stdout, stderr } = spawnSync(process.execPath, [tool, ...words], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Cruise;
};

test("the tree obeys every law", () => {
  const { summary } = cruise(root);
  expect(summary.violations.map(({ rule, from }) => `${from}: ${rule.name}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(100);
});

const breaches: Record<string, [file: string, text: string]> = {
  "core-is-pure": ["connector/core/bad.ts", 'import "node:fs";'],
  "axios-stays-in-http": ["connector/bill/bad.ts", 'import "axios";'],
  "http-knows-no-vendor": ["connector/http/bad.ts", 'import "../bill/plain";'],
  "vendors-meet-in-sync": ["connector/precoro/bad.ts", 'import "../bill/plain";'],
  "sync-knows-no-platform": ["connector/sync/bad.ts", 'import "../component/inputs";'],
  "spectral-stays-in-component": ["connector/sync/outside.ts", 'import "@prismatic-io/spectral";'],
  "parts-call-no-parts": ["connector/component/actions/bad.ts", 'import "./plain";'],
  "capabilities-use-lower-ones": ["connector/sync/payments/bad.ts", 'import "../changes/plain";'],
  "layer-roots-know-no-capability": ["connector/core/worse.ts", 'import "./lists/plain";'],
  "simulators-meet-in-kit": ["test/simulators/bill/bad.ts", 'import "../precoro/plain";'],
  "connector-knows-no-test": ["connector/sync/worse.ts", 'import "../../test/plain";'],
  "simulators-share-no-mistakes": ["test/simulators/bad.ts", 'import "../../connector/bill/plain";'],
  "no-circles": ["connector/bill/round.ts", 'import "./round2";'],
};

test("each law detects a violation", () => {
  const folder = mkdtempSync(join(tmpdir(), "laws-"));
  try {
    for (const file of [".dependency-cruiser.cjs", "tsconfig.json"])
      cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const files = {
      "connector/bill/plain.ts": "export {};",
      "connector/core/lists/plain.ts": "export {};",
      "connector/sync/changes/plain.ts": "export {};",
      "test/simulators/precoro/plain.ts": "export {};",
      // Two folders that use each other through different files.
      "connector/bill/one/up.ts": 'import "../two/plain";',
      "connector/bill/one/plain.ts": "export {};",
      "connector/bill/two/up.ts": 'import "../one/plain";',
      "connector/bill/two/plain.ts": "export {};",
      "connector/component/actions/plain.ts": "export {};",
      "connector/component/inputs.ts": "export {};",
      "test/plain.ts": "export {};",
      "connector/bill/round2.ts": 'import "./round";',
      ...Object.fromEntries(Object.values(breaches)),
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const named = new Set(cruise(folder).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
    for (const [law, [file]] of Object.entries(breaches)) expect(named).toContain(`${law}: ${file}`);
    expect(named).toContain("no-folder-circles: connector/bill/one");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
