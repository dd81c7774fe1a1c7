/** Precoro's API calls that change suppliers, and those that set the link and log of an invoice, without HTTP. */
import { z } from "zod";
import { invalidBody } from "./apiErrors";
import type { Company } from "./company";
import { type Form, listOf, readFields } from "./forms";
import type { Invoice, Supplier } from "./records";
import { contactOf, supplierOf } from "./seed/seed";

export interface SupplierApiOptions {
  readonly supplierPostTakesExternalId: boolean;
  readonly putClearsArrays: boolean;
}

export interface SupplierApi {
  createSupplier(form: Form): Supplier;
  replaceSupplier(id: number, form: Form): Supplier;
  /** PATCH: sets the external ID. */
  setSupplierLink(id: number, form: Form): Supplier;
  setInvoiceLink(idn: string, form: Form): Invoice;
}

const text = z.string();

const contact = z
  .object({
    id: z.coerce.number().int().exactOptional(),
    firstname: text.exactOptional(),
    lastname: text.exactOptional(),
    email: text.exactOptional(),
    phone: text.exactOptional(),
  })
  .catchall(text);

const name = text.min(1, "This value should not be blank.");
const currencies = listOf(text.regex(/^[A-Z]{3}$/, "This value is not a valid currency."));

/** connector/precoro/API.md §2, §13: the field names of writes. */
const partOfSupplier = z.object({
  name: name.exactOptional(),
  currencies: currencies.exactOptional(),
  contacts: listOf(contact).exactOptional(),
  uniqueCode: text.exactOptional(),
  accountNumber: text.exactOptional(),
  legalAddress: text.exactOptional(),
  city: text.exactOptional(),
  state: text.exactOptional(),
  postalCode: text.exactOptional(),
  country: text.exactOptional(),
  phone: text.exactOptional(),
});

/** connector/precoro/API.md §13: any text of at most 40 characters; an empty one clears it. */
export const externalId = text.max(40).transform((id) => (id === "" ? null : id));

/** connector/precoro/API.md §2; assumed: a name and one currency are required. */
const newSupplier = partOfSupplier.extend({ name, currencies, externalId: externalId.exactOptional() });

/** connector/precoro/API.md §1.4, §13: what PATCH accepts for suppliers, options, locations and items. */
export const linkForm = z.object({ externalId });

/** connector/precoro/API.md §3.5, §13. */
const invoiceLinkForm = z
  .object({ externalId: externalId.exactOptional(), externalIntegrationLog: text.exactOptional() })
  .refine((mark) => Object.keys(mark).length > 0, {
    path: ["externalId"],
    message: "This field is missing.",
  });

export const supplierApi = (company: Company, options: SupplierApiOptions): SupplierApi => ({
  createSupplier(form) {
    const { externalId = null, ...fields } = readFields(newSupplier, form, invalidBody);
    const taken = options.supplierPostTakesExternalId ? { ...fields, externalId } : fields;
    return company.putSupplier(supplierOf(taken, "new supplier", company.seedContext()), "created");
  },
  replaceSupplier(id, form) {
    const before = company.supplier(id);
    const fields = readFields(partOfSupplier, form, invalidBody);
    const { nextId } = company.seedContext();
    // connector/precoro/API.md §2, §13: lists are replaced; the option says what happens to omitted ones.
    const unsent = options.putClearsArrays ? [] : undefined;
    const { contacts = unsent, currencies = unsent ?? before.currencies, ...rest } = fields;
    const known = (one: number | undefined) => before.contacts.data.some((kept) => kept.id === one);
    const unknown = contacts?.find((one) => one.id !== undefined && !known(one.id));
    if (unknown) throw invalidBody({ contacts: `There is no contact ${unknown.id}.` });
    const supplier = {
      ...before,
      ...rest,
      currencies,
      currency: currencies.includes(before.currency) ? before.currency : (currencies[0] ?? ""),
      ...(contacts && { contacts: { data: contacts.map((one) => contactOf(one, nextId)) } }),
    };
    return company.putSupplier(supplier, "updated");
  },
  setSupplierLink(id, form) {
    const before = company.supplier(id);
    return company.putSupplier({ ...before, ...readFields(linkForm, form, invalidBody) }, "updated");
  },
  setInvoiceLink(idn, form) {
    const before = company.invoice(idn);
    const { externalIntegrationLog: log, ...mark } = readFields(invoiceLinkForm, form, invalidBody);
    const logged = log === undefined ? {} : { externalIntegrationLog: log === "" ? null : log };
    return company.putInvoice({ ...before, ...mark, ...logged }, "updated");
  },
});
