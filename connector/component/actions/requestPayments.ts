/**
 * Request Payments: records which payments the next Import Payments imports besides those that are due. It makes no calls, and its
 * output is a synchronous flow's response.
 */
import { action, input, PerformSafety } from "@prismatic-io/spectral";
import { moment, utcMillisecond } from "../../core/calendarDate";
import { type RecordResult, reject, stoppedResult } from "../../core/outcome";
import {
  MOST_IDS,
  MOST_REQUESTS,
  type RequestedPayments,
  requestText,
  withRequest,
} from "../../core/payments/paymentRequests";
import { isBillId } from "../../core/recordId";
import { clock } from "../../http/clock";
import { BadInput, refusable, refusedCall, refusing } from "../badInput";
import { cleanIds, dayInput, optionalText } from "../inputs";
import type { Output } from "../outputs/output";
import { exampleRequested, type RequestedData, requestedSchema } from "../outputs/payments";
import { changedState, logOf, paymentRequestsOf, paymentsOf } from "../runtime";

interface RequestParams {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ids: readonly string[];
  readonly changedSince: string | undefined;
}

const HOW = "Choose the payments with from and to, with ids, or with changedSince.";

/** @throws {BadInput} with one sentence, for anything but one complete choice */
const requestedOf = ({ from, to, ids, changedSince }: RequestParams): RequestedPayments => {
  const isRange = from !== undefined || to !== undefined;
  if ([isRange, ids.length > 0, changedSince !== undefined].filter(Boolean).length !== 1)
    throw new BadInput(HOW);
  if (ids.length > 0) return { ids: checkedIds(ids) };
  if (changedSince !== undefined) {
    const since = moment(changedSince);
    if (since === undefined)
      throw new BadInput(
        `"${changedSince.slice(0, 60)}" is not a time. Enter changedSince like 2026-01-31T00:00:00Z.`,
      );
    return { changedSince: utcMillisecond(since) };
  }
  if (from === undefined || to === undefined)
    throw new BadInput(`A range needs both dates, from and to. ${HOW}`);
  if (from > to) throw new BadInput(`The range starts on ${from}, after it ends on ${to}.`);
  return { from, to };
};

const checkedIds = (ids: readonly string[]): readonly string[] => {
  const wrong = ids.find((id) => !isBillId("payment", id));
  if (wrong !== undefined)
    throw new BadInput(`"${wrong.slice(0, 60)}" is not the ID of a BILL payment, which starts with stp.`);
  if (ids.length > MOST_IDS)
    throw new BadInput(`One call takes ${MOST_IDS} payment IDs, but this one has ${ids.length}.`);
  return ids;
};

const contentType = "application/json";

export const requestPayments = action({
  display: {
    label: "Request Payments",
    description: "Records which BILL payments Import Payments imports next, and returns the request's ID",
  },
  inputs: refusable({
    from: dayInput("From", "The first process date to import."),
    to: dayInput("To", "The last process date to import."),
    ids: input({
      label: "Payment IDs",
      type: "string",
      required: false,
      example: "stp01ABCDEFGHIJKLMNO",
      comments: "IDs of BILL payments, as a list, JSON, or comma-separated text.",
      clean: cleanIds,
    }),
    changedSince: input({
      label: "Changed Since",
      type: "string",
      required: false,
      example: "2026-01-31T00:00:00Z",
      comments: "Imports payments that changed in BILL since this time (UTC).",
      clean: optionalText,
    }),
  }),
  perform: (context, params) => {
    const log = logOf(context);
    const record = (): Output<RequestedData | RecordResult> => {
      const payments = requestedOf(params);
      const done = new Set(paymentsOf(context).requestsDone.map(({ id }) => id));
      const recorded = withRequest(paymentRequestsOf(context.instanceState), (id) => done.has(id), {
        id: context.executionId,
        at: clock().now(),
        payments,
      });
      if (!recorded) {
        const data = stoppedResult({ id: "call" }, reject("too-many-requests", { count: MOST_REQUESTS }));
        log.warn(data.message ?? "");
        return { data, statusCode: 429, contentType };
      }
      const { request, open } = recorded;
      log.info(`Payment request ${request.id} (${requestText(payments)}): recorded.`);
      return {
        data: { state: "recorded", id: request.id, open: open.map(({ id }) => id) },
        statusCode: 200,
        contentType,
        instanceState: { ...context.instanceState, paymentRequests: open },
        ...changedState(context, { paymentRequests: open }),
      };
    };
    return refusing<Output<RequestedData | RecordResult>>(log, params, record, refusedCall);
  },
  performSafety: PerformSafety.NOT_ALLOWED,
  examplePerform: async () => exampleRequested,
  examplePayload: exampleRequested,
  outputSchema: { type: "actionOutput", schema: requestedSchema },
});
