/** What people change of a document in Precoro, besides its price. */
import fc from "fast-check";
import { otherSupplier, supplier } from "../fixtures/acme";

/** What a person changes of a document besides its price: now and then a negative line, a number, a supplier. */
export const edits = fc.record(
  {
    discount: fc.constant("2"),
    number: fc.constantFrom("A", "B"),
    supplier: fc.constantFrom(supplier.id, otherSupplier.id),
  },
  { requiredKeys: [] },
);
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

export const editOf = (idn: string, price: string, { discount, number, supplier: id }: Edits) => ({
  items: [
    { name: "Paper", price: discount === undefined ? price : String(Number(price) + Number(discount)) },
    ...(discount === undefined ? [] : [{ name: "Discount", price: `-${discount}` }]),
  ],
  ...(number !== undefined && { invoiceNumber: `${number}-${idn}` }),
  ...(id !== undefined && { supplier: { id } }),
});
