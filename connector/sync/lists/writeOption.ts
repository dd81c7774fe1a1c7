/** What is written to Precoro for one entry of a list: a new option, or the changed parts of one that is there. */

import { type Option, type OptionContent, saysSame } from "../../core/lists/option";
import type { OptionIndex } from "../../core/lists/optionMatch";
import type { Outcome, Stopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import type { PrecoroOptionList } from "../../precoro/options";
import { createLinked } from "../imports/createLinkedRecord";

interface Creation {
  readonly options: PrecoroOptionList;
  /** The options that were there before. */
  readonly known: Pick<OptionIndex, "all">;
  /** No waiting beyond this moment, ms since 1970 UTC. */
  readonly deadline: number;
}

/** Creates the option of an entry that has none, linked. */
export const createOption = (
  { options, known, deadline }: Creation,
  entryId: string,
  wanted: OptionContent,
): Promise<{ readonly id: string } | Stopped> => {
  const isOld = (optionId: string) => known.all.some(({ id }) => id === optionId);
  const isNew = (one: Option) => one.externalId === undefined && !isOld(one.id) && saysSame(one, wanted);
  return createLinked({
    record: `option ${wanted.name}`,
    create: () => options.create(wanted, entryId),
    deadline,
    find: async () => {
      const now = readable(await collectPages(options.list()));
      const found = now.find(({ externalId }) => externalId === entryId) ?? now.find(isNew);
      return found && { id: found.id, linked: found.externalId === entryId };
    },
    link: (id) => options.link(id, entryId),
  });
};

/** What becomes of an option that is changed. */
export const whatChanges = (option: Option, wanted: OptionContent): Outcome => {
  if (saysSame(option, wanted)) return "unchanged";
  if (option.enabled === wanted.enabled) return "updated";
  return wanted.enabled ? "restored" : "archived";
};
