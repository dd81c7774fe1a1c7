/** Generates ids in a fixed order, so that two runs of one world have the same ids. */

/** BILL's ids: a prefix of three characters for the kind of record, then seventeen uppercase letters and digits. */
const ids = (prefix: string): (() => string) => {
  let last = 0;
  return () => `${prefix}01${(++last).toString(36).toUpperCase().padStart(15, "0")}`;
};

/** Precoro's ids: consecutive whole numbers. */
export const numbersFrom = (first: number): (() => number) => {
  let next = first;
  return () => next++;
};

/** Ids in the form of version 4 UUIDs, each kind with its own leading number. */
export const uuids = (kind: number): (() => string) => {
  let last = 0;
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return () => `${hex(kind, 8)}-0000-4000-8000-${hex(++last, 12)}`;
};

/** Ids of any prefix that no given record has. */
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
