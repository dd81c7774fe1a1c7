/** A document read from Precoro's JSON, and the bill that it is to become. A test that expects neither to be stopped fails if one is. */
import { toBill } from "../../../connector/core/documents/toBill";
import type { VoucherDraft } from "../../../connector/core/documents/voucher";
import type { Accounts } from "../../../connector/core/documents/voucherLines";
import { isStopped } from "../../../connector/core/outcome";
import { parseDocument } from "../../../connector/precoro/document";
import { wireDocument } from "./wireDocument";

export const VENDOR = "00901ACMEPAPER0000001";

export const read = (set: Record<string, unknown>) => {
  const document = parseDocument(wireDocument(set), "1042");
  if (isStopped(document)) throw new Error(`unreadable: ${JSON.stringify(document)}`);
  return document;
};
export const draft = (set: Record<string, unknown> = {}, accounts: Accounts = {}): VoucherDraft => {
  const bill = toBill(read(set), VENDOR, accounts);
  if (isStopped(bill)) throw new Error(`rejected: ${JSON.stringify(bill)}`);
  return bill;
};
