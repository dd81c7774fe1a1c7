/** Output schemas and examples for the imports and the import pages. */

import type { ImportRequest } from "../../core/imports/importRequest";
import { reject, stoppedResult } from "../../core/outcome";
import type { OptionsPage } from "../../sync/importChoices/listImportOptions";
import type { Continuation, ImportData } from "../../sync/imports/runImport";
import { countsSchema, type Output, recordSchema, type Schema, text } from "./output";

const contentType = "application/json";

export const nextSchema: Schema = {
  type: "object",
  description: "Where and when the import continues; omitted when it is finished",
  properties: {
    request: { type: "object", description: "The import that was requested" },
    place: text,
    notBefore: { ...text, description: "UTC; omitted if it can continue right away" },
  },
};

export const importSchema: Schema = {
  type: "object",
  properties: {
    results: { type: "array", items: recordSchema },
    counts: countsSchema,
    request: {
      type: "object",
      description: "The import that was requested; omitted if the call was refused",
    },
    remaining: { type: "integer", description: "Number of records left for the next run" },
    next: nextSchema,
  },
  required: ["results", "counts"],
};

/** The part of an example that shows a stopped import. */
export const stopped = (request: ImportRequest, place: string) => ({
  request,
  remaining: 1,
  next: { request, place, notBefore: "2026-03-02T10:00:00Z" },
});

const vendorRequest: ImportRequest = { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] };

export const exampleImport: Output<ImportData> = {
  data: {
    results: [
      { id: "00901ABCDEFGHIJKLMNO", name: "Acme Paper", outcome: "created" },
      stoppedResult(
        { id: "00901BCDEFGHIJKLMNOP", name: "Binder & Co" },
        reject("duplicate-supplier-name", {
          count: 2,
          name: "Binder & Co",
          records: "Binder & Co (61), BINDER & CO (77)",
        }),
      ),
    ],
    counts: { created: 1, rejected: 1 },
    ...stopped(vendorRequest, "00901CDEFGHIJKLMNOPQ"),
  },
  contentType,
};

const listRequest: ImportRequest = {
  list: "chartOfAccounts",
  scope: "selected",
  onlyNew: false,
  importAs: "itemCustomField",
  optionIds: ["0ca01BCDEFGHIJKLMNOP"],
};

export const exampleList: Output<ImportData> = {
  data: {
    results: [
      { id: "0ca01BCDEFGHIJKLMNOP", name: "6010 Travel › Air", outcome: "created" },
      stoppedResult(
        { id: "0ca01DEFGHIJKLMNOPQR", name: "9100 Clearing" },
        reject("circular-parent", { name: "Clearing", path: "Clearing › Suspense › Clearing" }),
      ),
    ],
    counts: { created: 1, rejected: 1 },
    ...stopped(listRequest, "0ca01CDEFGHIJKLMNOPQ"),
  },
  contentType,
};

const itemRequest: ImportRequest = {
  list: "items",
  scope: "selected",
  onlyNew: false,
  itemIds: ["0ii01ABCDEFGHIJKLMNO", "0ii01BCDEFGHIJKLMNOP"],
};

export const exampleItems: Output<ImportData> = {
  data: {
    results: [
      { id: "0ii01ABCDEFGHIJKLMNO", name: "Paper A4", outcome: "created" },
      stoppedResult(
        { id: "0ii01BCDEFGHIJKLMNOP", name: "Loyalty Discount" },
        reject("item-not-purchasable", { name: "Loyalty Discount", type: "DISCOUNT" }),
      ),
    ],
    counts: { created: 1, rejected: 1 },
    ...stopped(itemRequest, "0ii01CDEFGHIJKLMNOPQ"),
  },
  contentType,
};

export const refreshRequest: ImportRequest = {
  list: "items",
  scope: "integrated",
  onlyNew: false,
  leaveSwitchedOff: true,
  itemIds: [],
};

export const pendingSchema: Schema = {
  type: "object",
  properties: {
    imports: { type: "array", items: nextSchema, description: "Imports that still have to finish" },
  },
  required: ["imports"],
};

/** One of each kind, because their requests have different fields. */
export const examplePending: Output<{ imports: Continuation[] }> = {
  data: {
    imports: [
      stopped(vendorRequest, "00901CDEFGHIJKLMNOPQ").next,
      stopped(listRequest, "0ca01CDEFGHIJKLMNOPQ").next,
      stopped(itemRequest, "0ii01CDEFGHIJKLMNOPQ").next,
      stopped(refreshRequest, "0ii01CDEFGHIJKLMNOPQ").next,
    ],
  },
  contentType,
};

export const optionsSchema: Schema = {
  type: "object",
  properties: {
    options: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: text,
          name: { ...text, description: "With its parents: Travel › Air" },
          parentId: text,
          integrated: { type: "boolean", description: "Omitted if not known in time" },
        },
        required: ["id", "name"],
      },
    },
    nextPage: { ...text, description: "Requests the next page; omitted on the last one" },
    searchedAll: { type: "boolean", description: "False if BILL's list has not been read to the end yet" },
  },
  required: ["options", "searchedAll"],
};

export const exampleOptions: Output<OptionsPage> = {
  data: {
    options: [
      { id: "0ca01ABCDEFGHIJKLMNO", name: "6000 Travel", integrated: true },
      {
        id: "0ca01BCDEFGHIJKLMNOP",
        name: "6010 Travel › Air",
        parentId: "0ca01ABCDEFGHIJKLMNO",
        integrated: false,
      },
    ],
    nextPage: "100",
    searchedAll: true,
  },
  contentType,
  statusCode: 200,
};
