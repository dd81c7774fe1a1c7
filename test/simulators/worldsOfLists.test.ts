/** Custom fields, locations and items in a world file: what they may omit, and which are errors. connector/precoro/API.md §6, §7, §13. */
import { startPrecoroVendor } from "./precoro/contract/startPrecoroVendor";

const opened = async (records: Record<string, unknown[]>) =>
  (await startPrecoroVendor({ records })).precoro.world;

test("custom fields, locations and items keep the shape of the world file", async () => {
  const option = { id: 9, name: "Sales", code: "S", enable: false, externalId: "0de01", parent: [] };
  const child = { ...option, id: 10, parent: { id: 9 } };
  const field = { id: 801, name: "Bill Departments", type: 0, enable: true, note: "ours" };
  const records = {
    documentCustomFields: [{ ...field, options: [child, option] }],
    itemCustomFields: [{ ...field, type: 2, options: [] }],
    locations: [{ id: 3, name: "Austin", enable: true, externalId: null, parent: [] }],
    items: [{ id: 31, sku: "A4", name: "Paper", type: 2, price: "9.90", externalId: 7, unit: "box" }],
  };
  const world = await opened(records);
  expect(world.snapshot()).toMatchObject(records);
  expect(world.fields("documentCustomFields")).toEqual([field]);
  expect(world.options("documentCustomFields", 801)).toEqual([child, option]);
  expect(world.locations()).toEqual(records.locations);
  expect(world.items()).toMatchObject(records.items);
  const again = await opened(world.snapshot());
  expect(again.snapshot()).toEqual(world.snapshot());
});

test("options may be wrapped; a parent may be a bare id or null", async () => {
  const world = await opened({
    itemCustomFields: [
      {
        id: 7,
        options: {
          data: [
            { id: 1, parent: null },
            { id: 2, parent: 1 },
          ],
        },
      },
    ],
  });
  expect(world.options("itemCustomFields", 7)).toMatchObject([{ parent: [] }, { parent: { id: 1 } }]);
});

test.each<[string, Record<string, unknown[]>, string]>([
  ["a duplicate item id", { items: [{ id: 5 }, { id: 5 }] }, "items[1]"],
  ["a duplicate SKU", { items: [{ sku: "A" }, { id: 5, sku: "A" }] }, "items[1] (5)"],
  ["an item of an unknown type", { items: [{}, { id: 5, type: 4 }] }, "items[1] (5)"],
  ["an invalid price", { items: [{ price: "9,90" }] }, "price"],
  ["a name that is too long", { items: [{ name: "x".repeat(301) }] }, "name"],
  ["a duplicate field id", { itemCustomFields: [{ id: 5 }, { id: 5 }] }, "itemCustomFields[1]"],
  [
    "an option that is not an object",
    { itemCustomFields: [{ options: ["Sales"] }] },
    "itemCustomFields[0].options[0]",
  ],
  [
    "options that are no list",
    { itemCustomFields: [{ id: 5, options: "Sales" }] },
    "itemCustomFields[0] (5)",
  ],
  ["a text field with options", { itemCustomFields: [{ id: 5, type: 1, options: [{}] }] }, "drop-down"],
  [
    "two options of one id",
    { documentCustomFields: [{}, { options: [{ id: 9 }, { id: 9 }] }] },
    "documentCustomFields[1].options[1]",
  ],
  [
    "an option below none",
    { documentCustomFields: [{ options: [{ id: 9, parent: { id: 8 } }] }] },
    "documentCustomFields[0].options[0] (9)",
  ],
  ["a location below itself", { locations: [{ id: 9, parent: 9 }] }, "locations[0] (9)"],
  [
    "a circle",
    {
      locations: [
        { id: 1, parent: 2 },
        { id: 2, parent: 1 },
      ],
    },
    "below itself",
  ],
  [
    "a circle of others",
    {
      locations: [
        { id: 3, parent: 1 },
        { id: 1, parent: 2 },
        { id: 2, parent: 1 },
      ],
    },
    "locations[0] (3)",
  ],
  [
    "more than 5 levels",
    { locations: [1, 2, 3, 4, 5, 6].map((id) => ({ id, parent: id === 1 ? null : id - 1 })) },
    "locations[5] (6)",
  ],
])("%s is an error that says where", async (_what, records, named) => {
  await expect(opened(records)).rejects.toThrow(named);
});
