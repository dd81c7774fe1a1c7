/** When two names are the same name, and which names are near each other. It knows nothing of whose names they are. */

/** Two names with the same key are the same name: Unicode-normalised, outer and repeated blanks and case ignored. */
export const nameKey = (name: string): string =>
  name.normalize("NFKC").trim().replace(/\s+/gu, " ").toUpperCase().toLowerCase().normalize("NFKC");

export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);

/**
 * The beginnings to ask BILL for when a vendor of this name is looked for: the first word up to the first `,` `:` `"`
 * (a filter cannot express those), as written, upper, lower and title case (`O'neil`, `O'Neil`): BILL's `sw` may mind it.
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

/** At most `count` of the names, those that begin most like `name` first. */
export const nearestNames = (name: string, names: readonly string[], count: number): string[] =>
  [...new Set(names)]
    .map((other) => ({ other, shared: sharedStart(nameKey(name), nameKey(other)) }))
    .sort((a, b) => b.shared - a.shared || a.other.localeCompare(b.other, "en"))
    .slice(0, count)
    .map(({ other }) => other);
