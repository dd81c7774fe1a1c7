/** Precoro's documents show the current names and links of custom fields, items and locations. connector/precoro/API.md §3.2, §7, §13. */
import type { PrecoroOptions } from "..";
import { startPrecoroVendor } from "./startPrecoroVendor";

const value = (level: "item" | "document", field: number, option: number, name = "as it was") => ({
  value: name,
  [`${level}CustomField`]: { id: field, name: "field as it was" },
  [`${level}CustomFieldOption`]: { id: option, name, externalId: "as it was" },
});

const records = {
  suppliers: [{ id: 55 }],
  documentCustomFields: [
    { id: 801, name: "Bill Departments", options: [{ id: 9, name: "Sales", externalId: "0de01SAL" }] },
    { id: 802, name: "Bill Classes", options: [{ id: 9, name: "West" }] },
  ],
  itemCustomFields: [
    { id: 701, name: "Bill Chart of Accounts", options: [{ id: 4, name: "Office", externalId: "0ca01OFF" }] },
  ],
  locations: [{ id: 3, name: "Austin", externalId: "loc01AUS" }],
  items: [{ id: 31, sku: "A4", name: "Paper", externalId: "0ii01P" }],
  invoices: [
    {
      id: 900_100,
      idn: 1042,
      location: { id: 3, name: "as it was" },
      dataDocumentCustomFields: { data: [value("document", 801, 9), value("document", 802, 9)] },
      items: [
        {
          name: "Paper as it was",
          item: { id: 31, externalId: null },
          location: { id: 3 },
          dataItemCustomFields: { data: [value("item", 701, 4)] },
        },
        {
          item: { id: 32, externalId: "0ii01OLD" },
          location: { id: 4, name: "Boston" },
          dataItemCustomFields: {
            data: [
              {
                ...value("item", 701, 5, "Gone"),
                itemCustomField: { id: 701, name: "Bill Chart of Accounts" },
              },
              value("item", 702, 4, "Elsewhere"),
              {
                value: "Free text",
                itemCustomField: { id: 703, name: "Comment" },
                itemCustomFieldOption: [],
              },
            ],
          },
        },
      ],
    },
  ],
};

const opened = async (options: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const onWebhook = (webhook: unknown) => webhooks.push(webhook);
  const vendor = await startPrecoroVendor({ records, limits: false, onWebhook, ...options });
  const read = async () => (await vendor.call("GET", "/invoices/1042")).body;
  return { ...vendor, webhooks, read, world: vendor.precoro.world };
};

/** A document with these custom field values and lines. */
const showing = (values: unknown[], ...lines: unknown[]) => ({
  dataDocumentCustomFields: { data: values },
  items: { data: lines },
});

describe("§13 GET by idn", () => {
  test("shows options with their current names and links, looked up by field", async () => {
    const { read } = await opened();
    const account = {
      value: "Office",
      itemCustomField: { id: 701, name: "Bill Chart of Accounts" },
      itemCustomFieldOption: { id: 4, name: "Office", externalId: "0ca01OFF" },
    };
    expect(await read()).toMatchObject(
      showing(
        [
          {
            value: "Sales",
            documentCustomField: { id: 801, name: "Bill Departments" },
            documentCustomFieldOption: { id: 9, name: "Sales", externalId: "0de01SAL" },
          },
          { value: "West", documentCustomFieldOption: { id: 9, name: "West", externalId: null } },
        ],
        { dataItemCustomFields: { data: [account] } },
        {},
      ),
    );
  });

  test("shows an item's current link and a location's current name and link, for the document and its lines", async () => {
    const { read } = await opened();
    const location = { id: 3, name: "Austin", externalId: "loc01AUS" };
    const item = { id: 31, externalId: "0ii01P" };
    expect(await read()).toMatchObject({
      location,
      items: { data: [{ name: "Paper as it was", item, location }, {}] },
    });
  });

  test("shows references to unknown records as they are", async () => {
    const { read } = await opened();
    const [, second] = records.invoices[0]?.items ?? [];
    expect(await read()).toMatchObject({ items: { data: [{}, second] } });
  });

  test("follows changes by API and in the web app", async () => {
    const { read, call, world, webhooks } = await opened();
    await call("PATCH", "/itemcustomfields/701/options/4", { body: "externalId=0ca01NEW" });
    await call("PUT", "/locations/3", { body: "name=Austin+(TX)" });
    await call("PATCH", "/items/31", { body: "externalId=" });
    world.editOption("documentCustomFields", 801, 9, { name: "Sales (old)", externalId: null });
    world.editField("itemCustomFields", 701, { name: "Accounts" });
    world.deleteField("documentCustomFields", 802);
    expect(await read()).toMatchObject({
      location: { name: "Austin (TX)" },
      ...showing(
        [
          {
            value: "Sales (old)",
            documentCustomFieldOption: { id: 9, name: "Sales (old)", externalId: null },
          },
          value("document", 802, 9),
        ],
        {
          item: { id: 31, externalId: null },
          dataItemCustomFields: {
            data: [
              {
                value: "Office",
                itemCustomField: { id: 701, name: "Accounts" },
                itemCustomFieldOption: { id: 4, externalId: "0ca01NEW" },
              },
            ],
          },
        },
        {},
      ),
    });
    expect(webhooks).toEqual([]);
  });

  test("optionObjectsShown: false shows only the value and its field", async () => {
    const { read, world } = await opened({ optionObjectsShown: false });
    world.editOption("itemCustomFields", 701, 4, { name: "Offices" });
    const { items, dataDocumentCustomFields } = (await read()) as {
      items: { data: { dataItemCustomFields: { data: unknown[] } }[] };
      dataDocumentCustomFields: { data: unknown[] };
    };
    expect(items.data[0]?.dataItemCustomFields.data).toEqual([
      { value: "Offices", itemCustomField: { id: 701, name: "Bill Chart of Accounts" } },
    ]);
    expect(items.data[1]?.dataItemCustomFields.data).toMatchObject([
      { value: "Gone" },
      { value: "Elsewhere" },
      { value: "Free text", itemCustomField: { id: 703, name: "Comment" } },
    ]);
    expect(dataDocumentCustomFields.data[0]).toEqual({
      value: "Sales",
      documentCustomField: { id: 801, name: "Bill Departments" },
    });
    for (const one of [items.data[1]?.dataItemCustomFields.data, dataDocumentCustomFields.data].flat())
      expect(Object.keys(one as object).filter((name) => name.endsWith("Option"))).toEqual([]);
  });

  test("editing the document in the web app keeps its references", async () => {
    const { read, world } = await opened();
    world.edit(1042, { note: "x" });
    world.editOption("documentCustomFields", 801, 9, { name: "Sales EMEA" });
    expect(await read()).toMatchObject({
      note: "x",
      dataDocumentCustomFields: { data: [{ value: "Sales EMEA" }, {}] },
    });
    world.edit(1042, { dataDocumentCustomFields: { data: [] } });
    expect(await read()).toMatchObject({ dataDocumentCustomFields: { data: [] } });
  });

  test("an invalid document is shown as it is", async () => {
    const strange = {
      idn: 7,
      sum: "a lot",
      location: [],
      items: { data: ["none", { item: "Paper", dataItemCustomFields: [] }] },
      dataDocumentCustomFields: { data: [null, { documentCustomFieldOption: { id: "9" } }] },
    };
    const { call } = await opened({ records: { ...records, invoices: [strange] } });
    expect(await call("GET", "/invoices/7")).toMatchObject({ status: 200, body: { ...strange, idn: "7" } });
  });
});

test("§3.2 a document's row in a list shows its custom fields and its location likewise", async () => {
  const { call } = await opened();
  expect(await call("GET", "/invoices?id=900100")).toMatchObject({
    body: {
      data: [
        {
          location: { id: 3, name: "Austin" },
          dataDocumentCustomFields: { data: [{ value: "Sales" }, { value: "West" }] },
        },
      ],
    },
  });
});
