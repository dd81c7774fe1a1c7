/** Creates a Precoro record and links it to its BILL record, even if Precoro's response gets lost. */
import { postpone, type Stopped } from "../../core/outcome";
import { confirmWrite } from "../confirmWrite";

interface CreatedRecord {
  readonly id: string;
  readonly linked: boolean;
}

interface Creation<R extends CreatedRecord> {
  /** The record's name, for messages. */
  readonly record: string;
  readonly billId: string;
  /** Waits never go past this time, ms since 1970 UTC. */
  readonly deadline: number;
  /** Gets the new record for as long as it has no link, so that the next run links it whatever becomes of its name. */
  readonly unlinked: Map<string, string>;
  create(): Promise<R>;
  /** Looks for a record that was created although the response was lost. */
  find(): Promise<R | undefined>;
  link(id: string): Promise<void>;
}

/**
 * Returns the linked record, or a postponement if nobody knows yet whether Precoro created it.
 *
 * @throws {RequestError} if Precoro refuses a request or can't be reached
 */
export const createLinked = async <R extends CreatedRecord>(creation: Creation<R>): Promise<R | Stopped> => {
  const created = await confirmWrite({
    write: creation.create,
    find: creation.find,
    deadline: creation.deadline,
  });
  if (!created) return postpone("not-confirmed", { system: "Precoro", record: creation.record });
  if (created.linked) return created;
  const { unlinked, billId } = creation;
  unlinked.set(billId, created.id);
  await creation.link(created.id);
  unlinked.delete(billId);
  return created;
};
