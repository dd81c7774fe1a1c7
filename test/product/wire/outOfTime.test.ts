/** The end of a run's time, as the clients keep it: what is not begun, what is cut short, and what a write still gets. */
import { withVendorClients } from "../kit/withVendorClients";

const suppliers = [{ id: 1, name: "Acme" }];
const slow = { precoro: { records: { suppliers }, latencyMs: 5_000 }, bill: { latencyMs: 5_000 } };
const outOfTime = { kind: "rate-limit", limit: "time", outcome: "refused" };

test("a read that the end cuts short is out of time like one that is not begun, and nothing is sent after it", () =>
  withVendorClients(slow, async ({ precoro, bill, precoroSide, billSide, clock }) => {
    const begun = clock.now();
    const client = precoro({ seconds: 3 });
    await expect(client.suppliers.get("1")).rejects.toMatchObject(outOfTime);
    expect(clock.now() - begun).toBe(3_000);
    await expect(client.suppliers.get("1")).rejects.toMatchObject({ kind: "rate-limit" });
    await expect(client.suppliers.link("1", "00901ACME0000000001")).rejects.toMatchObject({
      kind: "rate-limit",
    });
    expect(precoroSide.journal.entries).toEqual([]);
    expect(precoroSide.world.supplier(1).externalId).toBeFalsy();
    // The login takes five seconds, and the read is cut short.
    await expect(bill({ seconds: 7 }).vendors.get("00901ACME0000000001")).rejects.toMatchObject(outOfTime);
    expect(billSide.journal.entries.map(({ method }) => method)).toEqual(["POST"]);
  }));

test("a write that was begun in time may end a little after it, so that its outcome is known", () =>
  withVendorClients(slow, async ({ precoro, precoroSide }) => {
    await precoro({ seconds: 3 }).suppliers.link("1", "00901ACME0000000001");
    expect(precoroSide.world.supplier(1).externalId).toBe("00901ACME0000000001");
  }));
