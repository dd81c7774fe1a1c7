/** Precoro's invoices and credit notes: lists, single ones by `idn`, and the write of their link and error log. Source: connector/precoro/API.md §3 and §4. */

import * as z from "zod";
import { type CalendarDate, DAY_MS } from "../core/calendarDate";
import type { DocumentRow } from "../core/documents/documentRow";
import { clock } from "../http/clock";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse, readable } from "../http/parse";
import { isRequestError } from "../http/requestError";
import { rowSchema } from "./documentSchema";
import { SYSTEM } from "./errorResponse";
import { modifiedSince } from "./linkedRecords";
import type { PrecoroRequests } from "./request";

const PATH = "/invoices";
const MONTH_MS = 30 * DAY_MS;

/** Approved, partly paid, paid. Source: connector/precoro/API.md §3.1. */
const SENT_STATUSES = ["2", "4", "5"];

/** The `logicType` of an invoice's credit note. Source: connector/precoro/API.md §4. */
const CREDIT_NOTE = "1";

/** Which documents to list. */
type Selection =
  /** Created or changed since then, ms since 1970 UTC; with any status. */
  | { readonly changedSince: number }
  /** Credit notes created or changed since then, ms since 1970 UTC; with any status. */
  | { readonly creditNotesSince: number }
  /** Approved, partly paid or paid, and approved on that day or later; undefined sets no bound. */
  | { readonly approvedFrom: CalendarDate | undefined };

/** Each method throws `RequestError`. */
export interface PrecoroInvoices {
  /** The document as Precoro's JSON. `waits`: whether to wait out the minute if it has just been read elsewhere. */
  get(idn: string, waits: boolean): Promise<unknown>;
  /**
   * The row of one document by its internal id; undefined where it has not changed for a month. The moment in the query moves
   * on, so the request is never the same as before: Precoro answers the same one once a minute.
   */
  row(id: string): Promise<DocumentRow | undefined>;
  /** The rows that are linked to one of at most 200 ids; `waits` as for `get`; undefined where Precoro has no filter for such ids. */
  linkedTo(voucherIds: readonly string[], waits: boolean): Promise<DocumentRow[] | undefined>;
  /** One page of a list, from "1". Unreadable rows are reported, not dropped. */
  page(selection: Selection, page: string): Promise<Page<Parsed<DocumentRow>>>;
  /** PATCH of the link and of the per-record error log; empty text clears them, what is left out stays. */
  update(idn: string, change: { readonly externalId?: string; readonly errorLog?: string }): Promise<void>;
}

/** The filter `sent_to_external` is not used: our own writes would change the list while it is read. */
const queryOf = (selection: Selection): [string, string][] => {
  if ("changedSince" in selection) return [modifiedSince(selection.changedSince)];
  if ("creditNotesSince" in selection)
    return [["logicType[]", CREDIT_NOTE], modifiedSince(selection.creditNotesSince)];
  const { approvedFrom } = selection;
  const day = approvedFrom?.split("-").reverse().join(".");
  return [
    ...SENT_STATUSES.map((status): [string, string] => ["status[]", status]),
    ...(day === undefined ? [] : [["approvalDate[left_date]", day] satisfies [string, string]]),
  ];
};

export const invoicesOf = ({ send, page }: PrecoroRequests): PrecoroInvoices => {
  const at = (idn: string) => `${PATH}/${encodeURIComponent(idn)}`;
  return {
    get: (idn, waits) => send({ method: "GET", path: at(idn) }, { waitsForMinute: waits }),
    row: async (id) => {
      const query = [["id", id] as const, modifiedSince(clock().now() - MONTH_MS)];
      const body = await send({ method: "GET", path: PATH, query });
      const { data } = parseResponse(z.object({ data: z.array(rowSchema) }), body, {
        system: SYSTEM,
        method: "GET",
        path: PATH,
      });
      return data[0];
    },
    linkedTo: async (ids, waits) => {
      try {
        const { rows } = await page(
          PATH,
          ids.map((one) => ["external_id[]", one]),
          "1",
          { waitsForMinute: waits },
        );
        return readable(rows.map((row) => parseRecord(rowSchema, row)));
      } catch (error) {
        if (isRequestError(error, "invalid")) return undefined;
        throw error;
      }
    },
    page: async (selection, number) => {
      const { rows, next } = await page(PATH, queryOf(selection), number);
      return { rows: rows.map((row) => parseRecord(rowSchema, row)), next };
    },
    update: async (idn, { externalId, errorLog }) => {
      const form: [string, string][] = [];
      if (externalId !== undefined) form.push(["externalId", externalId]);
      if (errorLog !== undefined) form.push(["externalIntegrationLog", errorLog]);
      await send({ method: "PATCH", path: at(idn), body: { form } }, { repeatable: true });
    },
  };
};
