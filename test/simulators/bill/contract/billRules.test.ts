/** Both answers where it is open which lines BILL takes, and who has created a bill. connector/bill/API.md §6.2, §6.3. */
import { startSignedInBill } from "./startBillVendor";
import { records, request, withBill } from "./withBill";
import { withCredit } from "./withCredit";

const invalid = (problem: string) => ({
  status: 400,
  body: [{ code: "BDC_1143", message: expect.stringContaining(problem) }],
});

describe("§6.2 negativeLinesAccepted", () => {
  const lines = (...amounts: number[]) => amounts.map((amount) => ({ amount }));

  test("true: a bill and a credit take negative lines by POST, PUT and PATCH", async () => {
    const { call, path } = await withBill();
    const body = { ...request, billLineItems: lines(100, -10.5) };
    expect(await call("POST", "/v3/bills", { body })).toMatchObject({ status: 201, body: { amount: 89.5 } });
    const put = await call("PUT", path, { body });
    expect(put).toMatchObject({ status: 200, body: { amount: 89.5, dueAmount: 89.5 } });
    const [, second] = (put.body as { billLineItems: { id: string }[] }).billLineItems;
    const billLineItems = [{ id: second?.id, amount: -20 }];
    expect(await call("PATCH", path, { body: { billLineItems } })).toMatchObject({ body: { amount: 80 } });
    const priced = { ...request, billLineItems: [{ amount: 5 }, { quantity: 2, price: -1.5 }] };
    expect(await call("POST", "/v3/bills", { body: priced })).toMatchObject({ body: { amount: 2 } });
    const credit = await withCredit();
    expect(
      await credit.call("PATCH", credit.path, {
        body: { vendorCreditLineItems: [{ id: credit.second.id, amount: -10 }] },
      }),
    ).toMatchObject({ status: 200, body: { amount: 30.1 } });
  });

  test.each([[[10, -10]], [[10, -10.01]], [[-5]]])(
    "true: %j is refused, its total is not positive",
    async (amounts) => {
      const { call, path, read } = await withBill();
      const before = await read();
      const body = { ...request, billLineItems: lines(...amounts) };
      expect(await call("POST", "/v3/bills", { body })).toMatchObject(invalid("billLineItems: "));
      expect(await call("PUT", path, { body })).toMatchObject(invalid("billLineItems: "));
      expect(await read()).toEqual(before);
      const credit = await withCredit();
      const creditBody = {
        vendorId: "009A",
        referenceNumber: "CN-8",
        creditDate: "2026-01-31",
        vendorCreditLineItems: lines(...amounts),
      };
      expect(await credit.call("POST", "/v3/vendor-credits", { body: creditBody })).toMatchObject(
        invalid("vendorCreditLineItems: "),
      );
    },
  );

  test("false: 400, for bills and credits", async () => {
    const { call, path, first } = await withBill({ negativeLinesAccepted: false });
    const body = { ...request, billLineItems: lines(100, -10.5) };
    const problem = "billLineItems[1].amount: must not be negative";
    expect(await call("POST", "/v3/bills", { body })).toMatchObject(invalid(problem));
    expect(await call("PUT", path, { body })).toMatchObject(invalid(problem));
    expect(
      await call("PATCH", path, { body: { billLineItems: [{ id: first.id, amount: -1 }] } }),
    ).toMatchObject(invalid("billLineItems[0].amount: must not be negative"));
    const credit = await withCredit({ negativeLinesAccepted: false });
    const vendorCreditLineItems = lines(10, -1);
    expect(
      await credit.call("PUT", credit.path, {
        body: { vendorId: "009A", referenceNumber: "7", creditDate: "2026-01-31", vendorCreditLineItems },
      }),
    ).toMatchObject(invalid("vendorCreditLineItems[1].amount: must not be negative"));
  });
});

describe("§6.2 itemsInPayables", () => {
  const credit = {
    vendorId: "009A",
    referenceNumber: "7",
    creditDate: "2026-01-31",
    vendorCreditLineItems: [{ amount: 1, classifications: { itemId: "0ii1" } }],
  };
  const withoutItem = { ...request, billLineItems: [request.billLineItems[0]] };

  test("true: lines may have items", async () => {
    const { call } = await startSignedInBill({ records });
    expect(await call("POST", "/v3/bills", { body: request })).toMatchObject({ status: 201 });
    expect(await call("POST", "/v3/vendor-credits", { body: credit })).toMatchObject({ status: 201 });
  });

  test("false: a line with an item is refused with 400, on bills and credits", async () => {
    const { call } = await startSignedInBill({ records, itemsInPayables: false });
    const made = await call("POST", "/v3/bills", { body: withoutItem });
    expect(made).toMatchObject({ status: 201 });
    const { id, billLineItems } = made.body as { id: string; billLineItems: { id: string }[] };
    const path = `/v3/bills/${id}`;
    const problem = invalid("billLineItems[1].itemId: ");
    expect(await call("POST", "/v3/bills", { body: request })).toMatchObject(problem);
    expect(await call("PUT", path, { body: request })).toMatchObject(problem);
    const line = { id: billLineItems[0]?.id, classifications: { itemId: "0ii1" } };
    expect(await call("PATCH", path, { body: { billLineItems: [line] } })).toMatchObject(
      invalid("billLineItems[0].itemId: "),
    );
    expect(await call("POST", "/v3/vendor-credits", { body: credit })).toMatchObject(
      invalid("vendorCreditLineItems[0].itemId: "),
    );
  });
});

describe("§6.3 createdBy", () => {
  test("is the user of the session for a bill made by API, and another for what people make", async () => {
    const { call, world, path } = await withBill({
      records: {
        vendors: [{ id: "009A" }],
        chartOfAccounts: [{ id: "0ca1" }],
        items: [{ id: "0ii1" }],
        bills: [
          { id: "00n1", vendorId: "009A", amount: 1 },
          { id: "00n2", vendorId: "009A", amount: 1, createdBy: "00601SOMEBODYELSE001" },
        ],
      },
    });
    const { body } = await call("GET", "/v3/login/session");
    const { userId } = body as { userId: string };
    const createdBy = async (id: string) =>
      ((await call("GET", `/v3/bills/${id}`)).body as { createdBy: string }).createdBy;
    const made = path.split("/").at(-1) ?? "";
    expect(await createdBy(made)).toBe(userId);
    const person = await createdBy("00n1");
    expect(person).toMatch(/^006\w{17}$/);
    expect(person).not.toBe(userId);
    expect(await createdBy("00n2")).toBe("00601SOMEBODYELSE001");
    const copy = world.copy(made, {});
    expect(await createdBy(copy.id)).toBe(person);
    expect(await call("GET", `/v3/bills/${copy.id}`)).toMatchObject({
      body: {
        description: request.description,
        purchaseOrderNumber: "PO-1042",
        invoice: { invoiceNumber: "INV-7-2" },
        amount: 260.08,
      },
    });
    const added = world.add("bills", { vendorId: "009A", amount: 1 });
    expect(await createdBy(added.id)).toBe(person);
  });
});
