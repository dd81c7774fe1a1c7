/** Finds the ids in a request that name no record: its vendor, its accounts, its classifications. */
import type { Fields } from "../kit/records";
import type { Collection, StoredRecord } from "./records";

type Find = (collection: Collection, id: string) => StoredRecord | undefined;

/** connector/bill/API.md §6.2, §7, §8; worlds have no jobs, employees or bank accounts. */
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

/** The references in requests about bills and credits. */
interface References {
  readonly vendorId?: string;
  readonly payFromChartOfAccountId?: string;
  readonly applyToChartOfAccountId?: string;
  readonly classifications?: Ids;
  readonly billLineItems?: readonly Line[];
  readonly vendorCreditLineItems?: readonly Line[];
}

/** One problem for each unknown id, as `field: problem`. */
export const unknownReferences = (request: References, find: Find): string[] => {
  const { vendorId, payFromChartOfAccountId, applyToChartOfAccountId, classifications = {} } = request;
  const vendor = vendorId === undefined ? undefined : find("vendors", vendorId);
  const { archived }: Fields = vendor ?? {};
  const headerIds = {
    ...classifications,
    ...(payFromChartOfAccountId && { payFromChartOfAccountId }),
    ...(applyToChartOfAccountId && { applyToChartOfAccountId }),
  };
  return [
    ...(vendorId !== undefined && !vendor ? [`vendorId: ${vendorId} is unknown`] : []),
    ...(archived === true ? [`vendorId: ${vendorId} is archived`] : []),
    ...unknownIds(headerIds, "", find),
    ...unknownIdsInLines("billLineItems", request.billLineItems, find),
    ...unknownIdsInLines("vendorCreditLineItems", request.vendorCreditLineItems, find),
  ];
};

const unknownIdsInLines = (field: string, lines: readonly Line[] = [], find: Find): string[] =>
  lines.flatMap((line, n) => unknownIds(line.classifications ?? {}, `${field}[${n}].`, find));

const unknownIds = (ids: Ids, prefix: string, find: Find): string[] =>
  Object.entries(ids)
    .filter(([field, id]) => {
      const list = lists[field];
      return !list || !find(list, id);
    })
    .map(([field, id]) => `${prefix}${field}: ${id} is unknown`);
