/** Precoro's payments: looked up, booked, linked. There is no change of one. Source: connector/precoro/API.md §5 and §13. */
import * as z from "zod";
import { type CalendarDate, calendarDate } from "../core/calendarDate";
import { type Money, moneyText } from "../core/money";
import type { BookedPayment } from "../core/payments/payment";
import { parseResponse } from "../http/parse";
import { SYSTEM } from "./errorResponse";
import { linkedAmong } from "./records";
import type { PrecoroRequests } from "./request";
import { amount, children, id, relation, text } from "./schema";

const PATH = "/payments";

/** A payment as the list shows it, with its invoice's internal id. */
export interface PaymentRow extends Omit<BookedPayment, "externalId"> {
  readonly invoiceId: string | undefined;
  readonly externalId?: string;
}

interface NewPayment {
  /** The invoice's internal id. */
  readonly invoiceId: string;
  readonly amount: Money;
  readonly date: CalendarDate;
  /** The BILL payment's id. */
  readonly externalId: string;
}

export interface PrecoroPayments {
  /** Those that are linked to one of at most 200 BILL payments. */
  linkedAmong(paymentIds: readonly string[]): Promise<PaymentRow[]>;
  /** Books one and asks for its link at once. Never repeated by itself: a lost answer is `unknown`. */
  create(payment: NewPayment): Promise<{ readonly idn: string; readonly linked: boolean }>;
  link(idn: string, externalId: string): Promise<void>;
}

const bookedSchema = z
  .object({ idn: id, sumPaid: amount, payDate: text, externalId: text, logicType: text })
  .transform(({ idn, sumPaid, payDate, externalId, logicType }, context): BookedPayment => {
    if (sumPaid === undefined) {
      context.addIssue({ code: "custom", message: "it has no sum", path: ["sumPaid"] });
      return z.NEVER;
    }
    const isCredit = logicType !== undefined && logicType !== "0";
    return { idn, amount: sumPaid, date: calendarDate(payDate), externalId, isCredit };
  });

const rowSchema = z
  .intersection(bookedSchema, z.object({ invoice: relation(z.object({ id: text })) }))
  .transform(
    ({ invoice, externalId, ...booked }): PaymentRow => ({
      ...booked,
      invoiceId: invoice?.id,
      ...(externalId === undefined ? {} : { externalId }),
    }),
  );

const createdSchema = z.object({ idn: id, externalId: text });

/** The payments that a document shows which was read by its number; none where it shows none. */
export const paymentsOfDocument = (raw: unknown): BookedPayment[] =>
  z.object({ payments: children(bookedSchema) }).safeParse(raw).data?.payments ?? [];

export const paymentsOf = ({ send, list }: PrecoroRequests): PrecoroPayments => {
  async function* read(query: [string, string][]) {
    for await (const rows of list(PATH, query))
      yield rows.map((row) => parseResponse(rowSchema, row, { system: SYSTEM, method: "GET", path: PATH }));
  }
  return {
    linkedAmong: (ids) => linkedAmong(read, ids),
    create: async ({ invoiceId, amount: sum, date, externalId }) => {
      const form: [string, string][] = [
        ["invoice[id]", invoiceId],
        ["sumPaid", moneyText(sum)],
        ["payDate", `${date}T00:00:00Z`],
        ["logicType", "0"],
        ["externalId", externalId],
      ];
      const body = await send({ method: "POST", path: PATH, body: { form } });
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
