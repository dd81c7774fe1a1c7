/** Optional fields: with exact optional properties, an unknown one must be left out rather than be undefined. */

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same record without the fields that are undefined. */
export const omitUndefined = <T extends Record<string, unknown>>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
