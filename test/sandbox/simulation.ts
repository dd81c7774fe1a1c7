/** Both simulators and the platform on one virtual clock, connected as in production: the notifications of both reach the flows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BillSimulator, billSettings, type Deliver, startBill } from "../simulators/bill";
import { seededRandom, VirtualClock } from "../simulators/kit/clock";
import { type PrecoroSimulator, precoroSettings, startPrecoro, type Webhook } from "../simulators/precoro";
import { createPlatform, loadDefinition, type Platform, type PlatformOptions } from "../simulators/prismatic";
import { BadInput } from "./commandLine";
import type { WorldFile } from "./worldFile";

export interface Simulation {
  readonly clock: VirtualClock;
  readonly bill: BillSimulator;
  readonly precoro: PrecoroSimulator;
  readonly platform: Platform;
  /** Resolves when no notification is on its way and no flow runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export type SimulationOptions = Pick<PlatformOptions, "onExecution" | "onLog" | "warm"> & {
  /** A definition other than the shipped one, as YAML. */
  readonly definitionText?: string;
  /** True: the flow's address was never entered in Precoro, so its notifications go nowhere. */
  readonly withoutPrecoroWebhook?: boolean;
};

const root = join(__dirname, "..", "..");
const SHIPPED = join(root, "integration", "precoro-bill.yml");
const BUNDLE = join(root, "connector", "dist", "index.js");

/** The flow that gets Precoro's notifications, and how long they take. Precoro documents neither delay nor order. */
const NOTIFIED_FLOW = "Export Document";
const DELIVERY_MS = 1_000;
/** The entity that the guide tells to subscribe to: invoices. Source: connector/precoro/API.md §8.2. */
const INVOICE = 3;

/** The simulator options that a world sets, by simulator; an option that both have goes to both. */
export const vendorOptions = ({ simulator }: WorldFile) => ({
  bill: pick(simulator, billSettings),
  precoro: pick(simulator, precoroSettings),
});

const pick = (options: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));

/** `simulator.seed` also shuffles the order of events at the same instant, for races. */
const eventOrderOf = (seed: unknown) => {
  if (typeof seed !== "number") return undefined;
  const random = seededRandom(seed);
  const positions = new Map<string, string>();
  return (label: string) => {
    const position = positions.get(label) ?? String(random());
    positions.set(label, position);
    return position;
  };
};

/** Starts everything and deploys. A world that cannot be started is bad input, and leaves nothing running. */
export const startSimulation = async (
  world: WorldFile,
  options: SimulationOptions = {},
): Promise<Simulation> => {
  const open: { close(): Promise<void> }[] = [];
  const state = { isClosed: false };
  const close = async () => {
    state.isClosed = true;
    await Promise.all(open.map((vendor) => vendor.close()));
  };
  try {
    return { ...(await startParts(world, options, state, (vendor) => open.push(vendor))), close };
  } catch (error) {
    await close();
    throw new BadInput(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

const startParts = async (
  world: WorldFile,
  options: SimulationOptions,
  state: { readonly isClosed: boolean },
  opened: (vendor: { close(): Promise<void> }) => void,
): Promise<Omit<Simulation, "close">> => {
  const { seed } = world.simulator;
  const random = seededRandom(typeof seed === "number" ? seed : 1);
  const clock = new VirtualClock(Date.parse(world.now), random, eventOrderOf(seed));
  let inTransit = 0;
  const deliver = ({ type, ...rest }: Webhook) => {
    if (type !== INVOICE || options.withoutPrecoroWebhook) return;
    inTransit++;
    clock.at(clock.now() + DELIVERY_MS, `webhook ${rest.idn}`, () => {
      inTransit--;
      // Once the simulation is closed, nobody waits for what is still on its way.
      if (!state.isClosed) void platform.call(NOTIFIED_FLOW, { type, ...rest });
    });
  };
  const set = vendorOptions(world);
  /** An address that belongs to no flow answers 404. */
  const deliverToFlow: Deliver = async ({ url, headers, body }) => {
    const flow = state.isClosed ? undefined : platform.flowAt(url);
    if (flow === undefined) return { status: 404 };
    const { statusCode } = await platform.call(flow, body, { headers });
    return { status: statusCode };
  };
  const bill = await startBill({
    clock,
    random: () => clock.random(),
    records: world.bill,
    deliver: deliverToFlow,
    ...set.bill,
  });
  opened(bill);
  const precoro = await startPrecoro({ clock, records: world.precoro, onWebhook: deliver, ...set.precoro });
  opened(precoro);
  const connections = {
    "BILL Connection": { environment: "sandbox", ...bill.credentials },
    "Precoro Connection": { region: "com", ...precoro.credentials },
  };
  const platform = createPlatform({
    clock,
    definition: loadDefinition(options.definitionText ?? readFileSync(SHIPPED, "utf8")),
    bundlePath: BUNDLE,
    configVars: { ...world.config, ...withConnections(connections, world.config) },
    ...(world.platform && { behavior: world.platform }),
    ...options,
  });
  await platform.deploy();
  await platform.idle();
  const idle = async (): Promise<void> => {
    await platform.idle();
    const [next] = bill.webhooks.pending();
    if (inTransit === 0 && !next) return;
    await clock.sleep(inTransit > 0 || !next ? DELIVERY_MS : Math.max(next.at - clock.now(), 0) + 1);
    await idle();
  };
  return { clock, bill, precoro, platform, idle };
};

const withConnections = (
  connections: Record<string, Record<string, unknown>>,
  config: Record<string, unknown>,
) =>
  Object.fromEntries(
    Object.entries(connections).map(([name, fields]) => [
      name,
      { ...fields, ...(config[name] as object | undefined) },
    ]),
  );
