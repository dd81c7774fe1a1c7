/** Ids in the order they are asked for, so that two runs of one world give the same ones. */

/** BILL's ids: three characters for the kind of record, then seventeen upper-case letters and digits. */
const ids = (prefix: string): (() => string) => {
  let last = 0;
  return () => `${prefix}01${(++last).toString(36).toUpperCase().padStart(15, "0")}`;
};

/** Precoro's ids: whole numbers, one after the other. */
export const numbersFrom = (first: number): (() => number) => {
  let next = first;
  return () => next++;
};

/** UUIDs of version 4 in their form, each kind with a number of its own in front. */
export const uuids = (kind: number): (() => string) => {
  let last = 0;
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return () => `${hex(kind, 8)}-0000-4000-8000-${hex(++last, 12)}`;
};

/** Ids of every prefix, none of which a record has brought along. */
export const idsExcept = (taken: ReadonlySet<unknown>): ((prefix: string) => string) => {
  const makers = new Map<string, () => string>();
  return (prefix) => {
    const make = makers.get(prefix) ?? ids(prefix);
    makers.set(prefix, make);
    let id = make();
    while (taken.has(id)) id = make();
    return id;
  };
};
