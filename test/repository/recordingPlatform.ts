/** A stand-in for the vendor's GraphQL endpoint: it accepts and records everything that the command line sends. It knows no schema. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface Sent {
  /** The name of the query or mutation. */
  readonly operation: string;
  readonly variables: Record<string, unknown>;
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

export interface RecordingPlatform {
  readonly url: string;
  readonly sent: Sent[];
  /** Uploaded files by URL. */
  readonly files: Map<string, Buffer>;
  /** What the organization has in this region. */
  readonly integrations: Listed[];
  /** The component: its version that is published next, and at which asking from then on the list shows it. */
  readonly component: { version: number; shownAtAsking: number; signature: string | null };
  /** Operations that are refused, with the words. */
  readonly refused: Map<string, string>;
  close(): Promise<void>;
}

const componentRow = (versionNumber: number) => ({
  id: `component-${versionNumber}`,
  key: "precoro-bill",
  public: false,
  label: "Precoro for BILL",
  description: "",
  versionNumber,
  category: "",
  versionCreatedAt: "2026-11-24T09:00:00Z",
  customer: null,
});

/** What the list shows: the version before at first, and another component that has the word in its name. */
const listed = ({ version, shownAtAsking }: RecordingPlatform["component"], asked: number) => {
  const shown = asked >= shownAtAsking ? [version, version - 1] : [version - 1];
  const others = [
    { ...componentRow(99), key: "precoro-bill-copy" },
    { ...componentRow(98), public: true },
  ];
  return [...others, ...shown.filter((one) => one > 0).map(componentRow)];
};

type Known = Pick<RecordingPlatform, "integrations" | "component">;

const answersAt = (
  url: string,
  { integrations, component }: Known,
  asked: number,
): Record<string, unknown> => ({
  whoami: {
    authenticatedUser: {
      name: "Publisher",
      email: "publisher@example.com",
      tenantId: "tenant-1",
      org: { id: "org-1", name: "Organization" },
      customer: null,
    },
  },
  component: { components: { nodes: [{ signature: component.signature }] } },
  listComponents: {
    components: { nodes: listed(component, asked), pageInfo: { hasNextPage: false, endCursor: "" } },
  },
  publishComponent: {
    publishComponent: {
      publishResult: {
        component: { id: "component-1", versionNumber: component.version },
        iconUploadUrl: `${url}/icon`,
        packageUploadUrl: `${url}/package`,
        sourceUploadUrl: null,
        connectionIconUploadUrls: [],
        connectionAvatarIconUploadUrls: [],
      },
      errors: [],
    },
  },
  listIntegrations: {
    integrations: { nodes: integrations, pageInfo: { hasNextPage: false, endCursor: "" } },
  },
  getPresignedUrl: {
    uploadMedia: { uploadUrl: `${url}/integration-icon`, objectUrl: "media/icon.png", error: null },
  },
  commitAvatarUpload: { updateIntegration: { integration: { id: "integration-1" }, errors: [] } },
  importIntegration: {
    importIntegration: {
      integration: {
        id: "integration-1",
        flows: { nodes: [] },
        testConfigVariables: { nodes: [] },
        systemInstance: { id: "instance-1", flowConfigs: { nodes: [] } },
      },
      errors: [],
    },
  },
  publishIntegration: {
    publishIntegration: { integration: { id: "version-1", versionNumber: 1 }, errors: [] },
  },
  updateMarketplaceConfiguration: {
    updateIntegrationMarketplaceConfiguration: { integration: { id: "integration-1" }, errors: [] },
  },
  validateIntegrationSchema: {
    validateIntegrationSchema: { result: { isValid: true }, errors: [] },
  },
});

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

export const recordingPlatform = async (): Promise<RecordingPlatform> => {
  const sent: Sent[] = [];
  const files = new Map<string, Buffer>();
  const integrations: Listed[] = [];
  const component = { version: 1, shownAtAsking: 1, signature: null };
  const refused = new Map<string, string>();
  const answerTo = (operation: string): unknown => {
    const words = refused.get(operation);
    if (words) return { [operation]: { errors: [{ field: "definition", messages: [words] }] } };
    const start = sent.findLastIndex((one) => one.operation === "publishComponent");
    const asked = sent.slice(start + 1).filter((one) => one.operation === "listComponents").length;
    return answersAt(url, { integrations, component }, asked)[operation] ?? {};
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url !== "/api") {
      files.set(request.url ?? "", body);
      response.end();
      return;
    }
    const { query, variables } = JSON.parse(body.toString()) as {
      query: string;
      variables: Sent["variables"];
    };
    const operation = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "";
    sent.push({ operation, variables });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: answerTo(operation) }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return { url, sent, files, integrations, component, refused, close };
};
