/** BILL's API calls that record a payment made elsewhere and void one, without HTTP. connector/bill/API.md §9. */
import { z } from "zod";
import type { Fields } from "../kit/records";
import { invalid, unknownId } from "./apiErrors";
import { openAmount } from "./bills/applyPayment";
import type { Organization } from "./organization";
import type { Payment } from "./records";
import { bodyParser, date, id, positiveMoney } from "./requestSchema";
import type { PaymentApp } from "./webApp/webAppPayments";

export interface PaymentApi {
  /** The answer has no vendor's name. */
  recordPayment(body: unknown): Fields;
  voidPayment(id: string): Payment;
}

/** connector/bill/API.md §9. The simulator takes one bill in a call, and none of the optional fields. */
const parseRecorded = bodyParser(
  z.strictObject({
    vendorId: id,
    processDate: date,
    toPrintCheck: z.boolean(),
    payments: z.array(z.strictObject({ billId: id, amount: positiveMoney })).length(1),
  }),
);

export const paymentApi = (
  organization: Organization,
  { pay, void: voidPayments }: PaymentApp,
): PaymentApi => ({
  recordPayment(body) {
    const { vendorId, processDate, payments } = parseRecorded(body);
    const [{ billId, amount } = { billId: "", amount: 0 }] = payments;
    const bill = organization.bill(billId);
    const problem =
      bill.vendorId !== vendorId
        ? `payments[0].billId: ${billId} is another vendor's`
        : bill.archived || amount > openAmount(bill)
          ? `payments[0].amount: ${billId} has less left to pay`
          : undefined;
    if (problem !== undefined) throw invalid(problem);
    const { vendorName: _vendorName, ...made } = pay(billId, { amount, processDate, onlinePayment: false });
    return made;
  },
  voidPayment(paymentId) {
    const { status } = organization.payment(paymentId);
    if (status === "VOID") throw unknownId(paymentId);
    voidPayments(paymentId);
    return organization.payment(paymentId);
  },
});
