/** An import that stops early says where to continue, and continues from there. */
import { importVendors } from "../../../connector/sync/vendors/importVendors";
import { withVendorClients } from "../kit/withVendorClients";

const vendors = Array.from({ length: 9 }, (_, n) => ({
  id: `00901VENDOR${String(n).padStart(9, "0")}`,
  name: `V ${n}`,
}));
const request = { list: "vendors", scope: "all", onlyNew: false, vendorIds: [] } as const;
const log = { debug: () => {}, info: () => {}, warn: () => {} };

test("a place continues a run where it stopped", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, precoro, clock, precoroSide }) => {
    const run = (seconds: number) => ({
      bill: bill({ seconds }),
      precoro: precoro({ seconds }),
      log,
      deadline: clock.now() + seconds * 1_000,
    });
    const { data: first } = await importVendors(run(8), request, {});
    expect(first).toMatchObject({ remaining: 6, next: { request, place: vendors[3]?.id } });
    expect(first.results).toHaveLength(3);
    await clock.sleep(60_000);
    const place = first.next?.place ?? "";
    const { data: second } = await importVendors(run(780), request, { place });
    expect(second.results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
      vendors.slice(3).map(({ id }) => `${id} created`),
    );
    expect(second).not.toHaveProperty("next");
    expect(precoroSide.world.suppliers()).toHaveLength(9);
  }));

test("a place that no longer exists starts from the beginning", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, precoro, clock }) => {
    const run = { bill: bill(), precoro: precoro(), log, deadline: clock.now() + 780_000 };
    const { data } = await importVendors(run, request, { place: "00901GONE00000000001" });
    expect(data.results).toHaveLength(9);
  }));
