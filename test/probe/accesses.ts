/** The accounts to probe, from environment variables; and which of them may be written to. */
import type { Connection } from "@prismatic-io/spectral";
import { billAccess, precoroAccess } from "../../connector/component/connections";
import { BadInput } from "../sandbox/commandLine";
import type { Accesses } from "./runProbes";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which field of a connection each variable fills. */
const variables = {
  bill: {
    BILL_ENVIRONMENT: "environment",
    BILL_ORGANIZATION_ID: "organizationId",
    BILL_TOKEN_NAME: "username",
    BILL_TOKEN_VALUE: "password",
    BILL_DEV_KEY: "devKey",
    BILL_GATEWAY_URL: "gatewayUrl",
  },
  precoro: {
    PRECORO_REGION: "region",
    PRECORO_EMAIL: "email",
    PRECORO_API_KEY: "apiToken",
    PRECORO_API_URL: "apiUrl",
  },
} as const;

/** They replace the address that environment or region stand for. */
const OPTIONAL = ["BILL_GATEWAY_URL", "PRECORO_API_URL"];

const SANDBOX = "bill-sandbox";

const sentence = `Set the credentials of BILL, of Precoro, or of both: ${Object.values(variables)
  .map((names) => Object.keys(names).join(", "))
  .join("; ")} (the URLs are for simulators only). integration/PROBE.md says where they come from.`;

/** The connection that the variables describe; undefined where none of them is set. */
const connectionOf = (key: keyof typeof variables, environment: Environment): Connection | undefined => {
  const names = Object.entries(variables[key]);
  const isSet = ([name]: readonly [string, string]) => (environment[name] ?? "") !== "";
  if (!names.some(isSet)) return undefined;
  const missing = names.filter((one) => !OPTIONAL.includes(one[0]) && !isSet(one)).map(([name]) => name);
  if (missing.length > 0) throw new BadInput(`${missing.join(" and ")} must be set, too. ${sentence}`);
  const fields = Object.fromEntries(names.map(([name, field]) => [field, environment[name] ?? ""]));
  return { key, fields, configVarKey: key } as Connection;
};

/** BILL's own sandbox, or a simulator on this machine. Source: connector/bill/API.md §1.1. */
const isSandbox = (url: string): boolean => {
  const { hostname, protocol } = new URL(url);
  if (["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return true;
  return hostname === "gateway.stage.bill.com" && protocol === "https:";
};

/** @throws {BadInput} with one sentence that says what to set, and never a secret. */
export const readAccesses = (environment: Environment, write: string | undefined): Accesses => {
  const [inBill, inPrecoro] = [connectionOf("bill", environment), connectionOf("precoro", environment)];
  if (!inBill && !inPrecoro) throw new BadInput(sentence);
  try {
    const bill = inBill && billAccess(inBill);
    const precoro = inPrecoro && precoroAccess(inPrecoro);
    if (write !== undefined && write !== SANDBOX)
      throw new BadInput(`--write takes ${SANDBOX} and nothing else: there is no other sandbox.`);
    if (write !== undefined) {
      if (!bill) throw new BadInput("--write needs the credentials of a BILL sandbox.");
      if (environment["BILL_ENVIRONMENT"] !== "sandbox" || !isSandbox(bill.gatewayUrl))
        throw new BadInput(
          "--write is for BILL's sandbox: BILL_ENVIRONMENT must be sandbox, and BILL_GATEWAY_URL empty or a simulator on this machine.",
        );
    }
    return { ...(bill && { bill }), ...(precoro && { precoro }), writes: write !== undefined };
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput((error as Error).message);
  }
};
