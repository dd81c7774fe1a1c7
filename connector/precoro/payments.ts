/** Precoro's payments: looked up, created, linked. Precoro cannot change one. Source: connector/precoro/API.md §5 and §13. */
import * as z from "zod";
import { type CalendarDate, calendarDate } from "../core/calendarDate";
import { type Money, moneyText } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import type { BookedPayment } from "../core/payments/payment";
import { parseResponse } from "../http/parse";
import { SYSTEM } from "./errorResponse";
import { linkedAmong } from "./linkedRecords";
import type { PrecoroRequests } from "./request";
import { amount, children, id, isCreditPayment, MONEY, relation, text } from "./schema";

const PATH = "/payments";

/** A payment as the list shows it, with its invoice's internal id. */
export interface PaymentRow extends Omit<BookedPayment, "externalId"> {
  readonly invoiceId: string | undefined;
  readonly externalId?: string;
}

interface NewPayment {
  /** The internal id of the invoice. */
  readonly invoiceId: string;
  readonly amount: Money;
  readonly date: CalendarDate;
  /** The BILL payment's id. */
  readonly externalId: string;
  /** It is not sent again after this moment, ms since 1970 UTC. */
  readonly until: number | undefined;
}

/** Each method throws `RequestError`. */
export interface PrecoroPayments {
  /** Those that are linked to one of at most 200 BILL payments. */
  linkedAmong(paymentIds: readonly string[]): Promise<PaymentRow[]>;
  /** Creates a payment with its link; `linked` is false where Precoro did not take the link. Not retried: a lost response throws `unknown`. */
  create(payment: NewPayment): Promise<{ readonly idn: string; readonly linked: boolean }>;
  link(idn: string, externalId: string): Promise<void>;
}

const paymentSchema = z
  .object({ idn: id, sumPaid: amount, payDate: text, externalId: text, logicType: text })
  .transform(({ idn, sumPaid, payDate, externalId, logicType }, context): BookedPayment => {
    if (sumPaid === undefined) {
      context.addIssue({ code: "custom", message: "it has no amount", path: ["sumPaid"] });
      return z.NEVER;
    }
    const isCredit = isCreditPayment(logicType);
    return { idn, amount: sumPaid, date: calendarDate(payDate), externalId, isCredit };
  });

export const rowSchema = z
  .intersection(paymentSchema, z.object({ invoice: relation(z.object({ id: text })) }))
  .transform(
    ({ invoice, externalId, ...booked }): PaymentRow => ({
      ...booked,
      invoiceId: invoice?.id,
      ...omitUndefined({ externalId }),
    }),
  );

const createdSchema = z.object({ idn: id, externalId: text });

/** The payments in a document's JSON, as GET by `idn` shows it. */
export const paymentsOfDocument = (raw: unknown): BookedPayment[] =>
  z.object({ payments: children(paymentSchema) }).safeParse(raw).data?.payments ?? [];

/** What the document's header says is paid of it; undefined where it does not show that. */
export const paidOfDocument = (raw: unknown): Money | undefined =>
  z.object({ sumPaid: amount }).safeParse(raw).data?.sumPaid;

export const paymentsOf = ({ send, list }: PrecoroRequests): PrecoroPayments => {
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query))
      yield rows.map((row) => parseResponse(rowSchema, row, { system: SYSTEM, method: "GET", path: PATH }));
  }
  return {
    linkedAmong: (ids) => linkedAmong(read, ids),
    create: async ({ invoiceId, amount: sum, date, externalId, until }) => {
      const form: [string, string][] = [
        ["invoice[id]", invoiceId],
        ["sumPaid", moneyText(sum)],
        ["payDate", `${date}T00:00:00Z`],
        ["logicType", MONEY],
        ["externalId", externalId],
      ];
      const body = await send({ method: "POST", path: PATH, body: { form } }, { until });
      const made = parseResponse(createdSchema, body, { system: SYSTEM, method: "POST", path: PATH });
      return { idn: made.idn, linked: made.externalId === externalId };
    },
    link: async (idn, externalId) => {
      const path = `${PATH}/${encodeURIComponent(idn)}`;
      await send(
        { method: "PATCH", path, body: { form: [["externalId", externalId]] } },
        { repeatable: true },
      );
    },
  };
};
