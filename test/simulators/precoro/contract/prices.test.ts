/** The prices of Precoro's items: text, rounded half up to the company's number of decimals. connector/precoro/API.md §7, §13. */
import { startPrecoroVendor } from "./startPrecoroVendor";

test.each([
  [6, "0.1234565", "0.123457"],
  [6, "9.90", "9.90"],
  [4, "0.12345", "0.1235"],
  [2, "10.005", "10.01"],
  [2, "79.99", "79.99"],
  [0, "2.5", "3"],
  [2, "0.004", "0"],
  [2, "123456789012345.675", "123456789012345.68"],
])("§7 itemPriceDecimals %i: %s is stored as %s, in every format", async (itemPriceDecimals, price, kept) => {
  const { call, precoro } = await startPrecoroVendor({
    itemPriceDecimals,
    limits: false,
    records: { items: [{ id: 1, price }] },
  });
  expect(precoro.world.item(1).price).toBe(kept);
  expect(await call("POST", "/items", { body: `sku=B1&name=X&price=${price}` })).toMatchObject({
    body: { price: kept },
  });
  await call("PUT", "/items/1", { body: `price=${price}` });
  expect(precoro.world.item(1).price).toBe(kept);
  expect(precoro.world.editItem(1, { price }).price).toBe(kept);
});
