/**
 * Imports vendors and items: each BILL record creates a Precoro record, is linked to the one with the same name, or
 * refreshes the one it is linked to.
 */

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
import {
  isStopped,
  type Outcome,
  type RecordResult,
  type Stopped,
  stoppedResult,
  type Warning,
  warnedResult,
} from "../../core/outcome";
import { isBillId } from "../../core/recordId";
import { collectPages } from "../../http/pages";
import { type Parsed, readable } from "../../http/parse";
import type { ImportMemory } from "./importProgress";
import type { Plan, Task } from "./importTask";

/** The result of writing one record. */
interface WriteResult<P> {
  readonly outcome: Outcome;
  /** The record as written. */
  readonly record?: P;
  readonly message?: string | undefined;
  readonly warnings?: readonly Warning[];
}

/** How one kind of record is read and written. */
export interface RecordKind<B extends BillRecord, P extends PrecoroRecord> {
  readonly mapping: RecordMapping<B, P>;
  readonly inBill: AsyncIterable<Parsed<B>[]>;
  readonly inPrecoro: AsyncIterable<Parsed<P>[]>;
  /** Why an unreadable record is not imported. */
  unreadable(where: "BILL" | "Precoro", problem: { readonly id: string; readonly problem: string }): Stopped;
  /** Why a requested id that BILL does not list is not imported. */
  unknown(id: string): Stopped;
  /** `existed` is true for Precoro records that were read before the import began to write. */
  create(bill: B, existed: (id: string) => boolean): Promise<WriteResult<P> | Stopped>;
  /** Returns what was written, or undefined if the record was already up to date. */
  refresh(bill: B, record: P): Promise<WriteResult<P> | Stopped | undefined>;
  link(recordId: string, billId: string): Promise<void>;
  /** False for a record that Precoro's list does not show whole. */
  isWhole?(record: P): boolean;
}

/**
 * Reads both systems and plans the import.
 *
 * @throws {RequestError} if a list can't be read; the plan's `handle` also throws it if a write fails
 */
export const planRecords = async <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  { unlinked }: Pick<ImportMemory, "unlinked">,
  kind: RecordKind<B, P>,
): Promise<Plan<B>> => {
  const bills = await collectPages(kind.inBill);
  const records = await collectPages(kind.inPrecoro);
  const { mapping } = kind;
  let known = buildIndex(mapping, readable(bills), readable(records), unlinked);
  let count = known.records.filter(({ externalId = "" }) => isBillId(mapping.kind, externalId)).length;

  const handle = async (bill: B): Promise<RecordResult> => {
    const subject = { id: bill.id, name: bill.name };
    const match = matchRecord(bill, known);
    if (isStopped(match)) return stoppedResult(subject, match);
    if (match.do === "create") {
      const created = await kind.create(bill, (id) => known.record(id) !== undefined);
      if (isStopped(created)) return stoppedResult(subject, created);
      count++;
      return { ...subject, outcome: created.outcome, ...omitUndefined({ message: created.message }) };
    }
    const { record } = match;
    if (match.do === "refresh" && request.onlyNew) return { ...subject, outcome: "unchanged" };
    const written = await kind.refresh(bill, record);
    if (written && isStopped(written)) return stoppedResult(subject, written);
    if (written?.record) known = known.with(written.record);
    const { message, warnings = [] } = written ?? {};
    if (match.do === "refresh") {
      const outcome = written?.outcome ?? "unchanged";
      return warnedResult({ ...subject, outcome, ...omitUndefined({ message }) }, warnings);
    }
    await kind.link(record.id, bill.id);
    unlinked.delete(bill.id);
    count++;
    const matchText = `It matches ${mapping.noun.toLowerCase()} ${mapping.nameOf(record)} (${record.id}).`;
    const said = [matchText, message].filter(Boolean).join(" ");
    return warnedResult({ ...subject, outcome: "linked", message: said }, warnings);
  };

  return {
    tasks: tasksOf(request, kind, { bills, records, known }),
    handle,
    contentOf: (bill) => bill,
    costsRead: ({ id }) => known.linkedTo(id).some((record) => kind.isWhole?.(record) === false),
    linked: () => ({ count }),
  };
};

interface Records<B extends BillRecord, P extends PrecoroRecord> {
  readonly bills: readonly Parsed<B>[];
  readonly records: readonly Parsed<P>[];
  readonly known: RecordIndex<B, P>;
}

/**
 * Linked records come first: refreshing them may change names in Precoro, and the others are matched by name. Within each
 * group, the order is BILL's or the request's.
 */
const tasksOf = <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  kind: RecordKind<B, P>,
  read: Records<B, P>,
): Task<B>[] => {
  const isLinked = ({ id }: Task<B>) => read.known.linkedTo(id).length > 0;
  const tasks = requestedTasks(request, kind, read);
  return [...tasks.filter(isLinked), ...tasks.filter((task) => !isLinked(task))];
};

const requestedTasks = <B extends BillRecord, P extends PrecoroRecord>(
  request: ImportRequest,
  kind: RecordKind<B, P>,
  { bills, records, known }: Records<B, P>,
): Task<B>[] => {
  const allTasks = bills.map(
    (row): Task<B> =>
      "record" in row
        ? { id: row.record.id, name: row.record.name, about: row.record }
        : { id: row.unreadable.id, about: kind.unreadable("BILL", row.unreadable) },
  );
  const unreadable = records.flatMap((row) =>
    "unreadable" in row ? [{ id: row.unreadable.id, about: kind.unreadable("Precoro", row.unreadable) }] : [],
  );
  const ids = namedIds(request, idsOf(request));
  if (ids === undefined) return [...allTasks, ...unreadable];
  if (request.scope === "integrated") {
    const linked = allTasks.filter(({ id }) => known.linkedTo(id).length > 0);
    return [...linked, ...orphans(known), ...unreadable];
  }
  const byId = new Map(allTasks.map((task) => [task.id, task]));
  return [...new Set(ids)].map((id) => byId.get(id) ?? { id, about: kind.unknown(id) });
};
