/** Vendor imports: scopes, supplier fields, lost responses, and runs that stop and continue. */
import type { Step, WorldInput } from "../../sandbox/worldFile";
import { outcomesOf, playWorld } from "../kit/playWorld";

const id = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;
const vendor = (n: number, set: object = {}) => ({ id: id(n), name: `Vendor ${n}`, ...set });

const importing = (body: object): Step => ({ run: "Import Vendors", body });
const later: Step = { advance: "PT2M" };

interface Supplier {
  id: number;
  name: string;
  externalId: string | null;
  accountNumber: string;
  city: string;
  legalAddress: string;
  currencies: string[];
  contacts: { data: { firstname: string; email: string; phone: string }[] };
}

const play = async (input: WorldInput) => {
  const report = await playWorld(input);
  return { report, suppliers: report.precoro["suppliers"] as unknown as Supplier[] };
};

test("selected: the given vendors, in every form of the field", async () => {
  const { report, suppliers } = await play({
    bill: { vendors: [1, 2, 3, 4].map((n) => vendor(n)) },
    script: [
      importing({
        scope: "selected",
        vendorIds: [{ object: { key: id(1) } }, id(3), "00901NOSUCH0000000001"],
      }),
    ],
  });
  expect(suppliers.map(({ name }) => name)).toEqual(["Vendor 1", "Vendor 3"]);
  expect(outcomesOf(report, "00901NOSUCH0000000001")).toEqual(["rejected vendor-not-found"]);
});

test("* and all mean every active vendor; integrated creates nothing", async () => {
  const vendors = [vendor(1), vendor(2), vendor(3, { archived: true })];
  const star = await play({ bill: { vendors }, script: [importing({ scope: "selected", vendorIds: "*" })] });
  expect(star.suppliers).toHaveLength(2);
  const refresh = await play({
    bill: { vendors },
    precoro: {
      suppliers: [
        { id: 1, name: "Old name", externalId: id(1) },
        { id: 2, name: "Gone", externalId: "00901GONE00000000001" },
      ],
    },
    script: [importing({ scope: "integrated" })],
  });
  expect(refresh.suppliers.map(({ name }) => name)).toEqual(["Vendor 1", "Gone"]);
  expect(outcomesOf(refresh.report, id(1))).toEqual(["updated"]);
  expect(outcomesOf(refresh.report, "00901GONE00000000001")).toEqual(["rejected linked-record-not-found"]);
});

describe.each([
  ["a PUT keeps lists that are not sent", {}],
  ["a PUT empties lists that are not sent", { putClearsArrays: true }],
  ["POST takes the link", { supplierPostTakesExternalId: true }],
])("%s", (_, simulator) => {
  test("the supplier gets BILL's details, and keeps what Precoro added", async () => {
    const { report, suppliers } = await play({
      simulator,
      bill: {
        vendors: [
          vendor(1, {
            name: "Acme",
            accountNumber: "77",
            email: "ap@acme.test",
            phone: "5",
            billCurrency: "USD",
            address: { line1: "1 Road", line2: "Suite 2", city: "Austin", country: "US" },
          }),
          vendor(2, { email: "two@vendor.test" }),
        ],
      },
      precoro: {
        suppliers: [
          {
            id: 9,
            name: "ACME",
            currencies: ["EUR"],
            contacts: [
              { firstname: "Kim", email: "kim@acme.test", phone: "1" },
              { firstname: "Lee", email: "ap@acme.test" },
            ],
          },
        ],
      },
      script: [importing({ scope: "all" }), later, importing({ scope: "all" })],
    });
    expect(suppliers[0]).toMatchObject({
      name: "Acme",
      accountNumber: "77",
      legalAddress: "1 Road, Suite 2",
      city: "Austin",
      currencies: ["EUR", "USD"],
      contacts: {
        data: [
          { firstname: "Kim", email: "kim@acme.test", phone: "1" },
          { firstname: "Lee", email: "ap@acme.test", phone: "5" },
        ],
      },
    });
    // The currency that was added is not the supplier's main one: said once.
    expect(outcomesOf(report, id(1))).toEqual(["linked currency-not-main", "unchanged"]);
    expect(outcomesOf(report, id(2))).toEqual(["created", "unchanged"]);
    const links = report.calls.precoro["PATCH /suppliers/{id}"]?.count ?? 0;
    expect(links).toBe("supplierPostTakesExternalId" in simulator ? 1 : 2);
  });
});

test("a contact keeps every field that Precoro shows of it, whether it matches or not", async () => {
  const contacts = [
    {
      id: 7,
      firstname: "Kim",
      email: "kim@acme.test",
      phone: "1",
      position: "Buyer",
      fax: 12,
      main: true,
      note: null,
    },
    { id: 8, firstname: "Lee", email: "ap@acme.test", position: "AP", seat: "2 B" },
  ];
  const { report, suppliers } = await play({
    bill: { vendors: [vendor(1, { email: "AP@acme.test", phone: "5" })] },
    precoro: { suppliers: [{ id: 9, name: "Old", externalId: id(1), contacts }] },
    script: [importing({ scope: "all" }), later, importing({ scope: "all" })],
  });
  expect(outcomesOf(report, id(1))).toEqual(["updated", "unchanged"]);
  expect(suppliers[0]?.contacts.data).toEqual([
    {
      id: 7,
      firstname: "Kim",
      lastname: "",
      email: "kim@acme.test",
      phone: "1",
      position: "Buyer",
      fax: "12",
      main: "1",
    },
    { id: 8, firstname: "Lee", lastname: "", email: "AP@acme.test", phone: "5", position: "AP", seat: "2 B" },
  ]);
});

test("a created supplier whose response was lost is found and linked, not created twice", async () => {
  for (const kind of ["reset-after", "slow", "truncated", "500", "reset-before"]) {
    const { report, suppliers } = await play({
      bill: { vendors: [vendor(1), vendor(2)] },
      script: [{ fault: { system: "precoro", match: "POST /suppliers", kind } }, importing({ scope: "all" })],
    });
    expect(suppliers.map(({ name, externalId }) => [name, externalId])).toEqual([
      ["Vendor 1", id(1)],
      ["Vendor 2", id(2)],
    ]);
    expect(outcomesOf(report, id(1))).toEqual(["created"]);
  }
});

test("a vendor that Precoro refuses is rejected with Precoro's error, and does not stop the others", async () => {
  const { report, suppliers } = await play({
    bill: { vendors: [vendor(1), vendor(2, { billCurrency: "NOMONEY" }), vendor(3)] },
    script: [importing({ scope: "all" })],
  });
  expect(suppliers).toHaveLength(2);
  const refused = report.executions.flatMap(({ results }) => results).find((result) => result.id === id(2));
  expect(refused).toMatchObject({ outcome: "rejected", reason: "refused-by-precoro" });
  expect(refused?.message).toMatch(/vendor Vendor 2/);
});

test("an invalid vendor is rejected with its id, and does not stop the others", async () => {
  const { report, suppliers } = await play({
    bill: { vendors: [vendor(1), vendor(2, { name: " " }), vendor(3)] },
    script: [importing({ scope: "all" })],
  });
  expect(suppliers).toHaveLength(2);
  expect(outcomesOf(report, id(2))).toEqual(["rejected vendor-unreadable"]);
});

test("time and rate limits end a run cleanly; Continue Imports does the rest, and nothing is created twice", async () => {
  const vendors = Array.from({ length: 800 }, (_, n) => vendor(n + 1));
  const { report, suppliers } = await play({
    bill: { vendors },
    simulator: { latencyMs: 1 },
    config: { "Export Schedule": "" },
    script: [importing({ scope: "all" }), { advance: "PT3H" }],
  });
  const runs = report.executions
    .filter(({ results }) => results.length > 0)
    .map(({ flow, status, results }) => ({ flow, status, done: results.length }));
  // The first run stops at its time limit, the second at the hourly quota, and the third starts after that hour.
  expect(runs).toEqual([
    { flow: "Import Vendors", status: "succeeded", done: 354 },
    { flow: "Continue Imports", status: "succeeded", done: 144 },
    { flow: "Continue Imports", status: "succeeded", done: 302 },
  ]);
  expect(suppliers).toHaveLength(800);
  expect(new Set(suppliers.map(({ externalId }) => externalId)).size).toBe(800);
  expect(report.calls.precoro["POST /suppliers"]).toMatchObject({ count: 800, refused: 0 });
  const refused = Object.values(report.calls.precoro).reduce((sum, one) => sum + one.refused, 0);
  expect(refused).toBe(0);
});
