/**
 * The suppliers that Map Supplier read within the last minute. Precoro answers the same GET once a minute, but the same supplier is
 * mapped again at once: with the vendor that the first answer asked for, or after its name was corrected.
 */
import * as z from "zod";
import { omitUndefined } from "../../core/omitUndefined";
import type { NamedSupplier } from "../../core/vendors/supplier";
import { clock } from "../../http/clock";
import { readable } from "../../http/parse";
import { undefinedIfNotFound } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import { CLOCKS_APART_MS } from "../../precoro/linkedRecords";

const readSchema = z.object({
  id: z.string(),
  card: z.object({ name: z.string() }),
  externalId: z.string().exactOptional(),
  /** When it was read by its id, ms since 1970 UTC. */
  at: z.number(),
});
type Stored = z.infer<typeof readSchema>;

export interface RecentSuppliers {
  /**
   * The supplier as it is now; undefined if Precoro doesn't have it.
   *
   * @throws {RequestError} if Precoro can't be read
   */
  read(precoro: PrecoroClient, id: string): Promise<NamedSupplier | undefined>;
  linked(supplier: NamedSupplier, externalId: string): void;
  /** What to store for the next call. */
  all(): Stored[];
}

const MINUTE_MS = 60_000;
const storedSchema = z.array(readSchema).catch([]);

/** `stored`: what `all` returned at the call before; anything else counts as nothing. */
export const recentSuppliers = (stored: unknown): RecentSuppliers => {
  const isRecent = ({ at }: Stored) => Math.abs(clock().now() - at) <= MINUTE_MS;
  let recent = storedSchema.parse(stored).filter(isRecent);
  const keep = (one: Stored) => {
    recent = [...recent.filter(({ id }) => id !== one.id), one];
  };
  return {
    async read(precoro, id) {
      const known = recent.find((one) => one.id === id);
      if (known) {
        const { at, ...before } = known;
        const now = (await changedSince(precoro, at, id)) ?? before;
        keep({ ...now, at });
        return now;
      }
      const at = clock().now();
      const found = await undefinedIfNotFound(precoro.suppliers.get(id));
      if (!found) return undefined;
      const now = shortened(found);
      keep({ ...now, at });
      return now;
    },
    linked(supplier, externalId) {
      const known = recent.find(({ id }) => id === supplier.id);
      if (known) keep({ ...known, externalId });
    },
    all: () => recent,
  };
};

/** The supplier, if it has changed since it was read. Each second asks since another moment, since Precoro answers each once a minute. */
const changedSince = async (
  { suppliers }: PrecoroClient,
  at: number,
  wanted: string,
): Promise<NamedSupplier | undefined> => {
  const since = at - CLOCKS_APART_MS - (clock().now() - at);
  for await (const rows of suppliers.changedSince(since)) {
    const found = readable(rows).find(({ id }) => id === wanted);
    if (found) return shortened(found);
  }
  return undefined;
};

const shortened = ({ id, externalId, card: { name } }: NamedSupplier): NamedSupplier => ({
  id,
  card: { name },
  ...omitUndefined({ externalId }),
});
