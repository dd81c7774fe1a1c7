/** BILL's client against its simulator: one login for many callers, three requests at once, pages to their end, errors in its words. */

import { collectPages } from "../../../connector/http/pages";
import { isRequestError } from "../../../connector/http/requestError";
import { withVendorClients } from "../kit/withVendorClients";

const vendors = Array.from({ length: 7 }, (_, n) => ({
  id: `00901VENDOR${String(n).padStart(9, "0")}`,
  name: `V ${n}`,
}));
const ids = vendors.map(({ id }) => id);

test("concurrent callers share one login, and the session is kept", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide }) => {
    const client = bill();
    const names = await Promise.all(ids.map(async (id) => (await client.vendors.get(id)).name));
    expect(names).toEqual(vendors.map(({ name }) => name));
    expect(billSide.journal.calls()["POST /v3/login"]).toEqual({ count: 1, refused: 0 });
    const stored = client.freshSession();
    if (!stored) throw new Error("no session to keep");
    const next = bill({ stored });
    await next.vendors.get(ids[0] ?? "");
    expect(next.freshSession()).toBeUndefined();
    expect(billSide.journal.calls()["POST /v3/login"]?.count).toBe(1);
  }));

test("never more than three requests at once, so none is refused", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide }) => {
    const client = bill();
    await Promise.all([...ids, ...ids].map((id) => client.vendors.get(id)));
    expect(billSide.journal.calls()["GET /v3/vendors/{id}"]).toEqual({ count: 14, refused: 0 });
  }));

test("a refused session is replaced once, for all callers at once", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide, clock }) => {
    const first = bill();
    await first.vendors.get(ids[0] ?? "");
    await clock.sleep(49 * 3_600_000);
    const stored = first.freshSession();
    const client = bill(stored ? { stored } : {});
    await Promise.all(ids.slice(0, 3).map((id) => client.vendors.get(id)));
    expect(billSide.journal.calls()["POST /v3/login"]?.count).toBe(2);
  }));

test("a session that is refused right after its login is not renewed again", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide }) => {
    billSide.faults.add({ match: "GET /v3/vendors/{id}", kind: "expired-session", times: 5 });
    const error = await bill()
      .vendors.get(ids[0] ?? "")
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "auth") && error.message).toMatch(/a separate token/);
    expect(billSide.journal.calls()["POST /v3/login"]?.count).toBe(1);
  }));

test("another connection's session is not used", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide }) => {
    const stored = { id: "somebody-elses", owner: "not-us" };
    await bill({ stored }).vendors.get(ids[0] ?? "");
    expect(billSide.journal.entries.map(({ path }) => path)).toEqual(["/v3/login", "/v3/vendors/{id}"]);
  }));

test("a wrong password is one refused login, in one sentence without the password", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill, billSide }) => {
    const client = bill({ password: "wrong-password-7" });
    const errors = await Promise.all(
      ids.map((id) => client.vendors.get(id).catch((thrown: unknown) => thrown)),
    );
    for (const error of errors) expect(isRequestError(error, "auth") && error.message).toMatch(/BDC_1101/);
    expect(JSON.stringify(errors)).not.toContain("wrong-password-7");
    expect(billSide.journal.calls()["POST /v3/login"]?.count).toBe(1);
  }));

test.each([
  ["with filters beside the page token", {}],
  ["with the token alone, where BILL refuses both", { refuseFiltersWithPage: true }],
])("a list is read to its end %s", (_, options) =>
  withVendorClients(
    { bill: { records: { vendors }, pageSizeMax: 2, ...options } },
    async ({ bill, billSide }) => {
      const rows = await collectPages(bill().vendors.list());
      expect(rows.map((row) => "record" in row && row.record.id).sort()).toEqual(ids);
      const calls = billSide.journal.calls()["GET /v3/vendors"]?.count;
      expect(calls).toBe("refuseFiltersWithPage" in options ? 5 : 4);
    },
  ),
);

test("a refusal has BILL's own words and code", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill }) => {
    const body = {
      vendorId: ids[0],
      dueDate: "2026-02-01",
      invoice: { invoiceNumber: "A number of 22 letters", invoiceDate: "2026-01-01" },
      billLineItems: [{ amount: 1 }],
    };
    const error = await bill()
      .raw({ method: "POST", path: "/connect/v3/bills", body: { json: body } })
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "invalid") && error.cause).toMatchObject({
      system: "BILL",
      status: 400,
      code: "BDC_1143",
    });
    expect(isRequestError(error) && error.words).toMatch(/^BDC_1143 .*\.$/);
  }));

test("a refusal without a code has BILL's own words", () =>
  withVendorClients({ bill: { records: { vendors } } }, async ({ bill }) => {
    const error = await bill()
      .raw({ method: "POST", path: "/connect/v3/bills", body: { json: { vendorId: ids[0] } } })
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "invalid") && error.cause).toEqual({
      system: "BILL",
      method: "POST",
      path: "/connect/v3/bills",
      status: 400,
    });
    expect(isRequestError(error) && error.words).toMatch(/^dueDate: must not be null;.*\.$/);
  }));

test.each([429, 400, 403] as const)("a call that a limit refuses with %i is made again", (limitStatus) =>
  withVendorClients({ bill: { records: { vendors }, limitStatus } }, async ({ bill, billSide }) => {
    billSide.faults.add({ match: "GET /v3/vendors/{id}", kind: "429" });
    expect(await bill().vendors.get(ids[0] ?? "")).toMatchObject({ id: ids[0] });
    expect(billSide.journal.calls()["GET /v3/vendors/{id}"]).toEqual({ count: 2, refused: 1 });
  }),
);
