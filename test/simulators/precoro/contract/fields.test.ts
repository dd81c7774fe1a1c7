/** Precoro's custom fields: listing and creating them, and changes in the web app. connector/precoro/API.md §1.3, §1.6, §6, §13. */

import { idsIn } from "../../kit/testClient";
import type { PrecoroOptions } from "..";
import { withFields } from "./withFields";

const levels = [
  {
    path: "/documentcustomfields",
    kind: "documentCustomFields",
    calls: {
      list: "GET /documentcustomfields",
      create: "POST /documentcustomfields",
    },
  },
  {
    path: "/itemcustomfields",
    kind: "itemCustomFields",
    calls: {
      list: "GET /itemcustomfields",
      create: "POST /itemcustomfields",
    },
  },
] as const;

describe.each(levels)("§6 $path", ({ path, kind, calls }) => {
  const opened = (given: Partial<PrecoroOptions> = {}) => withFields(kind, given);

  test(`${calls.list} lists the fields without their options`, async () => {
    const { call } = await opened();
    expect((await call("GET", path)).body).toEqual({
      data: [
        { id: 801, name: "Bill Accounts", type: 0, enable: true },
        { id: 802, name: "Comment", type: 1, enable: true },
      ],
      meta: { pagination: { has_next_page: false } },
    });
  });

  test(`§13 ${calls.create} creates a drop-down without options`, async () => {
    const { call, world } = await opened();
    const answer = await call("POST", path, { body: "name=Bill+Locations&type=0" });
    const row = { id: expect.any(Number), name: "Bill Locations", type: 0, enable: true };
    expect(answer).toMatchObject({ status: 201, body: row });
    expect(world.fields(kind)).toHaveLength(3);
    const { id } = answer.body as { id: number };
    expect(idsIn(await call("GET", `${path}/${id}/options`))).toEqual([]);
  });

  test.each([
    ["type=0", "name"],
    ["name=+&type=0", "name"],
    ["name=X", "type"],
    ["name=X&type=1", "type"],
  ])(`§1.6 ${calls.create} refuses '%s'`, async (body, field) => {
    const { call, world } = await opened();
    expect(await call("POST", path, { body })).toMatchObject({
      status: 422,
      body: { errors: { errors: { [field]: expect.any(String) } } },
    });
    expect(world.fields(kind)).toHaveLength(2);
  });

  test.each([
    ["forbidden", 403],
    ["unknown", 404],
  ] as const)("§13 customFieldCreation: %s", async (customFieldCreation, status) => {
    const { call, world } = await opened({ customFieldCreation });
    expect(await call("POST", path, { body: "name=X&type=0" })).toMatchObject({
      status,
      body: { message: expect.any(String) },
    });
    expect(world.fields(kind)).toHaveLength(2);
    expect(await call("POST", `${path}/801/options`, { body: "name=X" })).toMatchObject({ status: 201 });
  });

  test("§6 only a drop-down has options", async () => {
    const { call } = await opened();
    expect(idsIn(await call("GET", `${path}/802/options`))).toEqual([]);
    expect(await call("POST", `${path}/802/options`, { body: "name=X" })).toMatchObject({ status: 422 });
  });

  test("§1.6 an unknown field or option is 404", async () => {
    const { call } = await opened();
    expect(await call("GET", `${path}/803/options`)).toMatchObject({ status: 404 });
    expect(await call("POST", `${path}/x/options`, { body: "name=X" })).toMatchObject({ status: 404 });
    for (const method of ["PUT", "PATCH"]) {
      const said = { body: "name=X&externalId=1" };
      expect(await call(method, `${path}/801/options/8`, said)).toMatchObject({ status: 404 });
      expect(await call(method, `${path}/802/options/1`, said)).toMatchObject({ status: 404 });
    }
  });

  test("§1.3 a body that is not a form is refused with 415", async () => {
    const { call } = await opened();
    const said = { body: '{"name":"X"}', headers: { "content-type": "application/json" } };
    expect(await call("POST", path, said)).toMatchObject({ status: 415 });
    expect(await call("POST", `${path}/801/options`, said)).toMatchObject({ status: 415 });
  });

  test("§6 people can change options and fields in the web app, without a webhook", async () => {
    const { call, world, webhooks, option } = await opened();
    const { id } = world.addOption(kind, 801, { name: "Fuel", parent: { id: 6 } });
    expect(option(id)).toMatchObject({ name: "Fuel", code: "", externalId: null, parent: { id: 6 } });
    world.editOption(kind, 801, id, { name: "Fuel & tolls", parent: [], externalId: "0ca01F" });
    expect(option(id)).toMatchObject({ name: "Fuel & tolls", parent: [], externalId: "0ca01F" });
    world.editField(kind, 801, { name: "Accounts" });
    expect(world.fields(kind)).toMatchObject([{ id: 801, name: "Accounts" }, {}]);
    expect(world.options(kind, 801)).toHaveLength(8);
    world.deleteField(kind, 801);
    expect(idsIn(await call("GET", path))).toEqual([802]);
    expect(await call("GET", `${path}/801/options`)).toMatchObject({ status: 404 });
    expect(webhooks).toEqual([]);
  });

  test("§6 people cannot make options invalid either", async () => {
    const { world } = await opened();
    const before = world.snapshot();
    expect(() => world.editOption(kind, 801, 1, { parent: { id: 5 } })).toThrow("below itself");
    expect(() => world.addOption(kind, 801, { parent: 5 })).toThrow("levels");
    expect(() => world.addOption(kind, 801, { id: 1 })).toThrow("the id 1");
    expect(() => world.editOption(kind, 801, 1, { enable: "no" })).toThrow("enable");
    expect(() => world.addOption(kind, 802, {})).toThrow("drop-down");
    expect(() => world.deleteField(kind, 803)).toThrow("Not Found");
    expect(world.snapshot()).toEqual(before);
  });
});
