/** The two connections that a customer fills in, and how their fields become the clients' settings. */
import { type Connection, connection } from "@prismatic-io/spectral";
import type { BillAccess } from "../bill/session";
import { registerSecret } from "../http/redact";
import type { PrecoroAccess } from "../precoro/request";

/** Source: connector/bill/API.md §1.1 and §15 (the web app's addresses are assumed). */
const billHosts = {
  production: { gatewayUrl: "https://gateway.prod.bill.com", webUrl: "https://app.bill.com" },
  sandbox: { gatewayUrl: "https://gateway.stage.bill.com", webUrl: "https://app-stage.bill.com" },
} as const;

/** Source: connector/precoro/API.md §1.1. */
const precoroHosts = {
  com: { apiUrl: "https://api.precoro.com", webUrl: "https://app.precoro.com" },
  us: { apiUrl: "https://api.precoro.us", webUrl: "https://app.precoro.us" },
} as const;

export const billConnection = connection({
  key: "bill",
  display: {
    label: "BILL",
    description:
      "A sync token of one BILL organization, created under Settings > Sync & Integrations > Tokens",
  },
  inputs: {
    environment: {
      label: "Environment",
      type: "string",
      required: true,
      default: "production",
      model: [
        { label: "Production", value: "production" },
        { label: "Sandbox", value: "sandbox" },
      ],
      comments: "Sandbox and production have separate users, organizations, and keys.",
    },
    organizationId: {
      label: "Organization ID",
      type: "string",
      required: true,
      placeholder: "008…",
      example: "00801ABCDEFGHIJKLMNO",
      comments:
        "Starts with 008. In BILL, it is at the bottom of Settings > Sync & Integrations > Manage Developer Keys.",
    },
    username: {
      label: "Token Name",
      type: "string",
      required: true,
      example: "precoro",
      comments:
        "The name of the sync token. Create a separate token for this integration, so that no other program ends its session.",
    },
    password: {
      label: "Token Value",
      type: "password",
      required: true,
      writeOnly: true,
      comments: "The value BILL showed when the token was created.",
    },
    devKey: {
      label: "Developer Key",
      type: "password",
      required: true,
      writeOnly: true,
      comments:
        "The developer key for the environment above. The organization that publishes the integration sets it.",
    },
    gatewayUrl: {
      label: "Gateway URL",
      type: "string",
      required: false,
      placeholder: "https://gateway.stage.bill.com",
      comments: "Replaces the environment's address, for use with a simulator. Otherwise leave it empty.",
    },
  },
});

export const precoroConnection = connection({
  key: "precoro",
  display: {
    label: "Precoro",
    description: "The API key of a Precoro user who can see all suppliers and documents",
  },
  inputs: {
    region: {
      label: "Region",
      type: "string",
      required: true,
      default: "com",
      model: [
        { label: "app.precoro.com", value: "com" },
        { label: "app.precoro.us", value: "us" },
      ],
      comments: "Where you sign in to Precoro.",
    },
    email: {
      label: "Email",
      type: "string",
      required: true,
      example: "integrations@example.com",
      comments: "The email address of the user who created the key.",
    },
    apiToken: {
      label: "API Key",
      type: "password",
      required: true,
      writeOnly: true,
      comments: "Created in Precoro under Configuration > Integrations > API Key, which shows it only once.",
    },
    apiUrl: {
      label: "API URL",
      type: "string",
      required: false,
      placeholder: "https://api.precoro.com",
      comments: "Replaces the region's address, for use with a simulator. Otherwise leave it empty.",
    },
  },
});

/**
 * Checks the connection's fields and registers its secrets for redaction.
 *
 * @throws {Error} with one sentence that names the missing or invalid field, never its secret value
 */
export const billAccess = (source: Connection): BillAccess => {
  const read = reader(source, billConnection.key, "BILL");
  registerSecret(read.optional("password") ?? "");
  registerSecret(read.optional("devKey") ?? "");
  const environment = read.choice(
    "environment",
    "Environment",
    Object.keys(billHosts) as (keyof typeof billHosts)[],
  );
  const hosts = billHosts[environment];
  return {
    gatewayUrl: read.url("gatewayUrl", "Gateway URL") ?? hosts.gatewayUrl,
    webUrl: hosts.webUrl,
    organizationId: read.text("organizationId", "Organization ID"),
    username: read.text("username", "Token Name"),
    password: read.text("password", "Token Value"),
    devKey: read.text("devKey", "Developer Key"),
  };
};

/**
 * Checks the connection's fields and registers its secrets for redaction.
 *
 * @throws {Error} with one sentence that names the missing or invalid field, never its secret value
 */
export const precoroAccess = (source: Connection): PrecoroAccess => {
  const read = reader(source, precoroConnection.key, "Precoro");
  registerSecret(read.optional("apiToken") ?? "");
  const region = read.choice("region", "Region", Object.keys(precoroHosts) as (keyof typeof precoroHosts)[]);
  return {
    apiUrl: read.url("apiUrl", "API URL") ?? precoroHosts[region].apiUrl,
    webUrl: precoroHosts[region].webUrl,
    email: read.text("email", "Email"),
    apiToken: read.text("apiToken", "API Key"),
  };
};

const reader = (source: Connection | undefined, key: string, name: string) => {
  if (source?.key !== key) throw new Error(`A ${name} connection is required.`);
  const optional = (field: string): string | undefined =>
    String(source.fields[field] ?? "").trim() || undefined;
  const text = (field: string, label: string): string => {
    const value = optional(field);
    if (value === undefined) throw new Error(`The ${name} connection has no ${label}.`);
    return value;
  };
  return {
    optional,
    text,
    url: (field: string, label: string): string | undefined => {
      const value = optional(field)?.replace(/\/+$/, "");
      if (value !== undefined && !/^https?:\/\/[^/?#@\s]+$/.test(value)) {
        throw new Error(
          `The ${label} of the ${name} connection must be an address such as https://example.com.`,
        );
      }
      return value;
    },
    choice: <T extends string>(field: string, label: string, choices: readonly T[]): T => {
      const value = text(field, label);
      const choice = choices.find((one) => one === value);
      if (choice === undefined) {
        throw new Error(`The ${label} of the ${name} connection must be one of ${choices.join(", ")}.`);
      }
      return choice;
    },
  };
};
