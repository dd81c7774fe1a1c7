/**
 * The one place that takes secrets out of text. Code that receives a secret registers it here first; text that is logged,
 * thrown or reported passes through here last.
 */

const secrets = new Set<string>();

/** A shorter secret would mask ordinary words and digits; no real key is that short. */
const SHORTEST = 4;

const MASK = "•••";

/** Remembers a secret, and its encoded forms, for as long as this process lives. Returns it. */
export const registerSecret = (secret: string): string => {
  if (secret.length >= SHORTEST) {
    secrets.add(secret);
    secrets.add(encodeURIComponent(secret));
    secrets.add(new URLSearchParams({ s: secret }).toString().slice(2));
    secrets.add(JSON.stringify(secret).slice(1, -1));
    secrets.add(Buffer.from(secret).toString("base64"));
  }
  return secret;
};

/** The same text with every registered secret masked. Longer ones go first, since one may contain another. */
export const redact = (text: string): string =>
  [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, MASK), text);
