/**
 * Precoro answers the same GET once a minute, whoever sends it. Processes that read the same list at the same time send
 * different requests: with pages of another size, or since another moment.
 */
import type { FieldList } from "../core/billList";
import { DAY_MS } from "../core/calendarDate";
import { clock } from "../http/clock";

/** The sizes that Precoro takes. Source: connector/precoro/API.md §1.4. */
const pageSizes = ["200", "100", "50", "20", "10"] as const;
export type PageSize = (typeof pageSizes)[number];

const [size1, size2, size3, size4, size5] = pageSizes;

/** The pickers of a page all read Precoro's fields at the same time, so each list does it in pages of its own size. */
export const pageSizeFor: Readonly<Record<FieldList, PageSize>> = {
  chartOfAccounts: size1,
  departments: size2,
  classes: size3,
  locations: size4,
  customers: size5,
};

/** A look at the first page of options, beside a process that reads all of them. */
export const probeSize: PageSize = size2;

/** Long before any record, and never the same moment twice in a day; ms since 1970 UTC. Another `turn` is another moment. */
export const longAgo = (turn = 0): number => (1 + turn) * DAY_MS + (clock().now() % DAY_MS);
