/** The vouchers whose change in BILL a limit kept from being followed. *BILL Changes* follows them in its next run. */
import * as z from "zod";
import { eventAbout } from "../../core/changes/billEvent";

const changedSchema = z.object({ kind: z.enum(["bill", "vendor credit"]), id: z.string() });
export type VoucherChanged = z.infer<typeof changedSchema>;

/** Only the newest are kept: *Reconcile* finds what an older one would change. */
const MOST = 1_000;

/** Reads `crossFlowState.billChanges`; anything else counts as nothing. */
export const readPendingEvents = (stored: unknown): VoucherChanged[] =>
  z.array(changedSchema).safeParse(stored).data ?? [];

/** With one more, each voucher once. */
export const withPendingEvent = (pending: readonly VoucherChanged[], one: VoucherChanged): VoucherChanged[] =>
  [...pending.filter(({ id }) => id !== one.id), one].slice(-MOST);

/** An event for *Apply BILL Event*, which reads the record itself. */
export const eventOfPending = ({ kind, id }: VoucherChanged): object => eventAbout(kind, id, "archived");
