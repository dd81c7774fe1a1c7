/** How Precoro formats what it sends: times, errors, pages, and the fields of an invoice. */
import { HOUR_MS } from "../kit/quota";
import { type Fields, isFields } from "../kit/records";
import type { PrecoroApiError } from "./apiErrors";
import { type Invoice, type Supplier, statusNames } from "./records";

/** connector/precoro/API.md §3.5, §13: times like `2026-03-02T08:55:00+0000`. */
export const stampOf = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19)}+0000`;

/** connector/precoro/API.md §3.5: a date is the midnight of its day. */
export const dayOf = (moment: number): string => stampOf(Math.floor(moment / (24 * HOUR_MS)) * 24 * HOUR_MS);

/** connector/precoro/API.md §1.6: errors by field are doubly nested; others have a `message`. */
export const errorResponse = ({ status, message, fields }: PrecoroApiError): Response =>
  Response.json(fields ? { errors: { errors: fields } } : { message }, { status });

/** connector/precoro/API.md §1.4: the current shape of a list. */
export const pageOf = (data: readonly Fields[], hasNextPage: boolean) => ({
  data,
  meta: { pagination: { has_next_page: hasNextPage } },
});

const withStatus = (invoice: Invoice): Fields => ({
  ...invoice,
  statusString: statusNames[invoice.status] ?? "",
});

interface ShownParts {
  readonly externalIntegrationLogShown: boolean;
  readonly paymentRowsShown: boolean;
}

/** connector/precoro/API.md §13: GET by idn, with the supplier's current fields. */
export const wholeInvoice = (
  invoice: Invoice,
  supplier: Supplier | undefined,
  { externalIntegrationLogShown, paymentRowsShown }: ShownParts,
): Fields => {
  const { externalIntegrationLog = null, payments, ...shown } = withStatus(invoice);
  const { id, name, externalId } = supplier ?? {};
  return {
    ...shown,
    ...(supplier && { supplier: { ...invoice.supplier, id, name, externalId } }),
    payments: paymentRowsShown ? payments : { data: [] },
    ...(externalIntegrationLogShown && { externalIntegrationLog }),
  };
};

/** connector/precoro/API.md §1.4, §13: a row of a list, which lacks some fields, among them the supplier's `externalId`. */
export const invoiceRow = (
  invoice: Invoice,
  known: Supplier | undefined,
  { sumsAsNumbers }: { readonly sumsAsNumbers: boolean },
): Fields => {
  const { items, payments: _payments, externalIntegrationLog: _log, ...row } = withStatus(invoice);
  const { id, name }: Fields = known ?? invoice.supplier;
  return {
    ...row,
    ...(sumsAsNumbers && { ...numberOf("sum", row, items), ...numberOf("netSum", row, items) }),
    supplier: { id, name },
  };
};

/**
 * connector/precoro/API.md §1.3: a sum as a JSON number, with the noise of adding up the lines as such. An invalid document's
 * sum may be anything, and stays.
 */
const numberOf = (name: "sum" | "netSum", row: Fields, items: unknown): Fields => {
  const { [name]: sum } = row;
  if (typeof sum !== "string" || !/^-?\d+(\.\d+)?$/.test(sum)) return {};
  const { data }: Fields = isFields(items) ? items : {};
  const lines = Array.isArray(data) ? data.filter(isFields) : [];
  const added = lines.reduce((total, line) => total + Number(line[name]), 0);
  return { [name]: Math.abs(added - Number(sum)) < 1e-8 ? added : Number(sum) };
};
