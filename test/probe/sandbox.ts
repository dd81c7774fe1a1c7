/** What probes write in BILL's sandbox: under a vendor of their own, and taken away again in the end. connector/bill/API.md §5 to §9. */
import { utcDay, utcMillisecond } from "../../connector/core/calendarDate";
import { clock } from "../../connector/http/clock";
import type { BillWire } from "./billWire";
import { NotTestable } from "./finding";
import { at, isOk, numberAt, type Reply, type Row, rowsIn, saying, textAt } from "./reply";

interface BillRequest {
  readonly number?: string;
  readonly date?: string;
  readonly lines?: readonly Row[];
  readonly header?: Row;
}

export interface Sandbox {
  readonly wire: BillWire;
  vendorId(): Promise<string>;
  /** A number that no other bill or credit has. */
  nextNumber(): string;
  /** POST of a bill under the probe's vendor: of 100 in one line, unless the request says otherwise. */
  postBill(request?: BillRequest): Promise<Reply>;
  /**
   * The same, as the bill that was made.
   *
   * @throws {NotTestable} where BILL refuses it.
   */
  bill(request?: BillRequest): Promise<Row>;
  /** A vendor credit of that amount; throws like `bill`. */
  credit(amount: number): Promise<Row>;
  applyCredits(billId: string, parts: readonly (readonly [credit: Row, amount: number])[]): Promise<Reply>;
  /** Records a payment that was made elsewhere; throws like `bill`. */
  pay(billId: string, amount: number): Promise<void>;
  /** The bill as a read shows it now. */
  read(billId: string): Promise<Row>;
  /** PUT of a bill as it stands, with changes. */
  put(bill: Row, changes?: Row): Promise<Reply>;
  /** Takes everything away again. Returns what could not be removed, and why. */
  cleanUp(): Promise<string[]>;
}

const made = (answer: Reply, call: string): Row => {
  if (!isOk(answer)) throw new NotTestable(`${call}: ${saying(answer)}`);
  return answer.body as Row;
};

/** What a PUT takes of a bill: all that is known of it (connector/bill/API.md §6.2). */
const contentOf = (bill: Row): Row => {
  const names = ["vendorId", "dueDate", "invoice", "description", "billLineItems"];
  return Object.fromEntries(
    names.filter((name) => bill[name] !== undefined).map((name) => [name, bill[name]]),
  );
};

const ADDRESS = {
  line1: "1 Probe Street",
  city: "Austin",
  stateOrProvince: "TX",
  zipOrPostalCode: "78701",
  country: "US",
};

export const createSandbox = (wire: BillWire): Sandbox => {
  const startedAt = clock().now();
  const mark = startedAt.toString(36).toUpperCase();
  const name = `PRECORO PROBE ${mark}`;
  const payments: string[] = [];
  const vendor = ownVendor(wire, name);
  const vendorId = vendor.id;
  let last = 0;

  const nextNumber = () => `PROBE-${mark}-${++last}`;
  const postBill: Sandbox["postBill"] = async ({ number = nextNumber(), date, lines, header } = {}) => {
    const today = date ?? utcDay(clock().now());
    return wire.send("POST", "/v3/bills", {
      vendorId: await vendorId(),
      dueDate: today,
      invoice: { invoiceNumber: number, invoiceDate: today },
      description: "Made by npm run probe",
      billLineItems: lines ?? [{ amount: 100 }],
      ...header,
    });
  };
  const read = async (billId: string) =>
    made(await wire.getAgain(`/v3/bills/${billId}`), "GET /v3/bills/{id}");

  return {
    wire,
    vendorId,
    nextNumber,
    postBill,
    read,
    bill: async (request) => made(await postBill(request), "POST /v3/bills"),
    credit: async (amount) => {
      const body = {
        vendorId: await vendorId(),
        referenceNumber: nextNumber(),
        creditDate: utcDay(clock().now()),
        vendorCreditLineItems: [{ amount }],
      };
      return made(await wire.send("POST", "/v3/vendor-credits", body), "POST /v3/vendor-credits");
    },
    applyCredits: (billId, parts) =>
      wire.send("PATCH", `/v3/bills/${billId}`, {
        vendorCredits: parts.map(([credit, amount]) => ({ id: credit["id"], amount })),
      }),
    pay: async (billId, amount) => {
      const body = {
        vendorId: await vendorId(),
        processDate: utcDay(clock().now()),
        toPrintCheck: false,
        payments: [{ billId, amount }],
      };
      const answer = await wire.send("POST", "/v3/bills/record-payment", body);
      payments.push(
        textAt(made(answer, "a bill with money on it is needed, and POST /v3/bills/record-payment"), "id"),
      );
    },
    put: (bill, changes = {}) =>
      wire.send("PUT", `/v3/bills/${textAt(bill, "id")}`, { ...contentOf(bill), ...changes }),
    cleanUp: async () => {
      if (!vendor.isAsked()) return [];
      const id = await vendorId().catch(() => undefined);
      if (id === undefined) return [`perhaps the vendor ${name}: whether it was made is not known`];
      const since = utcMillisecond(startedAt - CLOCKS_APART_MS);
      return removeAll(wire, { vendorId: id, vendorName: name, payments, since });
    },
  };
};

/** The probe's vendor, which is made when it is first needed. */
const ownVendor = (wire: BillWire, name: string) => {
  let vendor: Promise<string> | undefined;
  const make = async () => {
    const answer = await wire.send("POST", "/v3/vendors", {
      name,
      accountType: "BUSINESS",
      address: ADDRESS,
    });
    return textAt(made(answer, "POST /v3/vendors"), "id");
  };
  return {
    id: () => {
      vendor ??= make();
      return vendor;
    },
    isAsked: () => vendor !== undefined,
  };
};

/** BILL's clock and ours may be so far apart. */
const CLOCKS_APART_MS = 15 * 60_000;

interface Rest {
  readonly vendorId: string;
  readonly vendorName: string;
  readonly payments: readonly string[];
  readonly since: string;
}

/** Payments are voided, credits taken off, bills and credits archived, and the vendor last. */
const removeAll = async (
  wire: BillWire,
  { vendorId, vendorName, payments, since }: Rest,
): Promise<string[]> => {
  const left: string[] = [];
  const attempt = async (what: string, send: () => Promise<Reply>) => {
    const answer = await send().catch((error: Error) => error);
    if (answer instanceof Error || !isOk(answer))
      left.push(`${what}: ${answer instanceof Error ? answer.message : saying(answer)}`);
  };
  const rows = async (path: string, filters: string) => {
    const query = [["max", "100"] as const, ["filters", filters] as const];
    const answer = await wire.getAgain(path, query).catch((error: Error) => error);
    if (!(answer instanceof Error) && isOk(answer)) return rowsIn(answer.body);
    left.push(`what GET ${path} would show: ${answer instanceof Error ? answer.message : saying(answer)}`);
    return [];
  };

  const reason = { type: "VOID_ONLY", reason: "Made by npm run probe" };
  for (const id of payments)
    await attempt(`payment ${id}`, () => wire.send("POST", `/v3/payments/${id}/void`, reason));
  for (const bill of await rows("/v3/bills", `vendorId:eq:${vendorId}`)) {
    const path = `/v3/bills/${textAt(bill, "id")}`;
    const what = `bill ${textAt(bill, "invoice.invoiceNumber")} (${textAt(bill, "id")})`;
    if (numberAt(bill, "creditAmount") > 0)
      await wire.send("PUT", path, contentOf(bill)).catch(() => undefined);
    if (at(bill, "archived") !== true) await attempt(what, () => wire.send("POST", `${path}/archive`));
  }
  for (const credit of await rows("/v3/vendor-credits", `createdTime:gte:"${since}"`)) {
    if (textAt(credit, "vendorId") !== vendorId || at(credit, "archived") === true) continue;
    const id = textAt(credit, "id");
    await attempt(`vendor credit ${textAt(credit, "referenceNumber")} (${id})`, () =>
      wire.send("POST", `/v3/vendor-credits/${id}/archive`),
    );
  }
  await attempt(`vendor ${vendorName}`, () => wire.send("POST", `/v3/vendors/${vendorId}/archive`));
  return left;
};
