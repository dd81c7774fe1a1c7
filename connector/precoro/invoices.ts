/** Precoro's invoices and credit notes: read by idn, and mark with a link or an error. Source: contract precoro, sections 3 and 4. */
import * as z from "zod";
import { utcSecond } from "../core/calendarDate";
import { clock } from "../http/clock";
import { readAs } from "../http/contract";
import { SYSTEM } from "./answer";
import type { PrecoroCalls } from "./calls";
import { headSchema } from "./documentSchema";
import { relation, text } from "./schema";

const PATH = "/invoices";
const MONTH_MS = 30 * 24 * 3_600_000;

const rowSchema = headSchema.extend({ externalId: text, parentData: relation(z.object({ idn: text })) });
export type DocumentRow = z.infer<typeof rowSchema>;

export interface PrecoroInvoices {
  /** The document as Precoro tells it. `waits`: whether a minute is waited out if it has just been read elsewhere. */
  get(idn: string, waits: boolean): Promise<unknown>;
  /**
   * The row of one document by its internal id; undefined if it has not changed for a month. The moment in the question
   * moves on, so it is never the question that was asked before: Precoro answers an equal one once a minute.
   */
  row(id: string): Promise<DocumentRow | undefined>;
  /** Sets the link, or clears it with an empty one, and the per-record error log where one is given. */
  mark(idn: string, marks: { readonly externalId?: string; readonly errorLog?: string }): Promise<void>;
}

export const invoicesOf = ({ send }: PrecoroCalls): PrecoroInvoices => {
  const at = (idn: string) => `${PATH}/${encodeURIComponent(idn)}`;
  return {
    get: (idn, waits) => send({ method: "GET", path: at(idn) }, { waitsForMinute: waits }),
    row: async (id) => {
      const query = [
        ["id", id],
        ["modifiedSince", utcSecond(clock().now() - MONTH_MS).slice(0, -1)],
      ] as const;
      const body = await send({ method: "GET", path: PATH, query });
      const { data } = readAs(z.object({ data: z.array(rowSchema) }), body, {
        system: SYSTEM,
        method: "GET",
        path: PATH,
      });
      return data[0];
    },
    mark: async (idn, { externalId, errorLog }) => {
      const form: [string, string][] = [];
      if (externalId !== undefined) form.push(["externalId", externalId]);
      if (errorLog !== undefined) form.push(["externalIntegrationLog", errorLog]);
      await send({ method: "PATCH", path: at(idn), body: { form } }, { repeatable: true });
    },
  };
};
