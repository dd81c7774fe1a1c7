/** Creates the Precoro option for a list entry, and says what an update of one amounts to. */

import { type Option, type OptionContent, saysSame } from "../../core/lists/option";
import type { OptionIndex } from "../../core/lists/optionMatch";
import type { Outcome, Stopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import type { PrecoroOptionList } from "../../precoro/options";
import { createLinked } from "../imports/createLinkedRecord";

interface Creation {
  readonly options: PrecoroOptionList;
  /** The options read before the import began to write. */
  readonly known: Pick<OptionIndex, "all">;
  /** Waits never go past this time, ms since 1970 UTC. */
  readonly deadline: number;
  /** The options that were created but not linked yet, by entry id. */
  readonly unlinked: Map<string, string>;
}

/**
 * Creates an entry's option and links it. Postpones if nobody knows yet whether Precoro created it.
 *
 * @throws {RequestError} if Precoro refuses a request or can't be reached
 */
export const createOption = (
  { options, known, deadline, unlinked }: Creation,
  entryId: string,
  wanted: OptionContent,
): Promise<{ readonly id: string } | Stopped> => {
  const existed = (optionId: string) => known.all.some(({ id }) => id === optionId);
  const isNew = (one: Option) => one.externalId === undefined && !existed(one.id) && saysSame(one, wanted);
  return createLinked({
    record: `option ${wanted.name}`,
    billId: entryId,
    create: () => options.create(wanted, entryId),
    deadline,
    unlinked,
    find: async () => {
      const now = readable(await collectPages(options.list()));
      const found = now.find(({ externalId }) => externalId === entryId) ?? now.find(isNew);
      return found && { id: found.id, linked: found.externalId === entryId };
    },
    link: (id) => options.link(id, entryId),
  });
};

/** The outcome to report for an update of an option. */
export const updateOutcome = (option: Option, wanted: OptionContent): Outcome => {
  if (saysSame(option, wanted)) return "unchanged";
  if (option.enabled === wanted.enabled) return "updated";
  return wanted.enabled ? "restored" : "archived";
};
