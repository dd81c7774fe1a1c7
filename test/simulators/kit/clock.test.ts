/** The virtual clock keeps order and timeouts over real sockets, and takes no real time. */
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { seededRandom, VirtualClock } from "./clock";

const START = Date.UTC(2026, 0, 5);

const vendor = async (clock: VirtualClock, latencyMs: number) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    void clock.park(latencyMs, `${request.method} ${request.url}`, gone.signal).then((answered) => {
      seen.push(`${request.url}@${clock.now() - START}`);
      if (answered) response.end("ok");
    });
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const { port } = server.address() as AddressInfo;
  const call = (path: string, timeoutMs: number) =>
    clock.within(
      timeoutMs,
      (signal) =>
        new Promise<string>((done) => {
          get({ port, path, signal, agent: false }, (answer) => {
            answer.resume();
            answer.on("end", () => done("answered"));
          }).on("error", () => done(signal.aborted ? "timed out" : "broken"));
        }),
    );
  return { seen, call, close: () => new Promise((down) => server.close(down)) };
};

test("a thousand requests with pauses take a thousand virtual seconds", async () => {
  const clock = new VirtualClock(START, seededRandom(1));
  const { seen, call, close } = await vendor(clock, 400);
  for (let n = 0; n < 1000; n++) {
    await call(`/${n}`, 30_000);
    await clock.sleep(600);
  }
  expect(clock.now() - START).toBe(1_000_000);
  expect(seen).toHaveLength(1000);
  await close();
});

test("a response that takes too long times out, at exactly the right virtual time", async () => {
  const clock = new VirtualClock(START, seededRandom(1));
  const { call, close } = await vendor(clock, 60_000);
  expect(await call("/slow", 30_000)).toBe("timed out");
  expect(clock.now() - START).toBe(30_000);
  await close();
});

test("requests of the same instant are answered in the order of their labels, every time", async () => {
  const orders = new Set<string>();
  for (let turn = 0; turn < 5; turn++) {
    const clock = new VirtualClock(START, seededRandom(1));
    const { seen, call, close } = await vendor(clock, 300);
    await Promise.all(["/c", "/a", "/b"].map((path) => call(path, 30_000)));
    orders.add(seen.join(" "));
    await close();
  }
  expect([...orders]).toEqual(["/a@300 /b@300 /c@300"]);
});
