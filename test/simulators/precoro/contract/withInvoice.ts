/** Starts a Precoro company with an approved invoice of 119.65, and records its webhooks. */
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

export const NOW = "2026-01-05T10:00:00+0000";

/** A second invoice. */
export const other = (idn: number, set: object = {}) => ({ id: 900_000 + idn, idn, sum: "50.00", ...set });

export const invoice = { id: 900_100, idn: 1042, sum: "119.65", updateDate: "2026-01-01T00:00:00+0000" };

export const withInvoice = async (
  documents: object[] = [invoice],
  payments: object[] = [],
  options: Partial<PrecoroOptions> = {},
) => {
  const webhooks: unknown[] = [];
  const vendor = await startPrecoroVendor({
    records: { suppliers: [{ id: 55, name: "Acme" }], invoices: documents, payments },
    limits: false,
    onWebhook: (webhook) => webhooks.push(webhook),
    ...options,
  });
  const { world } = vendor.precoro;
  const post = (fields: object = {}) => {
    const form = { "invoice[id]": "900100", sumPaid: "20", payDate: "2026-01-04T00:00:00Z", ...fields };
    return vendor.call("POST", "/payments", { body: new URLSearchParams(form) });
  };
  const read = (idn: string | number = 1042) => world.invoice(String(idn));
  return { ...vendor, webhooks, world, post, read };
};
