/** Whether what a request names exists: its vendor, its accounts, its classifications. It changes nothing. */
import type { Fields } from "../kit/records";
import type { Collection, StoredRecord } from "./records";

type Find = (collection: Collection, id: string) => StoredRecord | undefined;

/** connector/bill/API.md §6.2, §7, §8; jobs, employees and bank accounts are not among what a world holds. */
const lists: Readonly<Record<string, Collection>> = {
  chartOfAccountId: "chartOfAccounts",
  accountingClassId: "accountingClasses",
  departmentId: "departments",
  locationId: "locations",
  itemId: "items",
  customerId: "customers",
  payFromChartOfAccountId: "chartOfAccounts",
  applyToChartOfAccountId: "chartOfAccounts",
};

type Ids = Readonly<Record<string, string>>;

interface Line {
  readonly classifications?: Ids;
}

/** What requests about bills and credits name. */
interface Naming {
  readonly vendorId?: string;
  readonly payFromChartOfAccountId?: string;
  readonly applyToChartOfAccountId?: string;
  readonly classifications?: Ids;
  readonly billLineItems?: readonly Line[];
  readonly vendorCreditLineItems?: readonly Line[];
}

/** One problem for each id that names nothing, as `field: problem`. */
export const unknownReferences = (request: Naming, find: Find): string[] => {
  const { vendorId, payFromChartOfAccountId, applyToChartOfAccountId, classifications = {} } = request;
  const vendor = vendorId === undefined ? undefined : find("vendors", vendorId);
  const { archived }: Fields = vendor ?? {};
  const own = {
    ...classifications,
    ...(payFromChartOfAccountId && { payFromChartOfAccountId }),
    ...(applyToChartOfAccountId && { applyToChartOfAccountId }),
  };
  return [
    ...(vendorId !== undefined && !vendor ? [`vendorId: ${vendorId} is unknown`] : []),
    ...(archived === true ? [`vendorId: ${vendorId} is archived`] : []),
    ...unknownIds(own, "", find),
    ...unknownIdsInLines("billLineItems", request.billLineItems, find),
    ...unknownIdsInLines("vendorCreditLineItems", request.vendorCreditLineItems, find),
  ];
};

const unknownIdsInLines = (field: string, lines: readonly Line[] = [], find: Find): string[] =>
  lines.flatMap((line, n) => unknownIds(line.classifications ?? {}, `${field}[${n}].`, find));

const unknownIds = (named: Ids, place: string, find: Find): string[] =>
  Object.entries(named)
    .filter(([field, id]) => {
      const list = lists[field];
      return !list || !find(list, id);
    })
    .map(([field, id]) => `${place}${field}: ${id} is unknown`);
