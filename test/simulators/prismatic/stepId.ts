/**
 * The id by which other steps refer to a step, derived from its name.
 */

/**
 * Other characters separate words; each word but the first starts with a capital, and the rest of it is lowercase.
 * Source: integration/PLATFORM.md §2.5 (fits all references in the vendor's example exports; lodash's camelCase does not).
 */
export const stepId = (name: string): string =>
  name
    .split(/[^0-9a-zA-Z]+/)
    .filter((word) => word !== "")
    .map(
      (word, place) =>
        (place === 0 ? "" : word.slice(0, 1).toUpperCase()) + word.slice(place === 0 ? 0 : 1).toLowerCase(),
    )
    .join("");
