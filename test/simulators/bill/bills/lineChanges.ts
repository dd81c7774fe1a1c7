/** How PUT and PATCH treat the lines of a bill or a credit. connector/bill/API.md §6.4, §7. */
import { invalid } from "../apiErrors";

interface Named {
  readonly id?: string;
}

/** A line with an id must be one of the record's, and given only once. */
export const refuseUnknownLines = (
  field: string,
  known: readonly Named[],
  changes: readonly Named[],
): void => {
  const seen = new Set<string>();
  for (const [n, { id }] of changes.entries()) {
    if (id === undefined) continue;
    if (!known.some((line) => line.id === id))
      throw invalid(`${field}[${n}].id: ${id} is not a line of this record`);
    if (seen.has(id)) throw invalid(`${field}[${n}].id: ${id} comes twice`);
    seen.add(id);
  }
};

/** PATCH: lines are changed by id, neither added nor removed. */
export const changedLines = <Line extends { id: string }, Change extends Named>(
  field: string,
  known: readonly Line[],
  changes: readonly Change[],
  change: (line: Line, changes: Change) => Line,
): Line[] => {
  refuseUnknownLines(field, known, changes);
  for (const [n, { id }] of changes.entries())
    if (id === undefined) throw invalid(`${field}[${n}].id: required, PATCH adds no lines`);
  return known.map((line) => changes.filter(({ id }) => id === line.id).reduce(change, line));
};
