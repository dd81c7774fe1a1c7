/** Precoro's custom fields of documents and of line items, and their options. Source: connector/precoro/API.md §6 and §13. */
import * as z from "zod";
import { omitUndefined } from "../core/omitUndefined";
import { collectPages } from "../http/pages";
import { parseResponse } from "../http/parse";
import { isRequestError } from "../http/requestError";
import { SYSTEM } from "./errorResponse";
import { optionsAt, type PrecoroOptionList } from "./options";
import type { PrecoroRequests } from "./request";
import type { PageSize, PageVariant } from "./requestVariants";
import { id, text } from "./schema";

/** Whose field it is: the document's, or the line item's. */
export type FieldLevel = "document" | "item";

export interface Field {
  readonly id: string;
  readonly name: string;
}

/** Each method throws `RequestError`. */
export interface PrecoroFields {
  /** All fields of that level. `pageSize` makes it a different request, for processes that ask at the same time (see `requestVariants`). */
  list(level: FieldLevel, pageSize?: PageSize): Promise<Field[]>;
  /** The same page by page, in a variant of the request. */
  pages(level: FieldLevel, variant: PageVariant): AsyncGenerator<Field[]>;
  /** Creates a drop-down field; undefined where Precoro's API does not offer that. */
  create(level: FieldLevel, name: string): Promise<Field | undefined>;
  options(level: FieldLevel, fieldId: string): PrecoroOptionList;
}

const paths: Readonly<Record<FieldLevel, string>> = {
  document: "/documentcustomfields",
  item: "/itemcustomfields",
};

const DROP_DOWN = "0";

export const fieldSchema = z
  .object({ id, name: text, title: text })
  .transform((field): Field => ({ id: field.id, name: field.name ?? field.title ?? "" }));

async function* read(calls: PrecoroRequests, level: FieldLevel, variant: Partial<PageVariant>) {
  const path = paths[level];
  for await (const rows of calls.list(path, [], variant))
    yield rows.map((row) => parseResponse(fieldSchema, row, { system: SYSTEM, method: "GET", path }));
}

export const fieldsOf = (calls: PrecoroRequests): PrecoroFields => ({
  list: (level, pageSize) => collectPages(read(calls, level, omitUndefined({ pageSize }))),
  pages: (level, variant) => read(calls, level, variant),
  create: async (level, name) => {
    const path = paths[level];
    const form = [
      ["name", name],
      ["type", DROP_DOWN],
    ] as const;
    try {
      const body = await calls.send({ method: "POST", path, body: { form } });
      return parseResponse(fieldSchema, body, { system: SYSTEM, method: "POST", path });
    } catch (error) {
      // Whether the API can create fields is not documented. The credentials are fine: they have just read fields.
      if (isRequestError(error, "auth", "not-found")) return undefined;
      throw error;
    }
  },
  options: (level, fieldId) => optionsAt(calls, `${paths[level]}/${encodeURIComponent(fieldId)}/options`),
});
