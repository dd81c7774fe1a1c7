/** BILL's errors: status, code and message of each. */

export type ErrorStatus = 400 | 401 | 403 | 404 | 422 | 429 | 500 | 501;

export class BillApiError extends Error {
  constructor(
    readonly status: ErrorStatus,
    /** `BDC_nnnn`; connector/bill/API.md §2: may be missing. */
    readonly code: string | undefined,
    readonly messages: readonly string[],
  ) {
    super(messages.join(" "));
  }
}

/** connector/bill/API.md §2: BDC_1143, the message names the field. */
export const invalid = (...problems: string[]): BillApiError =>
  new BillApiError(
    400,
    "BDC_1143",
    problems.map((problem) => `Invalid entity data. ${problem}`),
  );

/** connector/bill/API.md §2: a validation error reads `field: must not be null` and has no code. */
export const validationFailed = (...problems: string[]): BillApiError =>
  new BillApiError(400, undefined, problems);

/** connector/bill/API.md §2: BDC_1205. Assumed: its text. */
export const unknownId = (id: string): BillApiError =>
  new BillApiError(404, "BDC_1205", [`The object ${id} was not found.`]);

/** The simulator's own answer: BILL documents this, but it is not supported here. */
export const notSimulated = (name: string): BillApiError =>
  new BillApiError(501, undefined, [`${name}: documented by BILL, but not simulated`]);

/** connector/bill/API.md §2: BDC_1121. */
export const unsupported = (call: string): BillApiError =>
  new BillApiError(404, "BDC_1121", [`The call ${call} is not supported.`]);

/** connector/bill/API.md §1.3. */
export const invalidSession = (): BillApiError =>
  new BillApiError(401, "BDC_1109", ["Session is invalid. Please log in."]);

/** connector/bill/API.md §1.4, §2: permissions are checked per operation. Assumed: 403. */
export const noPermission = (call: string): BillApiError =>
  new BillApiError(403, "BDC_1145", [`The user has no permission for ${call}.`]);

/** connector/bill/API.md §1.4: applying a credit takes a right that a sync token may not have. */
export const mayNotApplyCredits = (): BillApiError => noPermission("vendorCredits");

/** connector/bill/API.md §2: the record's state does not allow it; §15: as BDC_1143. */
const ruleBroken = (problem: string): BillApiError =>
  new BillApiError(422, "BDC_1143", [`Invalid entity data. ${problem}`]);

/** connector/bill/API.md §15: a bill with money on it. Assumed: a bill with credits on it likewise. */
export const billHasMoney = (paymentStatus: string, creditAmount: number): BillApiError =>
  ruleBroken(
    paymentStatus === "UNPAID"
      ? `creditAmount: a bill with ${creditAmount} of credits on it cannot be changed or archived`
      : `paymentStatus: a bill that is ${paymentStatus} cannot be changed or archived`,
  );

/** connector/bill/API.md §6.5; the words are assumed. */
export const billIsApproved = (approvalStatus: string): BillApiError =>
  ruleBroken(`approvalStatus: a bill that is ${approvalStatus} cannot be changed or archived`);

/** connector/bill/API.md §6.5; the words are assumed. */
export const booksAreClosed = (invoiceDate: string, until: string): BillApiError =>
  ruleBroken(
    `invoice.invoiceDate: ${invoiceDate} is in a closed period, the books are closed until ${until}`,
  );

/** connector/bill/API.md §7, one of the two possible answers: an applied credit is locked like a paid bill. */
export const creditIsApplied = (status: string): BillApiError =>
  ruleBroken(`status: a vendor credit that is ${status} cannot be changed or archived`);

/** connector/bill/API.md §7: archiving a credit is final. Assumed: an archived credit cannot be changed either. */
export const creditIsArchived = (id: string): BillApiError => ruleBroken(`archived: ${id} is archived`);

/** Assumed: why a credit cannot be applied to a bill. */
export const creditNotApplicable = (problem: string): BillApiError => ruleBroken(problem);

/** connector/bill/API.md §10; assumed: 422. */
export const tooManySubscriptions = (most: number): BillApiError =>
  ruleBroken(`subscriptions: an organization has at most ${most}`);

/** connector/bill/API.md §10; assumed: 422. */
export const duplicateSubscription = (id: string): BillApiError =>
  ruleBroken(`events: subscription ${id} has the same events and the same notificationUrl`);

/** Assumed: a disabled subscription gets neither test events nor resent ones. */
export const subscriptionDisabled = (id: string): BillApiError =>
  ruleBroken(`status: subscription ${id} is not enabled`);

/** connector/bill/API.md §6.6, §15. */
export const duplicateNumber = (invoiceNumber: string): BillApiError =>
  new BillApiError(422, "BDC_1171", [`The invoice number ${invoiceNumber} already exists.`]);

/** connector/bill/API.md §2: the code tells a limit, the status may be another. */
export const limitStatuses = [429, 400, 403] as const;

export type LimitStatus = (typeof limitStatuses)[number];

/** connector/bill/API.md §2, §3: the call after the last one of an hour. Assumed: the 201st login reads the same. */
export const hourlyLimitReached = (status: LimitStatus, most: number): BillApiError =>
  new BillApiError(status, "BDC_1144", [`Max number of allowed requests per hour reached: ${most}.`]);

/** connector/bill/API.md §2, §3. */
export const tooManyConcurrentCalls = (status: LimitStatus): BillApiError =>
  new BillApiError(status, "BDC_1322", ["Max number of concurrent requests per organization reached."]);

/** connector/bill/API.md §2: system failure. */
export const systemFailure = (): BillApiError =>
  new BillApiError(500, "BDC_1001", ["A system failure has occurred."]);
