/** The options of Precoro's custom fields: lists, writes, the hierarchy, links. connector/precoro/API.md §1.6, §6, §13. */
import type { PrecoroOptions } from "..";
import { options, withFields } from "./withFields";

const levels = [
  {
    path: "/documentcustomfields",
    kind: "documentCustomFields",
    calls: {
      options: "GET /documentcustomfields/{id}/options",
      createOption: "POST /documentcustomfields/{id}/options",
      replaceOption: "PUT /documentcustomfields/{id}/options/{id}",
      markOption: "PATCH /documentcustomfields/{id}/options/{id}",
    },
  },
  {
    path: "/itemcustomfields",
    kind: "itemCustomFields",
    calls: {
      options: "GET /itemcustomfields/{id}/options",
      createOption: "POST /itemcustomfields/{id}/options",
      replaceOption: "PUT /itemcustomfields/{id}/options/{id}",
      markOption: "PATCH /itemcustomfields/{id}/options/{id}",
    },
  },
] as const;

describe.each(levels)("§6 $path", ({ path, kind, calls }) => {
  const opened = (given: Partial<PrecoroOptions> = {}) => withFields(kind, given);

  test(`§13 ${calls.options} lists name, code, link and parent in pages`, async () => {
    const { call } = await opened({ pageSizeMax: 5 });
    const first = await call("GET", `${path}/801/options?per_page=200`);
    expect(first.body).toMatchObject({ meta: { pagination: { has_next_page: true } } });
    const [one, two] = (first.body as { data: unknown[] }).data;
    expect(one).toEqual({ ...options[0], enable: true, parent: [] });
    expect(two).toEqual({
      id: 2,
      name: expect.any(String),
      code: "",
      enable: true,
      externalId: null,
      parent: { id: 1 },
    });
    const last = await call("GET", `${path}/801/options?per_page=200&page=2`);
    expect(last.body).toMatchObject({
      data: [{ id: 6, enable: false }, { id: 7 }],
      meta: { pagination: { has_next_page: false } },
    });
  });

  test(`${calls.createOption} accepts name, code, enable and parent, and returns the row`, async () => {
    const { call, world, webhooks } = await opened();
    const body = "name=Paper+A4&code=P&enable=0&parent[id]=4";
    const answer = await call("POST", `${path}/801/options`, { body });
    expect(answer.status).toBe(201);
    const rest = { code: "P", enable: false, externalId: null, parent: { id: 4 } };
    expect(answer.body).toEqual({ id: expect.any(Number), name: "Paper A4", ...rest });
    expect(world.options(kind, 801).at(-1)).toEqual(answer.body);
    const top = await call("POST", `${path}/801/options`, { body: "name=Paper+A4&parent[id]=" });
    expect(top.body).toMatchObject({ name: "Paper A4", code: "", enable: true, parent: [] });
    expect(webhooks).toEqual([]);
  });

  test.each([
    [false, null],
    [true, "0ca01NEW"],
  ])("§6 optionPostTakesExternalId: %s", async (optionPostTakesExternalId, externalId) => {
    const { call } = await opened({ optionPostTakesExternalId });
    const body = "name=X&externalId=0ca01NEW";
    expect(await call("POST", `${path}/801/options`, { body })).toMatchObject({ body: { externalId } });
  });

  test(`${calls.replaceOption} keeps omitted fields, and always keeps the link`, async () => {
    const { call, option } = await opened();
    const before = option(1);
    expect(await call("PUT", `${path}/801/options/1`, { body: "code=OF&externalId=X" })).toMatchObject({
      status: 200,
      body: { ...before, code: "OF" },
    });
    await call("PUT", `${path}/801/options/1`, { body: "name=Offices&enable=0" });
    expect(option(1)).toEqual({ ...before, name: "Offices", code: "OF", enable: false });
    await call("PUT", `${path}/801/options/7`, { body: "name=Taxi" });
    expect(option(7)).toMatchObject({ name: "Taxi", parent: { id: 6 } });
  });

  test("§6 a parent is accepted up to 5 levels, and an empty one means the top level", async () => {
    const { call, option } = await opened();
    const move = (id: number, parent: number | "") =>
      call("PUT", `${path}/801/options/${id}`, { body: `parent[id]=${parent}` });
    expect(await move(6, 3)).toMatchObject({ status: 200, body: { parent: { id: 3 } } });
    expect(await move(6, 4)).toMatchObject({ status: 422 });
    expect(option(6)).toMatchObject({ parent: { id: 3 } });
    expect(await move(2, "")).toMatchObject({ status: 200, body: { parent: [] } });
    expect(await move(6, 4)).toMatchObject({ status: 200 });
    expect(await move(1, 7)).toMatchObject({ status: 422 });
  });

  test.each([
    ["POST", "", "name=", "name"],
    ["POST", "", "name=%20", "name"],
    ["POST", "", "code=X", "name"],
    ["POST", "", "name=X&enable=yes", "enable"],
    ["POST", "", "name=X&parent[id]=8", "parent.id"],
    ["POST", "", "name=X&parent[id]=5", "parent.id"],
    ["POST", "", "name=X&parent[id]=one", "parent.id"],
    ["POST", "", `name=X&externalId=${"x".repeat(41)}`, "externalId"],
    ["PUT", "/6", "name=", "name"],
    ["PUT", "/6", "parent[id]=8", "parent.id"],
    ["PUT", "/6", "parent[id]=5", "parent.id"],
    ["PUT", "/6", "parent[id]=6", "parent.id"],
    ["PUT", "/6", "parent[id]=7", "parent.id"],
    ["PUT", "/1", "parent[id]=5", "parent.id"],
    ["PUT", "/6", "parent[id]=4", "parent.id"],
    ["PATCH", "/6", `externalId=${"x".repeat(41)}`, "externalId"],
    ["PATCH", "/6", "name=X", "externalId"],
  ])("§1.6 %s of an option%s refuses '%s', by field, doubly nested", async (method, at, body, field) => {
    const { call, world } = await opened();
    const before = world.options(kind, 801);
    const answer = await call(method, `${path}/801/options${at}`, { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ errors: { errors: { [field]: expect.any(String) } } });
    expect(world.options(kind, 801)).toEqual(before);
  });

  test(`${calls.markOption} sets the link of up to 40 characters, or clears it with an empty text`, async () => {
    const { call, option } = await opened();
    const forty = "x".repeat(40);
    expect(await call("PATCH", `${path}/801/options/6`, { body: `externalId=${forty}` })).toMatchObject({
      status: 200,
      body: { id: 6, name: "Travel", externalId: forty },
    });
    await call("PATCH", `${path}/801/options/1`, { body: "externalId=" });
    expect(option(1)).toMatchObject({ name: "Office", externalId: null });
  });
});
