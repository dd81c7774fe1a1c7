/** Whether what a request names exists: its vendor, its accounts, its classifications. It changes nothing. */
import type { Fields } from "../kit/records";
import type { PartRequest } from "./billRequest";
import type { Collection, Kept } from "./records";

type Find = (collection: Collection, id: string) => Kept | undefined;

/** contract bill-v3 §6.2, §8; jobs and employees are not among what a world holds. */
const lists: Readonly<Record<string, Collection>> = {
  chartOfAccountId: "chartOfAccounts",
  accountingClassId: "accountingClasses",
  departmentId: "departments",
  locationId: "locations",
  itemId: "items",
  customerId: "customers",
};

/** One problem for each id that names nothing, as `field: problem`. */
export const danglingReferences = (request: PartRequest, find: Find): string[] => {
  const { vendorId, payFromChartOfAccountId, classifications = {}, billLineItems = [] } = request;
  const vendor = vendorId === undefined ? undefined : find("vendors", vendorId);
  const { archived }: Fields = vendor ?? {};
  const own = { ...classifications, ...(payFromChartOfAccountId && { payFromChartOfAccountId }) };
  return [
    ...(vendorId !== undefined && !vendor ? [`vendorId: ${vendorId} is unknown`] : []),
    ...(archived === true ? [`vendorId: ${vendorId} is archived`] : []),
    ...dangling(own, "", find),
    ...billLineItems.flatMap((line, n) => dangling(line.classifications ?? {}, `billLineItems[${n}].`, find)),
  ];
};

const dangling = (named: Readonly<Record<string, string>>, place: string, find: Find): string[] =>
  Object.entries(named)
    .filter(([field, id]) => {
      const list = field === "payFromChartOfAccountId" ? "chartOfAccounts" : lists[field];
      return !list || !find(list, id);
    })
    .map(([field, id]) => `${place}${field}: ${id} is unknown`);
