/** Which supplier matches a vendor, and what its card becomes. */
import fc from "fast-check";
import { buildIndex, matchRecord } from "../../../../connector/core/imports/matchRecords";
import { isStopped } from "../../../../connector/core/outcome";
import {
  type Card,
  currencyWarnings,
  mergedCard,
  type Supplier,
  sameCard,
  supplierMapping,
} from "../../../../connector/core/vendors/supplier";
import type { Vendor } from "../../../../connector/core/vendors/vendor";

const vendor = (set: Partial<Vendor> = {}): Vendor => ({
  id: "00901ACMEPAPER0000001",
  name: "Acme Paper",
  archived: false,
  currency: "USD",
  ...set,
});
const OTHER = vendor({ id: "00901OTHER00000000001", name: "Other" });

const supplier = (id: string, name: string, externalId?: string): Supplier => ({
  id,
  enabled: true,
  complete: true,
  card: { name, currencies: ["USD"], contacts: [] },
  ...(externalId === undefined ? {} : { externalId }),
});

const decide = (
  suppliers: Supplier[],
  vendors: Vendor[] = [vendor()],
  of: Vendor = vendors[0] ?? vendor(),
) => {
  const match = matchRecord(of, buildIndex(supplierMapping, vendors, suppliers));
  return isStopped(match) ? match.reason : `${match.do}${"record" in match ? ` ${match.record.id}` : ""}`;
};

describe("which supplier", () => {
  const ID = vendor().id;
  const cases: [string, string, Supplier[], Vendor[]?][] = [
    ["none of that name", "create", [supplier("1", "Acme Pens")]],
    ["one of the same name", "link 1", [supplier("1", " ACME  paper")]],
    [
      "the linked one, whatever its name",
      "refresh 2",
      [supplier("1", "Acme Paper"), supplier("2", "Acme Inc", ID)],
    ],
    [
      "two of that name",
      "duplicate-supplier-name",
      [supplier("1", "Acme Paper"), supplier("2", "acme paper")],
    ],
    [
      "two of that name, one linked",
      "refresh 2",
      [supplier("1", "Acme Paper"), supplier("2", "Acme Paper", ID)],
    ],
    ["two linked to it", "vendor-linked-twice", [supplier("1", "A", ID), supplier("2", "B", ID)]],
    [
      "linked to another vendor",
      "supplier-linked-to-other-vendor",
      [supplier("1", "Acme Paper", OTHER.id)],
      [vendor(), OTHER],
    ],
    [
      "linked to a vendor BILL does not know",
      "linked-record-not-found",
      [supplier("1", "Acme Paper", OTHER.id)],
    ],
    ["of another integration", "external-id-not-from-bill", [supplier("1", "Acme Paper", "QBO-77")]],
    [
      "two active vendors of one name",
      "duplicate-vendor-name",
      [],
      [vendor(), vendor({ id: "00901NAMESAKE00000001" })],
    ],
    [
      "a namesake that is archived",
      "create",
      [],
      [vendor(), vendor({ id: "00901NAMESAKE00000001", archived: true })],
    ],
    [
      "a namesake that was chosen with Map Supplier",
      "supplier-linked-to-other-vendor",
      [supplier("1", "Acme Paper", "00901NAMESAKE00000001")],
      [vendor(), vendor({ id: "00901NAMESAKE00000001" })],
    ],
    ["an archived vendor", "vendor-archived", [], [vendor({ archived: true })]],
    [
      "an archived vendor with a supplier",
      "vendor-archived",
      [supplier("1", "A", ID)],
      [vendor({ archived: true })],
    ],
  ];
  test.each(cases.map(([name, expected, suppliers, vendors]) => ({ name, expected, suppliers, vendors })))(
    "$name → $expected",
    ({ expected, suppliers, vendors }) => expect(decide(suppliers, vendors)).toBe(expected),
  );

  test("an archived vendor is rejected only if a supplier is linked to it", () => {
    const gone = vendor({ archived: true });
    expect(matchRecord(gone, buildIndex(supplierMapping, [gone], []))).toMatchObject({ outcome: "skipped" });
    expect(
      matchRecord(gone, buildIndex(supplierMapping, [gone], [supplier("1", "A", gone.id)])),
    ).toMatchObject({
      outcome: "rejected",
    });
  });
});

describe("the card", () => {
  const card: Card = {
    name: "Acme",
    accountNumber: "77",
    city: "Austin",
    currencies: ["EUR"],
    contacts: [
      { id: "1", firstname: "Kim", email: "kim@acme.test", phone: "1" },
      { id: "2", firstname: "Lee", email: "lee@acme.test", phone: "2" },
    ],
  };

  test("what is empty in BILL stays", () => {
    expect(mergedCard(vendor({ name: "Acme" }), card)).toMatchObject({ accountNumber: "77", city: "Austin" });
  });

  test("BILL's currency is added to the list; none is removed", () => {
    expect(mergedCard(vendor(), card).currencies).toEqual(["EUR", "USD"]);
    expect(mergedCard(vendor({ currency: "EUR" }), card).currencies).toEqual(["EUR"]);
  });

  test.each<[string, Partial<Supplier>, readonly string[], string | undefined]>([
    ["the first of the list is the main one", {}, ["EUR"], "EUR"],
    ["Precoro shows the main one", { currency: "GBP" }, ["EUR", "GBP"], "GBP"],
    ["it is the main one, and missing in the list", { currency: "USD" }, ["EUR"], undefined],
    ["it was in the list before", { currency: "EUR" }, ["EUR", "USD"], undefined],
    ["the supplier had none", {}, [], undefined],
  ])("a currency that was added beside the main one is said: %s", (_, set, currencies, main) => {
    const before = { ...supplier("1", "Acme"), ...set, card: { ...card, currencies } };
    const facts = { vendor: "Acme Paper", supplier: "Acme", currency: "USD", main };
    expect(currencyWarnings(vendor(), before)).toEqual(
      main === undefined ? [] : [{ reason: "currency-not-main", facts }],
    );
  });

  test("the contact with BILL's email gets its phone, else the first gets both; the others stay", () => {
    const [kim, lee] = card.contacts;
    expect(mergedCard(vendor({ email: "LEE@acme.test", phone: "9" }), card).contacts).toEqual([
      kim,
      { ...lee, email: "LEE@acme.test", phone: "9" },
    ]);
    expect(mergedCard(vendor({ email: "new@acme.test" }), card).contacts).toEqual([
      { ...kim, email: "new@acme.test" },
      lee,
    ]);
    expect(mergedCard(vendor({ phone: "9" })).contacts).toEqual([{ phone: "9" }]);
    expect(mergedCard(vendor(), card).contacts).toEqual(card.contacts);
  });

  test("the address fills its fields", () => {
    const address = {
      street: "1 Road, Suite 2",
      city: "Dallas",
      state: "TX",
      postalCode: "75001",
      country: "US",
    };
    expect(mergedCard(vendor({ address }), card)).toMatchObject({
      legalAddress: "1 Road, Suite 2",
      city: "Dallas",
      state: "TX",
      postalCode: "75001",
      country: "US",
    });
  });

  test("merging twice is merging once: an unchanged vendor causes no write", () => {
    const text = fc.option(fc.string({ minLength: 1, maxLength: 8 }), { nil: undefined });
    const contact = fc.record({ id: fc.nat().map(String), email: fc.string(), phone: fc.string() });
    const anyCard = fc.record({
      name: fc.string({ minLength: 1 }),
      city: fc.string(),
      currencies: fc.array(fc.constantFrom("USD", "EUR", "GBP")),
      contacts: fc.array(contact, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        anyCard,
        text,
        text,
        text,
        fc.constantFrom("USD", "EUR"),
        (start, email, phone, city, currency) => {
          const bill = vendor({
            currency,
            ...(email ? { email } : {}),
            ...(phone ? { phone } : {}),
            ...(city ? { address: { city } } : {}),
          });
          const once = mergedCard(bill, start);
          return sameCard(once, mergedCard(bill, once));
        },
      ),
    );
  });
});
