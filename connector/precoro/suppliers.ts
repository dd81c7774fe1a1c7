/** Precoro's suppliers: read, create, change, link. Source: contract precoro, section 2. */
import * as z from "zod";
import { utcSecond } from "../core/calendarDate";
import type { Card, Supplier } from "../core/supplier";
import { type Read, readAs, readRecord } from "../http/contract";
import { failed } from "../http/failure";
import { everyRow } from "../http/pages";
import { SYSTEM } from "./answer";
import type { PrecoroCalls } from "./calls";
import { cardForm, supplierSchema, text } from "./schema";

const PATH = "/suppliers";

const writtenSchema = z.object({ id: z.union([z.string(), z.number()]).transform(String), externalId: text });

export interface PrecoroSuppliers {
  /** Every supplier, page by page. One that cannot be read is said, not dropped. */
  list(): AsyncGenerator<Read<Supplier>[]>;
  /** The suppliers created or changed since a moment (ms since 1970 UTC): how a create that lost its answer is found. */
  changedSince(moment: number): AsyncGenerator<Read<Supplier>[]>;
  /** The suppliers that are linked to a vendor. */
  linkedTo(vendorId: string): Promise<Supplier[]>;
  get(id: string): Promise<Supplier>;
  /** Creates a supplier and asks for its link at once. `linked` tells whether Precoro took it. */
  create(card: Card, vendorId: string): Promise<{ readonly id: string; readonly linked: boolean }>;
  /** Changes the card; its lists are sent whole. */
  replace(id: string, card: Card): Promise<void>;
  link(id: string, vendorId: string): Promise<void>;
}

export const suppliersOf = ({ send, list }: PrecoroCalls): PrecoroSuppliers => {
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query)) yield rows.map((row) => readRecord(supplierSchema, row));
  }
  const at = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
  return {
    list: () => read([]),
    // https://help.precoro.com/typical-api-usage-scenarios: modifiedSince is UTC without a zone.
    changedSince: (moment) => read([["modifiedSince", utcSecond(moment).slice(0, -1)]]),
    linkedTo: async (vendorId) => {
      const linked = (rows: Read<Supplier>[]) =>
        rows.flatMap((row) => ("record" in row && row.record.externalId === vendorId ? [row.record] : []));
      try {
        return linked(await everyRow(read([["external_id[]", vendorId]])));
      } catch (error) {
        // Whether the look-up takes ids that are no numbers is not known: without it, the whole list tells.
        if (!failed(error, "invalid")) throw error;
        return linked(await everyRow(read([])));
      }
    },
    get: async (id) => {
      const path = at(id);
      return readAs(supplierSchema, await send({ method: "GET", path }), {
        system: SYSTEM,
        method: "GET",
        path,
      });
    },
    create: async (card, vendorId) => {
      const body = await send({ method: "POST", path: PATH, body: { form: cardForm(card, vendorId) } });
      const { id, externalId } = readAs(writtenSchema, body, { system: SYSTEM, method: "POST", path: PATH });
      return { id, linked: externalId === vendorId };
    },
    replace: async (id, card) => {
      await send({ method: "PUT", path: at(id), body: { form: cardForm(card) } }, { repeatable: true });
    },
    link: async (id, vendorId) => {
      const form = [["externalId", vendorId]] as const;
      await send({ method: "PATCH", path: at(id), body: { form } }, { repeatable: true });
    },
  };
};
