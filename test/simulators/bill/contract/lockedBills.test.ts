/** Both answers where it is open what locks a bill: approvals, closed books, money. connector/bill/API.md §6.5. */
import type { BillOptions } from "..";
import { startSignedInBill } from "./startBillVendor";
import { records, request, withBill } from "./withBill";

const refused = (problem: string) => ({
  status: 422,
  body: [{ code: "BDC_1143", category: "APPLICATION", message: expect.stringContaining(problem) }],
});

describe("§6.5 billsLocked", () => {
  const changes = (path: string) =>
    [
      ["PUT", path, request],
      ["PATCH", path, { description: "new" }],
      ["PATCH", path, { vendorCredits: [] }],
      ["POST", `${path}/archive`, undefined],
    ] as const;

  test.each<[NonNullable<BillOptions["billsLocked"]>, readonly string[]]>([
    ["never", []],
    ["whileApproving", ["APPROVING"]],
    ["onceApproved", ["APPROVING", "APPROVED"]],
  ])("%s locks bills that are %j", async (billsLocked, locked) => {
    for (const approvalStatus of ["UNASSIGNED", "ASSIGNED", "APPROVING", "APPROVED", "DENIED"]) {
      const { call, path, bill: made, read, world } = await withBill({ billsLocked });
      world.edit(made.id, { approvalStatus });
      const before = await read();
      expect(before).toMatchObject({ approvalStatus });
      for (const [method, url, body] of changes(path)) {
        const answer = await call(method, url, { body });
        if (locked.includes(approvalStatus))
          expect(answer).toMatchObject(refused(`approvalStatus: a bill that is ${approvalStatus}`));
        else expect(answer).toMatchObject({ status: 200 });
      }
      if (locked.includes(approvalStatus)) expect(await read()).toEqual(before);
    }
  });

  test("without its approvers, it is open again; a person may archive a locked one", async () => {
    const { call, path, bill: made, world } = await withBill({ billsLocked: "onceApproved" });
    world.edit(made.id, { approvalStatus: "APPROVED" });
    expect(await call("PUT", path, { body: request })).toMatchObject({ status: 422 });
    world.edit(made.id, { approvalStatus: "UNASSIGNED" });
    expect(await call("PUT", path, { body: request })).toMatchObject({ status: 200 });
    world.edit(made.id, { approvalStatus: "APPROVED" });
    world.archive(made.id);
    expect(world.bills()).toMatchObject([{ archived: true }]);
  });
});

describe("§6.5 booksClosedUntil", () => {
  test.each([
    ["2026-01-30", 200],
    ["2026-01-31", 422],
    ["2026-02-01", 422],
  ])("%s: a change of a bill of 2026-01-31 gets %i", async (booksClosedUntil, status) => {
    const bills = [{ ...request, id: "00n1" }];
    const { call } = await startSignedInBill({ booksClosedUntil, records: { ...records, bills } });
    const path = "/v3/bills/00n1";
    for (const [method, url, body] of [
      ["PUT", path, request],
      ["PATCH", path, { description: "new" }],
      ["PATCH", path, { vendorCredits: [] }],
      ["POST", `${path}/archive`, undefined],
    ] as const) {
      const answer = await call(method, url, { body });
      expect(answer).toMatchObject(
        status === 200 ? { status } : refused("invoice.invoiceDate: 2026-01-31 is in a closed period"),
      );
    }
  });
});

test("§6.5 booksClosedUntil: no bill is made with such a date, nor moved to it", async () => {
  const { call, path } = await withBill({ booksClosedUntil: "2026-01-30" });
  const earlier = { ...request, invoice: { invoiceNumber: "INV-8", invoiceDate: "2026-01-30" } };
  const closed = refused("invoice.invoiceDate: 2026-01-30 is in a closed period");
  expect(await call("POST", "/v3/bills", { body: earlier })).toMatchObject(closed);
  expect(await call("PUT", path, { body: earlier })).toMatchObject(closed);
});

describe("§6.5 codingOpenWhenPaid", () => {
  const coded = { ...request.billLineItems[0], description: "Masks", classifications: { itemId: "0ii1" } };

  test.each([{ amount: 10 }, { amount: 10, status: "SCHEDULED" }, {}])(
    "true: a bill paid with %j takes another split, coding and line description, and nothing else",
    async (payment) => {
      const { call, path, bill: made, world, first } = await withBill();
      world.pay(made.id, payment);
      expect(
        await call("PATCH", path, { body: { billLineItems: [{ id: first.id, description: "Masks" }] } }),
      ).toMatchObject({ status: 200 });
      expect(
        await call("PUT", path, { body: { ...request, billLineItems: [coded, { amount: 159.98 }] } }),
      ).toMatchObject({ status: 200, body: { amount: 260.08 } });
      for (const more of [
        { billLineItems: [{ amount: 260.09 }] },
        { dueDate: "2026-03-01" },
        { invoice: { invoiceNumber: "INV-8", invoiceDate: "2026-01-31" } },
        { invoice: { invoiceNumber: "INV-7", invoiceDate: "2026-02-01" } },
        { description: "another" },
        { purchaseOrderNumber: null },
      ]) {
        expect(await call("PUT", path, { body: { ...request, ...more } })).toMatchObject(
          refused("paymentStatus: "),
        );
      }
      expect(await call("POST", `${path}/archive`)).toMatchObject(refused("paymentStatus: "));
    },
  );

  test("false: nothing can be changed", async () => {
    const { call, path, bill: made, world, first } = await withBill({ codingOpenWhenPaid: false });
    world.pay(made.id, { amount: 10 });
    expect(await call("PUT", path, { body: request })).toMatchObject(refused("paymentStatus: "));
    expect(
      await call("PATCH", path, { body: { billLineItems: [{ id: first.id, description: "Masks" }] } }),
    ).toMatchObject(refused("paymentStatus: "));
  });
});
