/** Reads a document from Precoro's JSON, or gives the reason why it cannot. */

import * as z from "zod";
import type { Document } from "../core/documents/document";
import { isStopped, reject, type Stopped, skip } from "../core/outcome";
import { problemText } from "../http/parse";
import { documentFieldSchema } from "./documentLines";
import { documentSchema, headSchema, kindOf } from "./documentSchema";
import { children } from "./schema";

export interface DocumentHead {
  readonly idn: string;
  readonly status: number;
  readonly kind: Document["kind"];
}

/** The part that decides whether a document is processed further. `idn` names it where it cannot be read. */
export const parseHead = (raw: unknown, idn: string): DocumentHead | Stopped => {
  const head = headSchema.safeParse(raw);
  if (!head.success) {
    return reject("document-unreadable", { document: `Document #${idn}`, problem: problemText(head.error) });
  }
  const kind = kindOf(head.data);
  if (kind === undefined) {
    return skip("document-type-unknown", { document: `Document #${idn}`, logicType: head.data.logicType });
  }
  return { idn: head.data.idn, status: head.data.status, kind };
};

const fieldsSchema = z.object({ dataDocumentCustomFields: children(documentFieldSchema) });

/** The values of the document's own custom fields, by name: for conditions on the canvas. Unreadable ones are left out. */
export const customFieldsOf = (raw: unknown): Record<string, string> => {
  const { data } = fieldsSchema.safeParse(raw);
  return Object.fromEntries((data?.dataDocumentCustomFields ?? []).map(({ field, value }) => [field, value]));
};

/** The whole document. `idn` names it where it cannot be read. */
export const parseDocument = (raw: unknown, idn: string): Document | Stopped => {
  const head = parseHead(raw, idn);
  if (isStopped(head)) return head;
  const document = documentSchema.safeParse(raw);
  if (document.success) return document.data;
  return reject("document-unreadable", {
    document: `Document #${idn}`,
    problem: problemText(document.error),
  });
};
