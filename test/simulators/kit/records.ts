/** A world file's records: JSON objects by collection, whatever their fields. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads the records of a world file by collection; an error names the record or collection that cannot be used. */
export const readRecords = <Collection extends string>(
  system: string,
  collections: readonly Collection[],
  world: Readonly<Record<string, unknown>>,
): Record<Collection, Fields[]> => {
  for (const name of Object.keys(world)) {
    if (!(collections as readonly string[]).includes(name))
      throw new Error(`${system} has no collection "${name}"; it has ${collections.join(", ")}`);
  }
  const read = collections.map((name) => {
    const records = world[name] ?? [];
    if (!Array.isArray(records)) throw new Error(`${system} ${name} is not a list`);
    return [name, records.map((record, n) => fieldsOf(record, `${system} ${name}[${n}]`))];
  });
  return Object.fromEntries(read) as Record<Collection, Fields[]>;
};

const fieldsOf = (record: unknown, place: string): Fields => {
  if (!isFields(record)) throw new Error(`${place} is not an object: ${JSON.stringify(record)}`);
  return record;
};

/** Indexes records by key; a duplicate key is an error. */
export const indexByKey = <Row, Key extends string | number>(
  place: string,
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Map<Key, Row> => {
  const table = new Map<Key, Row>();
  for (const [n, row] of rows.entries()) {
    const key = keyOf(row);
    if (table.has(key)) throw new Error(`${place}[${n}]: another record has the id ${key}`);
    table.set(key, row);
  }
  return table;
};

/** Merges `set` into the record. Nested objects are merged too, lists are replaced. */
export const mergeFields = (record: Fields, set: Fields): Fields => {
  const result: Record<string, unknown> = { ...record };
  for (const [name, value] of Object.entries(set)) {
    const before = record[name];
    result[name] = isFields(before) && isFields(value) ? mergeFields(before, value) : value;
  }
  return result;
};
