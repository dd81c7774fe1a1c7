/** The sizes of tests: `npm test` runs what finds mistakes quickly, `npm run test:long` (`LONG=1`) runs everything. */

export const isLong = process.env["LONG"] === "1";

/** The size of a test in a short and in a long run. An environment variable with its name overrides it, as in `LIVES=500`. */
export const size = (name: string, short: number, long: number): number =>
  Number(process.env[name] ?? (isLong ? long : short));
