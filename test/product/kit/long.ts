/** How much is played: `npm test` plays what finds a mistake soon, `npm run test:long` (`LONG=1`) all there is. */

export const isLong = process.env["LONG"] === "1";

/** The size of a test, for a short run and for a long one; a variable of that name sets it for one run, as `LIVES=500` does. */
export const size = (name: string, short: number, long: number): number =>
  Number(process.env[name] ?? (isLong ? long : short));
