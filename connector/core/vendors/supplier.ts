/** A Precoro supplier with the fields that this product uses, and what a BILL vendor changes in its card. */
import type { RecordMapping } from "../imports/matchRecords";
import { omitUndefined } from "../omitUndefined";
import type { Warning } from "../outcome";
import type { Vendor } from "./vendor";

export interface Contact {
  /** Left out for a new contact. */
  readonly id?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  readonly email?: string;
  readonly phone?: string;
  /** What else Precoro shows of it, by field. It goes back as it came: a write replaces contacts as a whole. */
  readonly others?: Readonly<Record<string, string>>;
}

/** The fields of the card that BILL fills. */
export interface Card {
  readonly name: string;
  readonly accountNumber?: string;
  readonly legalAddress?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly currencies: readonly string[];
  readonly contacts: readonly Contact[];
}

export interface Supplier {
  readonly id: string;
  readonly enabled: boolean;
  /** The link; undefined where there is none. */
  readonly externalId?: string;
  /** Its main currency, where Precoro shows one. */
  readonly currency?: string;
  readonly card: Card;
  /** False where the row did not show the card's lists, which a write replaces: then the supplier is read by id first. */
  readonly complete: boolean;
}

/** What identifies a supplier. */
export type NamedSupplier = Pick<Supplier, "id" | "externalId"> & { readonly card: Pick<Card, "name"> };

const fromAddress = ({ address: { street, ...texts } = {} }: Vendor) =>
  omitUndefined({ legalAddress: street, ...texts });

const fromContact = ({ email, phone }: Vendor): Contact => omitUndefined({ email, phone });

const same = (a = "", b = "") => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The contact with BILL's email, else the first one, gets BILL's email and phone; the others stay as they are. */
const mergedContacts = (vendor: Vendor, contacts: readonly Contact[]): readonly Contact[] => {
  const fromBill = fromContact(vendor);
  if (!fromBill.email && !fromBill.phone) return contacts;
  const match = fromBill.email ? contacts.findIndex(({ email }) => same(email, fromBill.email)) : -1;
  const at = Math.max(match, 0);
  return contacts.length === 0
    ? [fromBill]
    : contacts.map((contact, n) => (n === at ? { ...contact, ...fromBill } : contact));
};

/**
 * The card with the vendor's details. A field that is empty in BILL stays as it is in the card; the vendor's currency is added
 * to the list, and none is removed.
 */
export const mergedCard = (vendor: Vendor, card?: Card): Card => {
  const currencies = card?.currencies ?? [];
  return {
    ...card,
    name: vendor.name,
    ...omitUndefined({ accountNumber: vendor.accountNumber }),
    ...fromAddress(vendor),
    currencies: currencies.includes(vendor.currency) ? currencies : [...currencies, vendor.currency],
    contacts: mergedContacts(vendor, card?.contacts ?? []),
  };
};

/** True if both cards agree, field by field. Empty text counts as left out. */
export const sameCard = (a: Card, b: Card): boolean => {
  const plain = ({ contacts, currencies, ...texts }: Card) => [
    Object.entries(texts)
      .filter(([, text]) => text !== "")
      .sort(([left], [right]) => (left < right ? -1 : 1)),
    currencies,
    contacts.map(({ id, firstname, lastname, email, phone }) => [id, firstname, lastname, email, phone]),
  ];
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
};

/** Says where the vendor's currency was added to the card, but another one is the supplier's main currency. */
export const currencyWarnings = (vendor: Vendor, before: Supplier): readonly Warning[] => {
  const { currencies, name } = before.card;
  const main = before.currency ?? currencies[0];
  if (main === undefined || main === vendor.currency || currencies.includes(vendor.currency)) return [];
  return [
    {
      reason: "currency-not-main",
      facts: { vendor: vendor.name, supplier: name, currency: vendor.currency, main },
    },
  ];
};

/** A supplier as people find it: `Acme (55)`. */
export const supplierText = ({ id, card }: NamedSupplier): string => `${card.name} (${id})`;

export const supplierMapping: RecordMapping<Vendor, Supplier> = {
  kind: "vendor",
  noun: "Supplier",
  nameOf: ({ card }) => card.name,
  whenArchived: "reject",
  reasons: {
    archived: "vendor-archived",
    linkedTwice: "vendor-linked-twice",
    sharedInBill: "duplicate-vendor-name",
    sharedInPrecoro: "duplicate-supplier-name",
    linkedElsewhere: "supplier-linked-to-other-vendor",
  },
};
