/** Optional texts. With exact optional properties, what is not known must be left out rather than be undefined. */

/** The same record without the texts that are not there. */
export const given = <T extends Record<string, string | undefined>>(texts: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
