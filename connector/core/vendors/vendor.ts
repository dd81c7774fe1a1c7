/** A BILL vendor, as far as this product is concerned. */
export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** ISO 4217; BILL leaves out what is the default, which is taken to be USD (connector/bill/API.md §5). */
  readonly currency: string;
  readonly accountNumber?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: Address;
}

/** What is empty in BILL is left out. */
interface Address {
  /** line1 and line2, joined. */
  readonly street?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
}
