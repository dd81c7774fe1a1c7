/** The lists of BILL that can be imported, and what each can become in Precoro. */

/** BILL's lists, as the actions name them. The first five become fields; vendors and items are records of their own. */
export const fieldLists = ["chartOfAccounts", "classes", "departments", "customers", "locations"] as const;
export const billLists = [...fieldLists, "vendors", "items"] as const;
export type FieldList = (typeof fieldLists)[number];
export type BillList = (typeof billLists)[number];

/** As BILL's menu and Precoro's fields call them. */
export const listTitles: Readonly<Record<BillList, string>> = {
  chartOfAccounts: "Chart of Accounts",
  classes: "Classes",
  departments: "Departments",
  customers: "Customers",
  locations: "Locations",
  vendors: "Vendors",
  items: "Items",
};

/** Where a list is imported to. Locations of a company are a field of their own in Precoro. */
export const importTargets = ["documentCustomField", "itemCustomField", "location", "none"] as const;
export type ImportTarget = (typeof importTargets)[number];

export const isFieldList = (list: BillList): list is FieldList =>
  (fieldLists as readonly BillList[]).includes(list);
