/** Optional fields. With exact optional properties, what is not known must be left out rather than be undefined. */

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same record without the fields that are not there. */
export const omitUndefined = <T extends Record<string, unknown>>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
