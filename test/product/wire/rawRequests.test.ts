/** The raw requests as the platform calls them: authenticated by the connection alone, whatever headers the caller sends. */
import component from "../../../connector";
import { type VendorClients, withVendorClients } from "../kit/withVendorClients";

type Perform = (context: object, params: object) => Promise<{ data: unknown; crossFlowState?: object }>;
const { actions } = component as unknown as { actions: Record<string, { perform: Perform }> };

const context = {
  logger: { debug: () => {}, info: () => {}, warn: () => {} },
  startedAt: "2026-01-05T08:00:00.000Z",
  ...{ crossFlowState: {}, executionState: {}, instanceState: {}, integrationState: {} },
};

const call = (action: string, clients: VendorClients, params: object) => {
  const { billSide, precoroSide } = clients;
  const connections = {
    billConnection: {
      key: "bill",
      configVarKey: "",
      fields: { environment: "sandbox", ...billSide.credentials },
    },
    precoroConnection: {
      key: "precoro",
      configVarKey: "",
      fields: { region: "com", ...precoroSide.credentials },
    },
  };
  const perform = actions[action]?.perform;
  if (!perform) throw new Error(`no action ${action}`);
  return perform(context, { ...connections, ...params });
};

const vendors = [
  { id: "00901VENDOR000000001", name: "A" },
  { id: "00901VENDOR000000002", name: "B" },
];

test("BILL: a query, the response as it is, and the session to keep", () =>
  withVendorClients({ bill: { records: { vendors } } }, async (clients) => {
    const query = [{ key: "filters", value: "name:eq:B" }];
    const headers = [{ key: "sessionId", value: "forged" }];
    const { data, crossFlowState } = await call("billRawRequest", clients, {
      path: "/connect/v3/vendors",
      query,
      headers,
    });
    expect(data).toMatchObject({ results: [{ name: "B" }] });
    expect(crossFlowState).toMatchObject({
      bill: { session: { id: expect.any(String), owner: expect.any(String) } },
    });
  }));

test("Precoro: a record as a form, and a list as one field for each entry", () =>
  withVendorClients({}, async (clients) => {
    const body = { name: "Acme", "currencies[]": ["USD", "EUR"] };
    const { data } = await call("precoroRawRequest", clients, { method: "POST", path: "/suppliers", body });
    expect(data).toMatchObject({ name: "Acme", currencies: ["USD", "EUR"] });
  }));

test("a write whose response was lost is not repeated; the error says so", () =>
  withVendorClients({}, async (clients) => {
    clients.precoroSide.faults.add({ match: "POST /suppliers", kind: "reset-after" });
    const body = { name: "Acme", "currencies[]": "USD" };
    const sent = call("precoroRawRequest", clients, { method: "POST", path: "/suppliers", body });
    await expect(sent).rejects.toThrow("The connection to Precoro broke during POST /suppliers.");
    expect(clients.precoroSide.journal.calls()["POST /suppliers"]?.count).toBe(1);
    expect(clients.precoroSide.world.suppliers()).toHaveLength(1);
  }));

test("without a path nothing is sent", () =>
  withVendorClients({}, async (clients) => {
    await expect(call("billRawRequest", clients, {})).rejects.toThrow("The path is required.");
    expect(clients.billSide.journal.entries).toEqual([]);
  }));
