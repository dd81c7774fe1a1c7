/** `npm run sandbox`: both simulators kept up on the machine's clock, so that any other client can be pointed at them. */
import { parseArgs } from "node:util";
import { type BillSimulator, startBill } from "../simulators/bill";
import { machineClock } from "../simulators/kit/clock";
import { type PrecoroSimulator, startPrecoro, type Webhook } from "../simulators/precoro";
import { builtInWorld } from "./builtInWorld";
import { readArguments, runCommand, userPath } from "./commandLine";
import { vendorOptions } from "./simulation";
import { loadWorld, readWorld } from "./worldFile";

const HELP = `npm run sandbox [-- OPTIONS]

Keeps the BILL and the Precoro simulator up until Ctrl+C.

  --world FILE     own starting data, as JSON (its script is not played)
  --webhook URL    where Precoro's notifications are posted
  --json           addresses and credentials as one line of JSON
  --help           this text
`;

const options = {
  world: { type: "string" },
  webhook: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** A notification that nobody takes is lost, as Precoro documents no second try. */
const postTo = (url: string) => (webhook: Webhook) => {
  const headers = { "Content-Type": "application/json" };
  void fetch(url, { method: "POST", headers, body: JSON.stringify(webhook) }).catch((error: unknown) => {
    process.stderr.write(
      `The notification ${JSON.stringify(webhook)} was not taken: ${(error as Error).message}.\n`,
    );
  });
};

/** First calls, to be copied: the paths and headers of both vendors. Source: connector/bill/API.md §1, connector/precoro/API.md §1. */
const examples = (
  { gatewayUrl, ...login }: BillSimulator["credentials"],
  { apiUrl, email, apiToken }: PrecoroSimulator["credentials"],
): string[] => [
  `curl -s ${gatewayUrl}/connect/v3/login -H 'Content-Type: application/json' -d '${JSON.stringify(login)}'`,
  `curl -s ${gatewayUrl}/connect/v3/vendors -H 'devKey: ${login.devKey}' -H 'sessionId: THE_ONE_FROM_LOGIN'`,
  `curl -s ${apiUrl}/suppliers -H 'X-AUTH-TOKEN: ${apiToken}' -H 'email: ${email}'`,
];

runCommand(async () => {
  const given = readArguments(() => parseArgs({ options, strict: true, allowPositionals: false }).values);
  if (given.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const world =
    given.world === undefined
      ? readWorld(builtInWorld, "The built-in world")
      : loadWorld(userPath(given.world));
  const clock = machineClock;
  const set = vendorOptions(world);
  const bill = await startBill({ clock, random: Math.random, records: world.bill, ...set.bill });
  const onWebhook = given.webhook === undefined ? {} : { onWebhook: postTo(given.webhook) };
  const precoro = await startPrecoro({ clock, records: world.precoro, ...onWebhook, ...set.precoro });

  if (given.json)
    process.stdout.write(`${JSON.stringify({ bill: bill.credentials, precoro: precoro.credentials })}\n`);
  else {
    const lines = [
      "Both simulators are up; Ctrl+C ends them.",
      "",
      "BILL",
      ...Object.entries(bill.credentials).map(([name, value]) => `  ${name.padEnd(16)}${value}`),
      "Precoro",
      ...Object.entries(precoro.credentials).map(([name, value]) => `  ${name.padEnd(16)}${value}`),
      "",
      "For example",
      ...examples(bill.credentials, precoro.credentials).map((line) => `  ${line}`),
      "",
      "As in life, Precoro takes one request a second, and answers the same question once a minute.",
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  const end = () => {
    void Promise.all([bill.close(), precoro.close()]).then(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  return 0;
});
