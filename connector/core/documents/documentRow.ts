/** A document as Precoro's list shows it, and what a row alone is enough to decide. */
import type { Money } from "../money";
import type { DocumentRef } from "./documentRef";

/** Without lines, and without its supplier's link. */
export interface DocumentRow {
  readonly idn: string;
  readonly id?: string;
  readonly kind: DocumentRef["kind"];
  readonly status: number;
  /** The `idn` of an invoice: the one that a split invoice's part belongs to, or the one that a credit note is for. */
  readonly parent?: string;
  readonly externalId?: string;
  /** The time of the approval, UTC to the second; left out where Precoro has none. */
  readonly approved?: string;
  /** ms since 1970 UTC. */
  readonly approvedAt?: number;
  /** ms since 1970 UTC. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly supplierId?: string;
  readonly currency?: string;
  /** Gross. */
  readonly total?: Money;
  /** By payments and credit notes. */
  readonly paid?: Money;
}

/** True for a part of a split invoice, which is never sent. A credit note's parent is the invoice that it is for. */
export const isSplitChild = ({ kind, parent }: Pick<DocumentRow, "kind" | "parent">): boolean =>
  kind === "invoice" && parent !== undefined;
