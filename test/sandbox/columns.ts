/** Lays out text in columns for a terminal. It knows nothing about the content. */

/** Names aligned left, numbers aligned right. */
const alignColumns = (rows: readonly (readonly string[])[]): string[] => {
  const [first = []] = rows;
  const widths = first.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
};

/** A table with a heading row; where it is too wide, each row as running text. */
export const fitTable = (rows: readonly (readonly string[])[], width: number): string[] => {
  const lines = alignColumns(rows);
  if (lines.every(({ length }) => length <= width)) return lines;
  const [[title = "", ...names] = [], ...others] = rows;
  return [
    title,
    ...others.flatMap(([name = "", ...cells]) => {
      const parts = cells.flatMap((cell, at) => (cell === "" ? [] : [`${cell} ${names[at]?.toLowerCase()}`]));
      return [name, ...wrapParts(parts, " · ", width - 3).map((line) => `   ${line}`)];
    }),
  ];
};

export const sideBySide = (columns: readonly (readonly string[])[]): string[] => {
  const widths = columns.map((column) => Math.max(0, ...column.map(({ length }) => length)));
  const height = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, n) =>
    columns
      .map((column, at) => (column[n] ?? "").padEnd(widths[at] ?? 0))
      .join("    ")
      .trimEnd(),
  );
};

/** Joins parts to lines; a line ends where the next part does not fit. */
export const wrapParts = (parts: readonly string[], separator: string, width: number): string[] => {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = [...lines.slice(-1), part].join(separator);
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
};
