/** What is published: the self-contained bundle and the icon, nothing else. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./projectFiles";

const dist = join(root, "connector", "dist");

/** The libraries alone take 1,226 KiB. This leaves room for our own code, but not for a second copy of a library. */
const BUDGET_KIB = 1_500;

test("dist contains exactly the bundle and the icon", () => {
  expect(readdirSync(dist).sort()).toEqual(["icon.png", "index.js"]);
});

test("the bundle keeps its size budget, with one copy of each library", () => {
  expect(statSync(join(dist, "index.js")).size / 1024).toBeLessThan(BUDGET_KIB);
});

test("the bundle loads in plain Node without node_modules", () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    copyFileSync(join(dist, "index.js"), join(folder, "index.js"));
    const script = 'process.stdout.write(Object.keys(require("./index.js").default.actions).sort().join())';
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toBe(
      "applyBillEvent,billRawRequest,cancelBill,exportBill,exportVendorCredit,getDocument,importItems,importList,importPayments,importVendors,integrationStatus,listImportOptions,listPendingImports,mapSupplier,mapSuppliers,precoroRawRequest,reconcile,recordOutcome,refreshImports,requestPayments,saveImportProgress",
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the icon is a PNG of 512 by 512 pixels", () => {
  const icon = readFileSync(join(dist, "icon.png"));
  expect(icon.subarray(1, 4).toString()).toBe("PNG");
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([512, 512]);
});
