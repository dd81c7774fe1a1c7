/** A BILL vendor with the fields that this product uses. Empty text never occurs: what is empty in BILL is left out. */
export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** ISO 4217. BILL leaves out the default, which is taken to be USD (connector/bill/API.md §5). */
  readonly currency: string;
  readonly accountNumber?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: Address;
}

interface Address {
  /** line1 and line2, joined. */
  readonly street?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
}
