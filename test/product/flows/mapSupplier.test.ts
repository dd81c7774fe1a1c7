/** Map Supplier as a host application calls it: a synchronous response with a status and a message. */

import { startSimulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { readWorld } from "../../sandbox/worldFile";

const id = (n: number) => `00901VENDOR${String(n).padStart(9, "0")}`;

const SUPPLIER = 55;

const vendors = [
  { id: id(1), name: "O'Neil, Sons & Co" },
  { id: id(2), name: "Twin Peaks" },
  { id: id(3), name: "TWIN  peaks" },
  { id: id(4), name: "Acme Paper" },
  { id: id(5), name: "Acme Pens" },
  { id: id(6), name: "Old Acme", archived: true },
  { id: id(7), name: "Taken" },
];

const call = async (name: string, body: object = {}, more: WorldInput = {}, withKey = true) => {
  const suppliers = [
    { id: SUPPLIER, name },
    { id: 99, name: "Other", externalId: id(7) },
    { id: 77, name: "Foreign", externalId: "QBO-1" },
  ];
  const simulation = await startSimulation(
    readWorld({ bill: { vendors }, precoro: { suppliers }, ...more }, "world"),
  );
  try {
    for (const step of more.script ?? [])
      if ("fault" in step) simulation.precoro.faults.add({ match: step.fault.match, kind: "reset-before" });
    const { platform } = simulation;
    const apiKey = withKey ? { apiKey: platform.keyOf("Map Supplier") } : {};
    const answer = await platform.call("Map Supplier", { supplierId: SUPPLIER, ...body }, apiKey);
    return {
      ...answer,
      took: simulation.clock.now(),
      link: simulation.precoro.world.supplier(SUPPLIER).externalId,
    };
  } finally {
    await simulation.close();
  }
};

test.each([
  ["the identical name", "Acme Paper", id(4)],
  ["other case and blanks", "  ACME   paper ", id(4)],
  ["a name that no filter can express whole", "o'neil, SONS & Co", id(1)],
])("%s: linked, and both spellings are named", async (_, name, vendorId) => {
  const { statusCode, body, link } = await call(name);
  expect(statusCode).toBe(200);
  expect(body).toMatchObject({
    outcome: "linked",
    name: name.trim(),
    message: expect.stringContaining(vendorId),
  });
  expect(link).toBe(vendorId);
});

test("no vendor of that name: 422 with the most similar names", async () => {
  const { statusCode, body, link } = await call("Acme Paints");
  expect(statusCode).toBe(422);
  expect(body).toMatchObject({ outcome: "rejected", reason: "vendor-name-not-found" });
  expect((body as { message: string }).message).toMatch(/Closest names: Acme Paper · Acme Pens\./);
  expect(link).toBeNull();
});

test("several active vendors of that name: 422 until the request has a vendorId", async () => {
  const ambiguous = await call("Twin Peaks");
  expect(ambiguous).toMatchObject({ statusCode: 422, body: { reason: "duplicate-vendor-name" }, link: null });
  const chosen = await call("Twin Peaks", { vendorId: id(3) });
  expect(chosen).toMatchObject({ statusCode: 200, body: { outcome: "linked" }, link: id(3) });
});

test("again at once, with the vendor that the answer asked for or after a correction: nobody waits a minute", async () => {
  const suppliers = [
    { id: SUPPLIER, name: "Twin Peaks" },
    { id: 56, name: "Acme Papers" },
  ];
  const simulation = await startSimulation(readWorld({ bill: { vendors }, precoro: { suppliers } }, "world"));
  const { platform, precoro, clock } = simulation;
  const map = async (body: object) =>
    (await platform.call("Map Supplier", body, { apiKey: platform.keyOf("Map Supplier") })).body;
  try {
    const start = clock.now();
    expect(await map({ supplierId: SUPPLIER })).toMatchObject({ reason: "duplicate-vendor-name" });
    expect(await map({ supplierId: SUPPLIER, vendorId: id(3) })).toMatchObject({ outcome: "linked" });
    expect(await map({ supplierId: SUPPLIER, vendorId: id(2) })).toMatchObject({ outcome: "unchanged" });
    expect(await map({ supplierId: 56 })).toMatchObject({ reason: "vendor-name-not-found" });
    const updateDate = new Date(clock.now()).toISOString().replace(/\.\d+Z/, "+0000");
    Object.assign(precoro.world.supplier(56), { name: "Acme Paper", updateDate });
    expect(await map({ supplierId: 56 })).toMatchObject({ outcome: "linked" });
    expect(precoro.world.supplier(SUPPLIER).externalId).toBe(id(3));
    expect(clock.now() - start).toBeLessThan(30_000);
  } finally {
    await simulation.close();
  }
});

test("an archived vendor is not found, and a vendor that is linked to another supplier is refused", async () => {
  expect(await call("Old Acme")).toMatchObject({
    statusCode: 422,
    body: { reason: "vendor-name-not-found" },
  });
  expect(await call("Taken")).toMatchObject({
    statusCode: 422,
    body: { reason: "vendor-linked-twice" },
    link: null,
  });
  const numbersOnly = { simulator: { externalIdLookupNumbersOnly: true } };
  expect(await call("Taken", {}, numbersOnly)).toMatchObject({ body: { reason: "vendor-linked-twice" } });
});

test("an unknown supplier, a linked one, and one of another integration", async () => {
  expect(await call("X", { supplierId: 12345 })).toMatchObject({
    statusCode: 422,
    body: { reason: "supplier-not-found" },
  });
  expect(await call("X", { supplierId: 99 })).toMatchObject({
    statusCode: 200,
    body: { outcome: "unchanged" },
  });
  expect(await call("X", { supplierId: 77 })).toMatchObject({
    statusCode: 422,
    body: { reason: "external-id-not-from-bill" },
  });
});

test("Precoro's rate limit: 429 with the time to retry at, within 30 seconds", async () => {
  const start = Date.UTC(2026, 0, 5, 8);
  const busy = await call(
    "Acme Paper",
    {},
    {
      script: [{ fault: { system: "precoro", match: "GET /suppliers/{id}", kind: "reset-before" } }],
    },
  );
  expect(busy.took - start).toBeLessThan(30_000);
  expect(busy.statusCode).toBe(429);
  expect((busy.body as { message: string }).message).toMatch(/limit is used up until 2026-01-05T08:01/);
});

test("a call without the key is refused, and an invalid body is named", async () => {
  expect(await call("Acme Paper", {}, {}, false)).toMatchObject({ statusCode: 401, link: null });
  const { statusCode, body } = await call("Acme Paper", { supplierId: "55 or 1" });
  expect(statusCode).toBe(400);
  expect(JSON.stringify(body)).toContain("is not a Precoro supplier ID");
});
