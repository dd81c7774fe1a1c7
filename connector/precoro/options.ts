/**
 * Options of a custom field, and locations: both have a name, a parent and a link, and are read and written alike.
 * Source: connector/precoro/API.md §6, §7 and §13.
 */
import type { Option, OptionContent } from "../core/lists/option";
import type { Page } from "../http/pages";
import { type Parsed, parseRecord } from "../http/parse";
import { firstLinkedUnfiltered, writesAt } from "./linkedRecords";
import type { PrecoroRequests } from "./request";
import type { PageVariant } from "./requestVariants";
import { optionForm, optionSchema } from "./schema";

/** Each method throws `RequestError`. */
export interface PrecoroOptionList {
  /** Every option, page by page. Unreadable ones are reported, not dropped. */
  list(variant?: PageVariant): AsyncGenerator<Parsed<Option>[]>;
  /** The linked options of the first page. */
  firstLinked(): Promise<Page<Option>>;
  /** Creates an option with its link; `linked` is false where Precoro did not take the link. Not retried: a lost response throws `unknown`. */
  create(content: OptionContent, entryId: string): Promise<{ readonly id: string; readonly linked: boolean }>;
  replace(id: string, content: OptionContent): Promise<void>;
  link(id: string, entryId: string): Promise<void>;
}

/** `path` of the list, as in `/locations`. */
export const optionsAt = (calls: PrecoroRequests, path: string): PrecoroOptionList => {
  const writes = writesAt(calls, path);
  return {
    async *list(variant) {
      for await (const rows of calls.list(path, [], variant))
        yield rows.map((row) => parseRecord(optionSchema, row));
    },
    firstLinked: () => firstLinkedUnfiltered(calls, path, optionSchema),
    create: (content, entryId) => writes.create(optionForm(content), entryId),
    replace: async (id, content) => {
      await writes.replace(id, optionForm(content));
    },
    link: writes.link,
  };
};
