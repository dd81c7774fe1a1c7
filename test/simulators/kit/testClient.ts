/** Calls a simulated vendor as any client would: over loopback HTTP, on virtual time. */
import type { VirtualClock } from "./clock";

export const START = Date.UTC(2026, 0, 5, 10);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export interface ClientResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface CallParts {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly timeoutMs?: number;
}

/** Makes one call; rejects when the connection breaks or the timeout is over. */
export const send = (clock: VirtualClock, url: string, init: RequestInit, timeoutMs = 300 * SECOND) =>
  clock.within(timeoutMs, async (signal): Promise<ClientResponse> => {
    const response = await fetch(url, { ...init, signal });
    const text = await response.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body };
  });

const toClose: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((vendor) => vendor.close()));
});

/** Closes the vendor after the test. */
export const closeAfterTest = (vendor: { close(): Promise<void> }): void => {
  toClose.push(vendor);
};

export type ClientCall = (method: string, path: string, parts?: CallParts) => Promise<ClientResponse>;

/** The ids of the rows of a list: BILL's `results`, Precoro's `data`. */
export const idsIn = ({ body }: ClientResponse): unknown[] => {
  const { results, data } = body as { results?: { id: unknown }[]; data?: { id: unknown }[] };
  return (results ?? data ?? []).map(({ id }) => id);
};
