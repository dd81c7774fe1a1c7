/** Tables stay readable on a narrow terminal. */
import { fitTable } from "./columns";

const rows = [
  ["FLOW", "CREATED", "REJECTED"],
  ["Import Vendors", "152", "3"],
  ["Send To Bill", "", "1"],
];

test("columns where they fit", () => {
  expect(fitTable(rows, 40)).toEqual([
    "FLOW             CREATED   REJECTED",
    "Import Vendors       152          3",
    "Send To Bill                      1",
  ]);
});

test("running text where they don't, without the empty cells", () => {
  expect(fitTable(rows, 30)).toEqual([
    "FLOW",
    "Import Vendors",
    "   152 created · 3 rejected",
    "Send To Bill",
    "   1 rejected",
  ]);
});
