/** When two names are the same, and which names are similar: for vendors, suppliers, options and items alike. */

/** Names with the same key are the same name. It normalizes Unicode, and ignores case and outer and repeated blanks. */
export const nameKey = (name: string): string =>
  name
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC");

/** What people search by: as `nameKey`, without accents. */
export const searchKey = (text: string): string => nameKey(text.normalize("NFD").replace(/\p{M}/gu, ""));

export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);

/**
 * The beginnings to search for in BILL when looking for a vendor of this name: the first word, up to the first `,` `:` or `"`, which
 * a filter cannot contain; as written, and in upper, lower and title case (`O'neil`, `O'Neil`), since BILL's `sw` may be case-sensitive.
 */
export const searchWords = (name: string): string[] => {
  const word = name.trim().split(/[\s,:"]/u)[0] ?? "";
  if (word === "") return [];
  const lower = word.toLowerCase();
  const title = lower.charAt(0).toUpperCase() + lower.slice(1);
  const parts = lower.replace(
    /(^|[^\p{L}])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return [...new Set([word, word.toUpperCase(), lower, title, parts])];
};

const sharedStart = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
};

/** At most `count` of the names, those with the longest common beginning with `name` first. */
export const nearestNames = (name: string, names: readonly string[], count: number): string[] =>
  [...new Set(names)]
    .map((other) => ({ other, shared: sharedStart(nameKey(name), nameKey(other)) }))
    .sort((a, b) => b.shared - a.shared || a.other.localeCompare(b.other, "en"))
    .slice(0, count)
    .map(({ other }) => other);
