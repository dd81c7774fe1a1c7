/** A bill and a document of our own core with sensible values, for tests that care about one or two of them. */

import type { Document } from "../../../connector/core/documents/document";
import { referenceLine } from "../../../connector/core/documents/documentRef";
import { nothingPaid } from "../../../connector/core/documents/paidInPrecoro";
import type { Voucher } from "../../../connector/core/documents/voucher";
import { money, zero } from "../../../connector/core/money";

/** The user of the connection, who creates the bills. */
export const USER = "00601USER000000000001";

export const APPROVED = "2026-03-02T08:55:00Z";

export const aDocument = (set: Partial<Document> = {}): Document => ({
  idn: "1042",
  kind: "invoice",
  status: 2,
  ref: { kind: "invoice", idn: "1042", approved: APPROVED },
  approvedAt: Date.parse(APPROVED),
  createdAt: Date.parse("2026-03-01T08:00:00Z"),
  number: "INV-7",
  currency: "USD",
  issueDate: "2026-03-01",
  dueDate: "2026-03-31",
  total: money("119.90"),
  paid: nothingPaid,
  supplier: { id: "55", name: "Acme Paper", externalId: "00901ACMEPAPER0000001", linkShown: true },
  fields: [],
  lines: [],
  ...set,
});

export const aBill = (set: Partial<Voucher> = {}): Voucher => ({
  id: "00n01BILL000000000001",
  vendorId: "00901ACMEPAPER0000001",
  number: "INV-7",
  date: "2026-03-01",
  dueDate: "2026-03-31",
  description: referenceLine({ kind: "invoice", idn: "1042", approved: APPROVED }),
  lines: [{ id: "bli01", amount: money("119.90"), description: "Paper", coding: {} }],
  kept: {},
  amount: money("119.90"),
  archived: false,
  draft: false,
  hasMoney: false,
  moneyText: "UNPAID",
  rest: money("119.90"),
  scheduled: zero,
  paidMoney: zero,
  credited: zero,
  creditable: money("119.90"),
  uses: [],
  createdBy: USER,
  createdAt: Date.parse("2026-03-02T09:00:00Z"),
  updatedAt: Date.parse("2026-03-02T09:00:00Z"),
  ...set,
});
