/** Finds records by a key that several may share. Records without a key are left out. */
export const groupBy = <T>(
  records: readonly T[],
  keyOf: (record: T) => string | undefined,
): ((key: string) => readonly T[]) => {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return (key) => groups.get(key) ?? [];
};
