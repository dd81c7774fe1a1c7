/** Precoro's invoices and credit notes: lists, reads by idn, and marks with a link or an error. Source: connector/precoro/API.md §3 and §4. */

import * as z from "zod";
import { type CalendarDate, DAY_MS } from "../core/calendarDate";
import type { DocumentRow } from "../core/documents/documentRow";
import { clock } from "../http/clock";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord, parseResponse, readable } from "../http/parse";
import { isRequestError } from "../http/requestError";
import { rowSchema } from "./documentSchema";
import { SYSTEM } from "./errorResponse";
import { modifiedSince } from "./records";
import type { PrecoroRequests } from "./request";

const PATH = "/invoices";
const MONTH_MS = 30 * DAY_MS;

/** Approved, partly paid, paid. Source: connector/precoro/API.md §3.1. */
const SENT_STATUSES = ["2", "4", "5"];

/** Which documents a list is about. */
type Selection =
  /** Created or changed since a moment, ms since 1970 UTC; every status. */
  | { readonly changedSince: number }
  /** Approved and what an approved one becomes, approved on that day or later; undefined sets no bound. */
  | { readonly approvedFrom: CalendarDate | undefined };

export interface PrecoroInvoices {
  /** The document as Precoro tells it. `waits`: whether a minute is waited out if it has just been read elsewhere. */
  get(idn: string, waits: boolean): Promise<unknown>;
  /**
   * The row of one document by its internal id; undefined if it has not changed for a month. The moment in the question
   * moves on, so it is never the question that was asked before: Precoro answers an equal one once a minute.
   */
  row(id: string): Promise<DocumentRow | undefined>;
  /** The rows that are linked to one of at most 200 ids; `waits` as for `get`; undefined where Precoro cannot be asked for such ids. */
  linkedTo(voucherIds: readonly string[], waits: boolean): Promise<DocumentRow[] | undefined>;
  /** One page of a list, from 1. A row that cannot be read is said, not dropped. */
  page(selection: Selection, page: string): Promise<Page<Parsed<DocumentRow>>>;
  /** Sets the link, or clears it with an empty one, and the per-record error log where one is given. */
  update(idn: string, change: { readonly externalId?: string; readonly errorLog?: string }): Promise<void>;
}

/** The filters of our own writes (`sent_to_external`) are not used: a list must not change while it is read. */
const queryOf = (selection: Selection): [string, string][] => {
  if ("changedSince" in selection) return [modifiedSince(selection.changedSince)];
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
