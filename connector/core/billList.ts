/** The lists of BILL that can be imported, and what each can become in Precoro. */

/** BILL's lists, as the actions name them. Field lists become custom fields or Locations; vendors and items become records of their own. */
export const fieldLists = ["chartOfAccounts", "classes", "departments", "customers", "locations"] as const;
export const billLists = [...fieldLists, "vendors", "items"] as const;
export type FieldList = (typeof fieldLists)[number];
export type BillList = (typeof billLists)[number];

/** Their names in BILL's menu, and in the names of Precoro's fields. */
export const listTitles: Readonly<Record<BillList, string>> = {
  chartOfAccounts: "Chart of Accounts",
  classes: "Classes",
  departments: "Departments",
  customers: "Customers",
  locations: "Locations",
  vendors: "Vendors",
  items: "Items",
};

/** What a list is imported as. `location`: Precoro's own Locations, which are not a custom field. */
export const importTargets = ["documentCustomField", "itemCustomField", "location", "none"] as const;
export type ImportTarget = (typeof importTargets)[number];

export const isFieldList = (list: BillList): list is FieldList =>
  (fieldLists as readonly BillList[]).includes(list);
