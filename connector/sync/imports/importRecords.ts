/** BILL records become Precoro records of their own, or are linked to those of the same name, or refresh them. */

import { type ImportRequest, idsOf, namedIds } from "../../core/imports/importRequest";
import {
  type BillRecord,
  buildIndex,
  matchRecord,
  orphans,
  type PrecoroRecord,
  type RecordIndex,
  type RecordMapping,
} from "../../core/imports/matchRecords";
import { omitUndefined } from "../../core/omitUndefined";
import { isStopped, type Outcome, type RecordResult, type Stopped, stoppedResult } from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { collectPages } from "../../http/pages";
import { type Parsed, readable } from "../../http/parse";
import type { Plan, Task } from "./runImport";

/** What a write made of a record. */
interface Done<P> {
  readonly outcome: Outcome;
  /** The record as it is now. */
  readonly record?: P;
  readonly message?: string | undefined;
}

/** One kind of record: how it is read, and how it is written. */
export interface RecordKind<B extends BillRecord, P extends PrecoroRecord> {
  readonly mapping: RecordMapping<B, P>;
  readonly inBill: AsyncIterable<Parsed<B>[]>;
  readonly inPrecoro: AsyncIterable<Parsed<P>[]>;
  unreadable(where: "BILL" | "Precoro", problem: { readonly id: string; readonly problem: string }): Stopped;
  unknown(id: string): Stopped;
  /** `isOld` tells the records that were there before. */
  create(bill: B, isOld: (id: string) => boolean): Promise<Done<P> | Stopped>;
  /** What was written to bring it up to date; undefined where nothing was. */
  refresh(bill: B, record: P): Promise<Done<P> | Stopped | undefined>;
  link(recordId: string, billId: string): Promise<void>;
}

export const planRecords = async <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  kind: RecordKind<B, P>,
): Promise<Plan<B>> => {
  const bills = await collectPages(kind.inBill);
  const records = await collectPages(kind.inPrecoro);
  const { mapping } = kind;
  let known = buildIndex(mapping, readable(bills), readable(records));
  let count = known.records.filter(({ externalId = "" }) => isBillId(mapping.kind, externalId)).length;

  const decide = async (bill: B): Promise<RecordResult> => {
    const subject = { id: bill.id, name: bill.name };
    const match = matchRecord(bill, known);
    if (isStopped(match)) return stoppedResult(subject, match);
    if (match.do === "create") {
      const made = await kind.create(bill, (id) => known.record(id) !== undefined);
      if (isStopped(made)) return stoppedResult(subject, made);
      count++;
      return { ...subject, outcome: made.outcome, ...omitUndefined({ message: made.message }) };
    }
    const { record } = match;
    if (match.do === "refresh" && request.onlyNew) return { ...subject, outcome: "unchanged" };
    const done = await kind.refresh(bill, record);
    if (done && isStopped(done)) return stoppedResult(subject, done);
    if (done?.record) known = known.with(done.record);
    const message = done?.message;
    if (match.do === "refresh") {
      return { ...subject, outcome: done?.outcome ?? "unchanged", ...omitUndefined({ message }) };
    }
    await kind.link(record.id, bill.id);
    count++;
    const which = `It matches ${mapping.noun.toLowerCase()} ${mapping.nameOf(record)} (${record.id}).`;
    return { ...subject, outcome: "linked", message: [which, message].filter(Boolean).join(" ") };
  };

  return {
    tasks: tasksOf(request, kind, { bills, records, known }),
    handle: decide,
    linked: () => ({ count }),
  };
};

interface Records<B extends BillRecord, P extends PrecoroRecord> {
  readonly bills: readonly Parsed<B>[];
  readonly records: readonly Parsed<P>[];
  readonly known: RecordIndex<B, P>;
}

/**
 * The linked ones come first: what is written for them may bring new names, which decide what is whose for those without
 * a link. Within both groups the order is BILL's, or that of the request.
 */
const tasksOf = <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  kind: RecordKind<B, P>,
  read: Records<B, P>,
): Task<B>[] => {
  const isLinked = ({ id }: Task<B>) => read.known.linkedTo(id).length > 0;
  const tasks = asked(request, kind, read);
  return [...tasks.filter(isLinked), ...tasks.filter((task) => !isLinked(task))];
};

const asked = <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  kind: RecordKind<B, P>,
  { bills, records, known }: Records<B, P>,
): Task<B>[] => {
  const everyOne = bills.map(
    (row): Task<B> =>
      "record" in row
        ? { id: row.record.id, name: row.record.name, about: row.record }
        : { id: row.unreadable.id, about: kind.unreadable("BILL", row.unreadable) },
  );
  const unreadable = records.flatMap((row) =>
    "unreadable" in row ? [{ id: row.unreadable.id, about: kind.unreadable("Precoro", row.unreadable) }] : [],
  );
  const ids = namedIds(request, idsOf(request));
  if (ids === undefined) return [...everyOne, ...unreadable];
  if (request.scope === "integrated") {
    const linked = everyOne.filter(({ id }) => known.linkedTo(id).length > 0);
    return [...linked, ...orphans(known), ...unreadable];
  }
  const byId = new Map(everyOne.map((task) => [task.id, task]));
  return [...new Set(ids)].map((id) => byId.get(id) ?? { id, about: kind.unknown(id) });
};
