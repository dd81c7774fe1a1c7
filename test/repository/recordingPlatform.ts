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
  close(): Promise<void>;
}

const answersAt = (url: string, integrations: readonly Listed[]): Record<string, unknown> => ({
  whoami: {
    authenticatedUser: {
      name: "Publisher",
      email: "publisher@example.com",
      tenantId: "tenant-1",
      org: { id: "org-1", name: "Organization" },
      customer: null,
    },
  },
  component: { components: { nodes: [] } },
  publishComponent: {
    publishComponent: {
      publishResult: {
        component: { id: "component-1", versionNumber: 1 },
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
    response.end(JSON.stringify({ data: answersAt(url, integrations)[operation] ?? {} }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((done) => server.close(() => done()));
  return { url, sent, files, integrations, close };
};
