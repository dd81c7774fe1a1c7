/** What the clients notice of faults: those of one behavior come to the same, so that one of them can stand for all. */

import { isRequestError } from "../../../connector/http/requestError";
import type { FaultKind } from "../../simulators/kit/faults";
import { behaviorsOf } from "../faults/behaviors";
import { type VendorClients, withVendorClients } from "../kit/withVendorClients";

const VENDOR = "00901VENDOR000000001";
const vendors = [{ id: VENDOR, name: "Acme" }];
const suppliers = [{ id: 1, name: "Acme" }];

const bill = {
  vendorId: VENDOR,
  dueDate: "2026-02-01",
  invoice: { invoiceNumber: "7", invoiceDate: "2026-01-01" },
  billLineItems: [{ amount: 1 }],
};
const supplier: [string, string][] = [
  ["name", "New"],
  ["currencies[]", "USD"],
];

const exchanges: Record<string, (clients: VendorClients) => Promise<unknown>> = {
  "POST /v3/bills": (clients) =>
    clients.bill().raw({ method: "POST", path: "/connect/v3/bills", body: { json: bill } }),
  "GET /v3/vendors/{id}": (clients) => clients.bill().vendors.get(VENDOR),
  "POST /suppliers": (clients) =>
    clients.precoro().raw({ method: "POST", path: "/suppliers", body: { form: supplier } }),
  "GET /suppliers/{id}": (clients) => clients.precoro().suppliers.get("1"),
};

/** What the client says of it, how often it has called, and how often it was done. */
const noticed: Record<string, object> = {
  "no answer, not done": { outcome: "unknown", count: 1, made: 0 },
  "no answer, done": { outcome: "unknown", count: 1, made: 1 },
  "no answer": { outcome: "answered", count: 2, made: 0 },
};

const faults = Object.keys(exchanges).flatMap((call) =>
  Object.entries(behaviorsOf(call))
    .filter(([, kinds]) => kinds.length > 1)
    .flatMap(([behavior, kinds]) => kinds.map((kind) => [call, kind as FaultKind, behavior] as const)),
);

test.each(faults)("%s, %s: %s", (call, kind, behavior) =>
  withVendorClients(
    { bill: { records: { vendors } }, precoro: { records: { suppliers } } },
    async (clients) => {
      const { billSide, precoroSide } = clients;
      const { journal, ...side } = call.includes("/v3/") ? billSide : precoroSide;
      side.faults.add({ match: call, kind });
      const outcome = await exchanges[call]?.(clients).then(
        () => "answered",
        (error: unknown) => (isRequestError(error, "transport", "unavailable") ? error.outcome : error),
      );
      const made = billSide.world.bills().length + precoroSide.world.suppliers().length - suppliers.length;
      expect({ outcome, count: journal.calls()[call]?.count, made }).toEqual(noticed[behavior]);
    },
  ),
);
