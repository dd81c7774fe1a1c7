/** Output schemas and examples for what the wizard asks of a deploy besides imports: refreshing and mapping. */
import { type ListResult, reject, stoppedResult } from "../../core/outcome";
import type { RefreshData } from "../refreshAction";
import { nextSchema, refreshRequest, stopped } from "./imports";
import { countsSchema, type Output, recordSchema, type Schema } from "./output";

const contentType = "application/json";

export const refreshSchema: Schema = {
  type: "object",
  properties: {
    results: { type: "array", items: recordSchema },
    counts: countsSchema,
    next: {
      type: "array",
      items: nextSchema,
      description: "Imports that continue later; omitted if all are finished",
    },
  },
  required: ["results", "counts"],
};

export const exampleRefresh: Output<RefreshData> = {
  data: {
    results: [
      { id: "0ca01BCDEFGHIJKLMNOP", name: "6010 Travel › Air", outcome: "updated" },
      stoppedResult(
        { id: "00901BCDEFGHIJKLMNOP", name: "Binder & Co" },
        reject("vendor-archived", { name: "Binder & Co" }),
      ),
    ],
    counts: { updated: 1, rejected: 1 },
    next: [stopped(refreshRequest, "0ii01CDEFGHIJKLMNOPQ").next],
  },
  contentType,
};

export const mappingSchema: Schema = {
  type: "object",
  properties: { results: { type: "array", items: recordSchema }, counts: countsSchema },
  required: ["results", "counts"],
};

export const exampleMapping: Output<ListResult> = {
  data: {
    results: [
      {
        id: "55",
        name: "Acme Paper",
        outcome: "linked",
        message: "It was mapped to vendor Acme Paper Inc. (00901ABCDEFGHIJKLMNO).",
      },
      stoppedResult(
        { id: "61", name: "Binder & Co" },
        reject("mapped-vendor-archived", { name: "Binder Company", supplier: "Binder & Co (61)" }),
      ),
    ],
    counts: { linked: 1, rejected: 1 },
  },
  contentType,
};
