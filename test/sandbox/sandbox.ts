/** `npm run sandbox`: keeps both simulators running in real time, so that any client can call them. */
import { parseArgs } from "node:util";
import { type BillSimulator, startBill } from "../simulators/bill";
import { machineClock } from "../simulators/kit/clock";
import { type PrecoroSimulator, startPrecoro, type Webhook } from "../simulators/precoro";
import { builtInWorld } from "./builtInWorld";
import { readArguments, runCommand, userPath } from "./commandLine";
import { vendorOptions } from "./simulation";
import { loadWorld, readWorld } from "./worldFile";

const HELP = `npm run sandbox [-- OPTIONS]

Keeps the BILL and Precoro simulators running until you press Ctrl+C.

  --world FILE     start with your own records, a JSON file (its script is not run)
  --webhook URL    post Precoro's notifications to this URL
  --json           print addresses and credentials as one line of JSON
  --help           show this text
`;

const options = {
  world: { type: "string" },
  webhook: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** A notification that cannot be delivered is lost: Precoro documents no retry. */
const postTo = (url: string) => (webhook: Webhook) => {
  const headers = { "Content-Type": "application/json" };
  void fetch(url, { method: "POST", headers, body: JSON.stringify(webhook) }).catch((error: unknown) => {
    process.stderr.write(
      `The notification ${JSON.stringify(webhook)} was not delivered: ${(error as Error).message}.\n`,
    );
  });
};

/** Sample calls to copy, with the paths and headers of both vendors. Source: connector/bill/API.md §1, connector/precoro/API.md §1. */
const examples = (
  { gatewayUrl, ...login }: BillSimulator["credentials"],
  { apiUrl, email, apiToken }: PrecoroSimulator["credentials"],
): string[] => [
  `curl -s ${gatewayUrl}/connect/v3/login -H 'Content-Type: application/json' -d '${JSON.stringify(login)}'`,
  `curl -s ${gatewayUrl}/connect/v3/vendors -H 'devKey: ${login.devKey}' -H 'sessionId: THE_ONE_FROM_LOGIN'`,
  `curl -s ${apiUrl}/suppliers -H 'X-AUTH-TOKEN: ${apiToken}' -H 'email: ${email}'`,
];

runCommand(async () => {
  const args = readArguments(() => parseArgs({ options, strict: true, allowPositionals: false }).values);
  if (args.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const world =
    args.world === undefined
      ? readWorld(builtInWorld, "The built-in world")
      : loadWorld(userPath(args.world));
  const clock = machineClock;
  const set = vendorOptions(world);
  const bill = await startBill({ clock, random: Math.random, records: world.bill, ...set.bill });
  const onWebhook = args.webhook === undefined ? {} : { onWebhook: postTo(args.webhook) };
  const precoro = await startPrecoro({ clock, records: world.precoro, ...onWebhook, ...set.precoro });

  if (args.json)
    process.stdout.write(`${JSON.stringify({ bill: bill.credentials, precoro: precoro.credentials })}\n`);
  else {
    const lines = [
      "Both simulators are running. Press Ctrl+C to stop them.",
      "",
      "BILL",
      ...Object.entries(bill.credentials).map(([name, value]) => `  ${name.padEnd(16)}${value}`),
      "Precoro",
      ...Object.entries(precoro.credentials).map(([name, value]) => `  ${name.padEnd(16)}${value}`),
      "",
      "Calls to try",
      ...examples(bill.credentials, precoro.credentials).map((line) => `  ${line}`),
      "",
      "Like the real one, Precoro takes one request a second, and answers the same question once a minute.",
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
