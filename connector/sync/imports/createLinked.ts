/** A new record in Precoro, linked to its BILL record, whatever becomes of the answers: create, look, create once more at most. */
import { postpone, type Stopped } from "../../core/outcome";
import { clock } from "../../http/clock";
import { isRequestError } from "../../http/requestError";

/** Longer than a request may still be on its way in Precoro after its answer was given up. */
const SETTLING_MS = 35_000;
/** A create that lost its answer is repeated once at most, and only after a look has not found it. */
const CREATES = 2;

interface Made {
  readonly id: string;
  readonly linked: boolean;
}

interface Creation<M extends Made> {
  /** The record as people find it, for messages. */
  readonly record: string;
  create(): Promise<M>;
  /** Looks for what a lost answer may have made. */
  look(): Promise<M | undefined>;
  link(id: string): Promise<void>;
}

/** The record that is there then, linked; or that it is not known yet whether it is there. */
export const createLinked = async <M extends Made>(creation: Creation<M>): Promise<M | Stopped> => {
  const linked = async (made: M): Promise<M> => {
    if (!made.linked) await creation.link(made.id);
    return made;
  };
  for (let attempt = 1; attempt <= CREATES; attempt++) {
    let made: M | undefined;
    try {
      made = await creation.create();
    } catch (error) {
      if (!isRequestError(error) || error.outcome !== "unknown") throw error;
      await clock().sleep(SETTLING_MS);
      made = await creation.look();
    }
    if (made) return linked(made);
  }
  return postpone("not-confirmed", { system: "Precoro", record: creation.record });
};
