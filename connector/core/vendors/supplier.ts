/** A Precoro supplier, as far as this product is concerned, and what a BILL vendor changes in its card. */
import type { RecordMapping } from "../imports/matchRecords";
import type { Vendor } from "./vendor";

export interface Contact {
  /** Left out for a contact that does not exist yet. */
  readonly id?: string;
  readonly firstname?: string;
  readonly lastname?: string;
  readonly email?: string;
  readonly phone?: string;
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
  readonly card: Card;
  /** False where what was read did not tell the lists, which a write would replace: then it is read singly first. */
  readonly complete: boolean;
}

const fromAddress = ({ address = {} }: Vendor) => ({
  ...(address.street ? { legalAddress: address.street } : {}),
  ...(address.city ? { city: address.city } : {}),
  ...(address.state ? { state: address.state } : {}),
  ...(address.postalCode ? { postalCode: address.postalCode } : {}),
  ...(address.country ? { country: address.country } : {}),
});

const fromContact = ({ email, phone }: Vendor): Contact => ({
  ...(email ? { email } : {}),
  ...(phone ? { phone } : {}),
});

const same = (a = "", b = "") => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The contact with BILL's e-mail, else the first, gets BILL's e-mail and phone; the others stay as they were. */
const mergedContacts = (vendor: Vendor, contacts: readonly Contact[]): readonly Contact[] => {
  const ours = fromContact(vendor);
  if (!ours.email && !ours.phone) return contacts;
  const match = ours.email ? contacts.findIndex(({ email }) => same(email, ours.email)) : -1;
  const at = Math.max(match, 0);
  return contacts.length === 0
    ? [ours]
    : contacts.map((contact, n) => (n === at ? { ...contact, ...ours } : contact));
};

/**
 * The card with the vendor's details in it. A field that BILL leaves empty keeps what the card had;
 * the vendor's currency joins the list, which is never shortened.
 */
export const mergedCard = (vendor: Vendor, card?: Card): Card => {
  const currencies = card?.currencies ?? [];
  return {
    ...card,
    name: vendor.name,
    ...(vendor.accountNumber ? { accountNumber: vendor.accountNumber } : {}),
    ...fromAddress(vendor),
    currencies: currencies.includes(vendor.currency) ? currencies : [...currencies, vendor.currency],
    contacts: mergedContacts(vendor, card?.contacts ?? []),
  };
};

/** True if both cards say the same, field by field. */
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

/** A supplier as a human finds it: `Acme (55)`. */
export const supplierText = ({ id, card }: Supplier): string => `${card.name} (${id})`;

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
