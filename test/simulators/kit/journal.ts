/** Records every request and response in the order in which the vendor processed them, without secrets. */
import type { FaultKind } from "./faults";

export interface JournalEntry {
  /** When the vendor processed it, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly system: string;
  readonly method: string;
  /** The path with ids replaced, as `/v3/bills/{id}`; a path that the vendor does not have stays as it is. */
  readonly path: string;
  readonly url: string;
  /** The vendor's status, whether it reached the caller or not; null if the vendor never saw the call. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: unknown;
  readonly response: unknown;
  readonly fault?: FaultKind;
  /** Rejected by a rate limit. */
  readonly refused: boolean;
}

interface Calls {
  [call: string]: { count: number; refused: number };
}

export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** How often each kind of call was made, by `METHOD /path/{id}`, sorted. */
  calls(): Calls;
  /** The calls that could have changed something: no GET, login or logout. */
  writes(): JournalEntry[];
  /** Calls the listener for each further entry, as soon as the vendor has processed the call. */
  listen(listener: (entry: JournalEntry) => void): void;
  write(entry: JournalEntry): void;
}

const secrets = new Set(["devkey", "sessionid", "password", "x-auth-token", "securitykey"]);

const REDACTED = "[redacted]";

/** The value with all fields removed that have a secret's name. */
const redacted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secrets.has(name.toLowerCase()) ? REDACTED : redacted(inner),
    ]),
  );
};

/** A body as it can be recorded: parsed JSON or a parsed form. Anything else could contain a secret, so only its length is kept. */
const readable = (body: string): unknown => {
  if (body === "") return null;
  try {
    return redacted(JSON.parse(body));
  } catch {
    const isForm = /^[^=&\s]+=[^\s]*$/.test(body);
    return isForm ? redacted(fieldsOf(body)) : `[unreadable, ${body.length} characters]`;
  }
};

/** A form's fields by name; a repeated name has a list. */
const fieldsOf = (body: string): Record<string, unknown> => {
  const form = new URLSearchParams(body);
  const fields = [...new Set(form.keys())].map((name) => {
    const [first, ...more] = form.getAll(name);
    return [name, more.length > 0 ? [first, ...more] : first];
  });
  return Object.fromEntries(fields);
};

export interface HttpExchange extends Omit<JournalEntry, "headers" | "request" | "response"> {
  readonly headers: Iterable<readonly [string, string]>;
  readonly request: string;
  readonly response: string;
}

/** The headers that a vendor reads. Others (host, user agent) differ from run to run. */
const vendorHeaders = new Set([
  "content-type",
  "devkey",
  "sessionid",
  "x-auth-token",
  "email",
  "x-idempotent-key",
]);

export const createEntry = ({ headers, request, response, ...rest }: HttpExchange): JournalEntry => ({
  ...rest,
  headers: redacted(
    Object.fromEntries([...headers].filter(([name]) => vendorHeaders.has(name))),
  ) as JournalEntry["headers"],
  // Parsed on demand: most bodies are never looked at, and a list of a hundred records is long.
  get request() {
    return readable(request);
  },
  get response() {
    return readable(response);
  },
});

export const createJournal = (): Journal => {
  const entries: JournalEntry[] = [];
  const listeners: ((entry: JournalEntry) => void)[] = [];
  return {
    entries,
    calls() {
      const calls: Calls = {};
      for (const key of [...new Set(entries.map(callOf))].sort()) calls[key] = { count: 0, refused: 0 };
      for (const entry of entries) {
        const counted = calls[callOf(entry)];
        if (!counted) continue;
        counted.count++;
        if (entry.refused) counted.refused++;
      }
      return calls;
    },
    writes: () => entries.filter(({ method, path }) => method !== "GET" && !/\/log(in|out)$/.test(path)),
    listen(listener) {
      listeners.push(listener);
    },
    write(entry) {
      entries.push(entry);
      for (const listener of listeners) listener(entry);
    },
  };
};

const callOf = ({ method, path }: JournalEntry): string => `${method} ${path}`;
