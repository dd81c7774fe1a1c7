/** Everything this product asks of Precoro, noun by noun. */
import type { Exchange } from "../http/client";
import { createCalls, type PrecoroOptions } from "./calls";
import { invoicesOf, type PrecoroInvoices } from "./invoices";
import type { PaceState } from "./pace";
import { type PrecoroSuppliers, suppliersOf } from "./suppliers";

export interface PrecoroClient {
  readonly suppliers: PrecoroSuppliers;
  readonly invoices: PrecoroInvoices;
  /** Any other call, authenticated and at Precoro's pace. */
  raw(exchange: Exchange): Promise<unknown>;
  /** What the next step of this execution needs to know. */
  pace(): PaceState;
}

export const createPrecoro = (options: PrecoroOptions): PrecoroClient => {
  const calls = createCalls(options);
  return {
    suppliers: suppliersOf(calls),
    invoices: invoicesOf(calls),
    raw: (exchange) => calls.send(exchange),
    pace: calls.pace,
  };
};
