/**
 * Precoro answers the same GET once a minute, whoever sends it. Processes that read the same list at the same time send
 * different requests: with pages of another size, or since another moment.
 */
import type { FieldList } from "../core/billList";
import { DAY_MS } from "../core/calendarDate";
import { clock } from "../http/clock";
import { isRequestError } from "../http/requestError";

/** The sizes that Precoro takes. Source: connector/precoro/API.md §1.4. */
const pageSizes = ["200", "100", "50", "20", "10"] as const;
export type PageSize = (typeof pageSizes)[number];

const [size1, size2, size3, size4, size5] = pageSizes;

/** How a list is asked for. */
export interface PageVariant {
  readonly pageSize: PageSize;
  /** True: the first page is asked for without its number, which is another request to the same end. */
  readonly unnumbered: boolean;
}

const variants: readonly PageVariant[] = pageSizes.flatMap((pageSize) => [
  { pageSize, unnumbered: true },
  { pageSize, unnumbered: false },
]);

const [first200, next200, first100, next100, first50, next50, first20, next20, first10, next10] = variants;

/**
 * The pickers of the wizard read Precoro's fields at the same time, and again when a page is opened again, so each has two requests
 * of its own. Those of one wizard page begin with pages of different sizes.
 */
const ownVariants: Readonly<Record<FieldList, readonly (PageVariant | undefined)[]>> = {
  chartOfAccounts: [first200, first20],
  classes: [first100, next20],
  departments: [first50, first10],
  customers: [next200, next50],
  locations: [next100, next10],
};

/**
 * Reads a list for people who wait. Where Precoro has answered the same request within this minute, another one is sent. Rows may come
 * twice. `list`: for the fields that this list's picker reads.
 *
 * @throws {RequestError} what `read` throws otherwise, and the last refusal
 */
export async function* readInAnyVariant<T>(
  read: (variant: PageVariant) => AsyncIterable<T>,
  list?: FieldList,
): AsyncGenerator<T> {
  const own = (list === undefined ? [] : ownVariants[list]).filter((variant) => variant !== undefined);
  let refusal: unknown;
  for (const variant of new Set([...own, ...variants])) {
    try {
      yield* read(variant);
      return;
    } catch (error) {
      if (!isRequestError(error, "rate-limit") || error.limit !== "same-request") throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Imports of several lists read Precoro's fields at the same time, so each list does it in pages of its own size. */
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
