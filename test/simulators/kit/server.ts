/**
 * Serves a vendor's routes on loopback HTTP and a clock: parks every request, applies limits and faults, and keeps the
 * journal. It does not know what the calls mean.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { type Call, matchesCall } from "./call";
import type { SimulatorClock } from "./clock";
import { createFaults, type FaultKind, type Faults, type VendorFaultKind } from "./faults";
import { createEntry, createJournal, type Journal } from "./journal";

/** How long a "slow" fault holds back the response. */
const SLOW_MS = 120_000;

export interface Limits {
  /** The vendor's response to a call that exceeds a limit, decided when the call arrives. */
  rejection(call: Call): Response | undefined;
  /** Counts an accepted call. The returned function is called when its response is complete. */
  startCall(call: Call): () => void;
}

export const unlimited: Limits = { rejection: () => undefined, startCall: () => () => {} };

export interface Vendor {
  readonly system: string;
  readonly routes: Hono;
  /** What all paths begin with on the network; journal and faults leave it out. */
  readonly basePath: string;
  /** Other base paths of the vendor, left out likewise. */
  readonly furtherPaths?: readonly string[];
  readonly clock: SimulatorClock;
  readonly latencyMs: number;
  readonly limits: Limits;
  /** The vendor's response to a call that the user has no permission for. */
  readonly forbidden: (call: Call) => Response | undefined;
  /** The vendor's responses for the faults that end a call without processing it. */
  readonly faultResponses: FaultResponses;
}

export type FaultResponses = Readonly<Partial<Record<VendorFaultKind, (call: Call) => Response>>>;

export interface RunningServer {
  readonly url: string;
  /** The calls that it supports, as `METHOD /path/{id}`. */
  readonly endpoints: readonly string[];
  readonly journal: Journal;
  readonly faults: Faults;
  close(): Promise<void>;
}

/** A running vendor with its journal and its faults. */
type Service = Vendor & Pick<RunningServer, "endpoints" | "journal" | "faults">;

/** The vendor's calls in the order of registration. */
const endpointsOf = (vendor: Vendor): string[] =>
  vendor.routes.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${withoutBase(vendor, path).replace(/:\w+/g, "{id}")}`);

const withoutBase = ({ basePath, furtherPaths = [] }: Vendor, path: string): string => {
  const base = [basePath, ...furtherPaths].find((one) => path.startsWith(`${one}/`));
  return path.slice(base?.length ?? 0);
};

export const serveVendor = async (vendor: Vendor): Promise<RunningServer> => {
  const endpoints = endpointsOf(vendor);
  const journal = createJournal();
  const faults = createFaults(vendor.system, endpoints, vendor.faultResponses);
  const service = { ...vendor, endpoints, journal, faults };
  const listener = getRequestListener(
    (request, env) => handleRequest(service, request, nodeExchangeOf(env)),
    {
      // The caller may run in this process and needs the original Request and Response classes.
      overrideGlobalObjects: false,
    },
  );
  // Idle connections are closed by the caller alone: real time must not affect a run on virtual time.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    endpoints,
    journal,
    faults,
    close: () =>
      new Promise((down) => {
        server.close(() => down());
        server.closeAllConnections();
      }),
  };
};

interface NodeExchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

const nodeExchangeOf = (env: HttpBindings | Http2Bindings): NodeExchange => env as HttpBindings;

const handleRequest = async (
  vendor: Service,
  request: Request,
  { incoming, outgoing }: NodeExchange,
): Promise<Response> => {
  const { clock, faults, limits } = vendor;
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort("closed"));
  const body = await request.text().catch(() => undefined);
  if (body === undefined) return RESPONSE_ALREADY_SENT; // The caller hung up while sending.
  const call = callOf(vendor, request, body);
  const label = `${call.method} ${call.url} ${body}`;

  // Calls of the same instant arrive one by one in the order of their labels, whichever socket was read first.
  await clock.park(0, label, gone.signal);
  const rejection = limits.rejection(call);
  const fault = rejection ? undefined : faults.faultFor(call);
  const neverSeen = rejection !== undefined || fault === "reset-before" || fault === "429";
  const endCall = neverSeen ? () => {} : limits.startCall(call);
  try {
    // If the caller hangs up now, the vendor has its request and processes it anyway.
    await clock.park(vendor.latencyMs, label, gone.signal);
    const response =
      fault === "reset-before" ? undefined : await respond(vendor, request, call, rejection, fault);
    vendor.journal.write(
      createEntry({
        at: clock.now(),
        system: vendor.system,
        method: call.method,
        path: patternOf(vendor.endpoints, call),
        url: call.url,
        status: response?.status ?? null,
        headers: call.headers,
        request: body,
        response: response?.text ?? "",
        ...(fault && { fault }),
        refused: rejection !== undefined || fault === "429",
      }),
    );
    if (fault === "slow") await clock.park(SLOW_MS, label, gone.signal);
    if (!response || fault === "reset-after") incoming.socket.resetAndDestroy();
    else sendResponse(outgoing, response, clock.now(), fault === "truncated");
    return RESPONSE_ALREADY_SENT;
  } finally {
    endCall();
  }
};

const callOf = (vendor: Vendor, request: Request, body: string): Call => {
  const { pathname, search } = new URL(request.url);
  const path = withoutBase(vendor, pathname);
  return { method: request.method, url: pathname + search, path, headers: request.headers, body };
};

const patternOf = (endpoints: readonly string[], { method, path }: Call): string => {
  const endpoint = endpoints.find((known) => matchesCall(known, `${method} ${path}`));
  return endpoint?.slice(method.length + 1) ?? path;
};

interface VendorResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const respond = async (
  { routes, faultResponses, forbidden }: Vendor,
  { url }: Request,
  call: Call,
  rejection: Response | undefined,
  fault: FaultKind | undefined,
): Promise<VendorResponse> => {
  const { method, headers, body } = call;
  const faultResponse = isVendorFault(faultResponses, fault) ? faultResponses[fault]?.(call) : undefined;
  // The body of a GET is ignored.
  const init = { method, headers, ...(method !== "GET" && method !== "HEAD" && { body }) };
  const response =
    rejection ?? faultResponse ?? forbidden(call) ?? (await routes.fetch(new Request(url, init)));
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const isVendorFault = (denials: FaultResponses, fault: FaultKind | undefined): fault is VendorFaultKind =>
  fault !== undefined && fault in denials;

const sendResponse = (
  outgoing: ServerResponse,
  { status, headers, text }: VendorResponse,
  now: number,
  isTruncated: boolean,
) => {
  const bytes = Buffer.from(text);
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    date: new Date(now).toUTCString(),
    // A body that will break off is announced as longer than it is, even an empty one.
    "content-length": isTruncated ? Math.max(bytes.length, 1) : bytes.length,
  });
  if (!isTruncated) return outgoing.end(bytes);
  outgoing.flushHeaders();
  return outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
};
