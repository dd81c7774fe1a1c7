/**
 * The id under which other steps refer to a step, made from its name. It knows nothing of flows or results.
 */

/**
 * Runs of other characters part the words; the first is lower case, each later one has a capital and is lower after it.
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
