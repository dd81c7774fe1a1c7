/** A new record in Precoro, linked to its BILL record, whatever becomes of the answers. */
import { postpone, type Stopped } from "../../core/outcome";
import { confirmWrite } from "../confirmWrite";

interface Made {
  readonly id: string;
  readonly linked: boolean;
}

interface Creation<M extends Made> {
  /** The record as people find it, for messages. */
  readonly record: string;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
  create(): Promise<M>;
  /** Looks for what a lost answer may have made. */
  find(): Promise<M | undefined>;
  link(id: string): Promise<void>;
}

/**
 * The record, linked; or that it is not known yet whether it is there.
 *
 * @throws {RequestError} what Precoro refuses
 */
export const createLinked = async <M extends Made>(creation: Creation<M>): Promise<M | Stopped> => {
  const made = await confirmWrite({
    write: creation.create,
    find: creation.find,
    deadline: creation.deadline,
  });
  if (!made) return postpone("not-confirmed", { system: "Precoro", record: creation.record });
  if (!made.linked) await creation.link(made.id);
  return made;
};
