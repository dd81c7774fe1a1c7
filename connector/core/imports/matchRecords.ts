/**
 * Which record of Precoro a record of BILL is, by link or by name, and what to do about it. The same rule for vendors and
 * suppliers as for items; what differs is in the `RecordMapping`. Pure: all records come in as arguments.
 */

import { groupBy } from "../groupBy";
import { nameKey } from "../name";
import { reject, type Stopped, skip } from "../outcome";
import type { Reason } from "../reason";
import { type BillKind, isBillId } from "../recordId";

export interface BillRecord {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

export interface PrecoroRecord {
  readonly id: string;
  readonly externalId?: string;
}

/** One kind of record in both systems, and the reasons that name it. */
export interface RecordMapping<B extends BillRecord, P extends PrecoroRecord> {
  readonly kind: BillKind;
  /** Precoro's name for its record, as in `Supplier`. */
  readonly noun: string;
  readonly nameOf: (record: P) => string;
  /** For items: the SKU of Precoro's record, and the one that an import gives it. It identifies a record without a link, whatever its name. */
  readonly sku?: { readonly of: (record: P) => string; readonly madeFor: (bill: B) => string };
  /** What to do about a linked record whose BILL record is archived: reject it, or refresh it like any other. */
  readonly whenArchived: "reject" | "refresh";
  readonly reasons: {
    readonly archived: Reason;
    readonly linkedTwice: Reason;
    readonly sharedInBill: Reason;
    readonly sharedInPrecoro: Reason;
    readonly linkedElsewhere: Reason;
  };
}

/** - `create`: there is none · `link`: there is one of the same name, not linked yet · `refresh`: it is linked */
export type Match<P> =
  | { readonly do: "create" }
  | { readonly do: "link"; readonly record: P }
  | { readonly do: "refresh"; readonly record: P }
  | Stopped;

/** All records of both systems, by link and by name. */
export interface RecordIndex<B extends BillRecord, P extends PrecoroRecord> {
  readonly mapping: RecordMapping<B, P>;
  readonly bill: (id: string) => B | undefined;
  readonly record: (id: string) => P | undefined;
  readonly records: readonly P[];
  readonly billNamed: (name: string) => readonly B[];
  readonly recordsNamed: (name: string) => readonly P[];
  readonly linkedTo: (billId: string) => readonly P[];
  /** The record that an import created for this BILL record and could not link yet. */
  readonly unlinkedOf: (bill: B) => P | undefined;
  /** The record without a link whose SKU was made for this BILL record. */
  readonly madeFor: (bill: B) => P | undefined;
  /** True for a record that an import made for another BILL record. */
  readonly isMadeForOther: (record: P, billId: string) => boolean;
  /** The same index with this Precoro record updated. */
  readonly with: (record: P) => RecordIndex<B, P>;
}

export const buildIndex = <B extends BillRecord, P extends PrecoroRecord>(
  mapping: RecordMapping<B, P>,
  bills: readonly B[],
  records: readonly P[],
  /** Ids of records that an import created but could not link yet, by BILL id. */
  unlinked: ReadonlyMap<string, string> = new Map(),
): RecordIndex<B, P> => {
  const billsById = new Map(bills.map((one) => [one.id, one]));
  const recordsById = new Map(records.map((one) => [one.id, one]));
  const billsByName = groupBy(bills, ({ name }) => nameKey(name));
  const recordsByName = groupBy(records, (one) => nameKey(mapping.nameOf(one)));
  const { sku } = mapping;
  const free = sku ? records.filter(({ externalId }) => externalId === undefined) : [];
  const bySku = groupBy(free, (one) => sku?.of(one));
  return {
    mapping,
    bill: (id) => billsById.get(id),
    record: (id) => recordsById.get(id),
    records,
    billNamed: (name) => billsByName(nameKey(name)),
    recordsNamed: (name) => recordsByName(nameKey(name)),
    linkedTo: groupBy(records, ({ externalId }) => externalId),
    unlinkedOf: ({ id }) => {
      const record = recordsById.get(unlinked.get(id) ?? "");
      return record?.externalId === undefined ? record : undefined;
    },
    madeFor: (bill) => (sku ? bySku(sku.madeFor(bill))[0] : undefined),
    isMadeForOther: ({ id }, billId) => [...unlinked].some(([bill, made]) => made === id && bill !== billId),
    with: (record) =>
      buildIndex(
        mapping,
        bills,
        records.map((one) => (one.id === record.id ? record : one)),
        unlinked,
      ),
  };
};

/** A Precoro record as people find it: `Acme (55)`. */
const textOf = <P extends PrecoroRecord>(
  { nameOf }: Pick<RecordMapping<never, P>, "nameOf">,
  record: P,
): string => `${nameOf(record)} (${record.id})`;

/** What to do about one BILL record of the request. */
export const matchRecord = <B extends BillRecord, P extends PrecoroRecord>(
  bill: B,
  known: RecordIndex<B, P>,
): Match<P> => {
  const { mapping } = known;
  const { name } = bill;
  const linked = known.linkedTo(bill.id);
  const [record, ...others] = linked;
  if (others.length > 0)
    return reject(mapping.reasons.linkedTwice, { name, records: listed(mapping, linked) });
  if (record && (!bill.archived || mapping.whenArchived === "refresh")) return { do: "refresh", record };
  const unlinked = known.unlinkedOf(bill);
  if (unlinked && !record) return { do: "link", record: unlinked };
  if (bill.archived) return (record ? reject : skip)(mapping.reasons.archived, { name });
  const made = known.madeFor(bill);
  return made ? { do: "link", record: made } : matchByName(bill, known);
};

const listed = <P extends PrecoroRecord>(
  mapping: Pick<RecordMapping<never, P>, "nameOf">,
  records: readonly P[],
): string => records.map((record) => textOf(mapping, record)).join(", ");

const matchByName = <B extends BillRecord, P extends PrecoroRecord>(
  { id, name }: B,
  known: RecordIndex<B, P>,
): Match<P> => {
  const { mapping } = known;
  const namesakes = known.billNamed(name).filter(({ archived }) => !archived);
  const noneChosen = namesakes.every((one) => known.linkedTo(one.id).length === 0);
  if (namesakes.length > 1 && noneChosen) {
    const ids = namesakes.map((one) => one.id).join(", ");
    return reject(mapping.reasons.sharedInBill, { name, count: namesakes.length, ids });
  }
  const candidates = known.recordsNamed(name).filter((record) => !known.isMadeForOther(record, id));
  const [record, ...others] = candidates;
  if (!record) return { do: "create" };
  if (others.length > 0) {
    const records = listed(mapping, candidates);
    return reject(mapping.reasons.sharedInPrecoro, { name, count: candidates.length, records });
  }
  return whyNotLinkable(record, known) ?? { do: "link", record };
};

/** Why the record found by name may not be linked; undefined if it may. */
const whyNotLinkable = <B extends BillRecord, P extends PrecoroRecord>(
  found: P,
  { mapping, bill }: RecordIndex<B, P>,
): Stopped | undefined => {
  const { externalId } = found;
  if (externalId === undefined) return undefined;
  const record = `${mapping.noun} ${textOf(mapping, found)}`;
  if (!isBillId(mapping.kind, externalId)) return reject("external-id-not-from-bill", { record, externalId });
  const other = bill(externalId);
  if (!other) return reject("linked-record-not-found", { record, externalId });
  return reject(mapping.reasons.linkedElsewhere, { record, name: other.name, externalId });
};

/** The Precoro records whose link this BILL organization does not know, each with its reason. */
export const orphans = <B extends BillRecord, P extends PrecoroRecord>({
  mapping,
  records,
  bill,
}: RecordIndex<B, P>) =>
  records.flatMap((record) => {
    const { externalId } = record;
    if (externalId === undefined || !isBillId(mapping.kind, externalId) || bill(externalId)) return [];
    const about = reject("linked-record-not-found", {
      record: `${mapping.noun} ${textOf(mapping, record)}`,
      externalId,
    });
    return [{ id: externalId, name: mapping.nameOf(record), about }];
  });
