/** Precoro's client against its simulator: its rate limiter, the GETs it remembers for a minute, and the four limits. */

import { collectPages } from "../../../connector/http/pages";
import { isRequestError } from "../../../connector/http/requestError";
import { START, withVendorClients } from "../kit/withVendorClients";

const suppliers = Array.from({ length: 25 }, (_, n) => ({ id: n + 1, name: `S ${n}` }));

test("one request a second, never two at once, for all callers together", () =>
  withVendorClients({ precoro: { records: { suppliers } } }, async ({ precoro, precoroSide, clock }) => {
    const client = precoro();
    await Promise.all(suppliers.slice(0, 5).map(({ id }) => client.suppliers.get(String(id))));
    expect(precoroSide.journal.calls()["GET /suppliers/{id}"]).toEqual({ count: 5, refused: 0 });
    expect(clock.now() - START).toBe(4 * 1_100 + 400);
  }));

test("a GET is sent once a minute, in this step and the next", () =>
  withVendorClients({ precoro: { records: { suppliers } } }, async ({ precoro, precoroSide }) => {
    const first = precoro();
    await first.suppliers.get("1");
    await first.suppliers.get("1");
    const rateLimiterState = JSON.parse(JSON.stringify(first.rateLimiterState()));
    expect((await precoro({ rateLimiterState }).suppliers.get("1")).card.name).toBe("S 0");
    expect(precoroSide.journal.calls()["GET /suppliers/{id}"]?.count).toBe(1);
  }));

test("after a write the remembered response is not used, and the minute is waited out", () =>
  withVendorClients({ precoro: { records: { suppliers } } }, async ({ precoro, precoroSide, clock }) => {
    const client = precoro();
    await client.suppliers.get("1");
    await client.suppliers.link("1", "00901VENDOR000000001");
    expect((await client.suppliers.get("1")).externalId).toBe("00901VENDOR000000001");
    expect(precoroSide.journal.calls()["GET /suppliers/{id}"]).toEqual({ count: 2, refused: 0 });
    expect(clock.now() - START).toBeGreaterThanOrEqual(60_000);
  }));

test("a GET that somebody else has sent is waited out as the refusal says", () =>
  withVendorClients({ precoro: { records: { suppliers } } }, async ({ precoro, precoroSide, clock }) => {
    await precoro().suppliers.get("1");
    await clock.sleep(5_000);
    await precoro().suppliers.get("1");
    expect(precoroSide.journal.calls()["GET /suppliers/{id}"]).toEqual({ count: 3, refused: 1 });
    expect(clock.now() - START).toBeLessThan(70_000);
  }));

test("a GET whose response was lost is sent again after a minute, or given up in time", () =>
  withVendorClients({ precoro: { records: { suppliers } } }, async ({ precoro, precoroSide, clock }) => {
    precoroSide.faults.add({ match: "GET /suppliers/{id}", kind: "reset-after", times: 2 });
    const error = await precoro({ seconds: 22 })
      .suppliers.get("1")
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "rate-limit") && error.until).toBe(START + 60_000);
    expect(clock.now() - START).toBeLessThan(22_000);
    await clock.sleep(60_000);
    expect((await precoro().suppliers.get("1")).id).toBe("1");
    expect(precoroSide.journal.calls()["GET /suppliers/{id}"]).toEqual({ count: 3, refused: 0 });
  }));

test("the hourly limit is not waited for: the error says when it ends", () =>
  withVendorClients({ precoro: { callsBefore: 1_499, records: { suppliers } } }, async ({ precoro }) => {
    const client = precoro({ seconds: 7_200 });
    await client.suppliers.link("1", "00901VENDOR1");
    const error = await client.suppliers.link("1", "00901VENDOR2").catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "rate-limit") && { limit: error.limit, until: error.until }).toEqual({
      limit: "hour",
      until: START + 3_600_000,
    });
  }));

test("pages of 200, or of the size that Precoro gives, to the end", () =>
  withVendorClients(
    { precoro: { records: { suppliers }, pageSizeMax: 10 } },
    async ({ precoro, precoroSide }) => {
      const rows = await collectPages(precoro().suppliers.list());
      expect(rows).toHaveLength(25);
      expect(precoroSide.journal.calls()["GET /suppliers"]).toEqual({ count: 3, refused: 0 });
      expect(precoroSide.journal.entries[0]?.url).toContain("per_page=200");
    },
  ));

test("an error about a wrong key does not contain the key", () =>
  withVendorClients({}, async ({ precoro }) => {
    const error = await precoro({ apiToken: "wrong-token-99" })
      .suppliers.get("1")
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "auth") && error.message).toMatch(/Bad credentials/);
    expect(JSON.stringify(error)).not.toContain("wrong-token-99");
  }));

test("validation errors are unnested into field and message", () =>
  withVendorClients({}, async ({ precoro }) => {
    const error = await precoro()
      .raw({ method: "POST", path: "/suppliers", body: { form: [["name", ""]] } })
      .catch((thrown: unknown) => thrown);
    expect(isRequestError(error, "invalid") && error.words).toMatch(/name: /);
  }));
