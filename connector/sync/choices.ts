/** What the config pages offer to choose from. An entry of BILL that cannot be read is left out: it cannot be chosen. */
import type { BillClient } from "../bill/client";
import { accountLabel } from "../core/account";
import { clock } from "../http/clock";
import type { Read } from "../http/contract";
import { failed } from "../http/failure";
import type { PrecoroClient } from "../precoro/client";

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** A page of the wizard shows no more than this. */
const MOST = 2_000;

interface Listed<T> {
  readonly records: T[];
  /** False where there are more than a page of the wizard shows, or time was over. */
  readonly complete: boolean;
}

const readUntil = async <T>(
  list: AsyncIterable<Read<T>[]>,
  until: number,
  most = MOST,
): Promise<Listed<T>> => {
  const records: T[] = [];
  for await (const page of list) {
    for (const row of page) if ("record" in row) records.push(row.record);
    if (records.length >= most || clock().now() >= until)
      return { records: records.slice(0, most), complete: false };
  }
  return { records, complete: true };
};

const byLabel = (a: Choice, b: Choice): number =>
  a.label.localeCompare(b.label, "en") || (a.key < b.key ? -1 : 1);

export const accountChoices = async ({ accounts }: BillClient, until: number): Promise<Choice[]> => {
  const { records } = await readUntil(accounts.list(), until);
  const byId = new Map(records.map((account) => [account.id, account]));
  return records
    .filter(({ archived }) => !archived)
    .map((account) => ({ key: account.id, label: accountLabel(account, (id) => byId.get(id)) }))
    .sort(byLabel);
};

export interface VendorChoices {
  readonly vendors: Choice[];
  /** False where BILL has more than are listed. */
  readonly complete: boolean;
  /** The vendors that are linked already; undefined where Precoro could not be asked. */
  readonly linked: ReadonlySet<string> | undefined;
  readonly allMarked: boolean;
}

export const vendorChoices = async (
  { vendors }: BillClient,
  until: number,
): Promise<Omit<VendorChoices, "linked" | "allMarked">> => {
  const { records, complete } = await readUntil(vendors.list(), until);
  const active = records.filter(({ archived }) => !archived);
  return { vendors: active.map(({ id, name }) => ({ key: id, label: name })).sort(byLabel), complete };
};

/** The ids of the vendors that have a supplier, as far as Precoro tells before `until`; it is asked until its first refusal. */
export const linkedVendors = async (
  { suppliers }: PrecoroClient,
  until: number,
): Promise<Pick<VendorChoices, "linked" | "allMarked">> => {
  const linked = new Set<string>();
  if (clock().now() >= until) return { linked: undefined, allMarked: false };
  try {
    for await (const page of suppliers.list()) {
      for (const row of page) if ("record" in row && row.record.externalId) linked.add(row.record.externalId);
      if (clock().now() >= until) return { linked, allMarked: false };
    }
    return { linked, allMarked: true };
  } catch (error) {
    if (!failed(error)) throw error;
    return { linked: linked.size === 0 ? undefined : linked, allMarked: false };
  }
};
