/** A document as a list of Precoro shows it, and what a row alone tells. */
import type { Money } from "../money";
import type { DocumentRef } from "./documentRef";

/** A document as a list shows it: without lines, and without its supplier's link. */
export interface DocumentRow {
  readonly idn: string;
  readonly id?: string;
  readonly kind: DocumentRef["kind"];
  readonly status: number;
  /** For a split-cost child: the invoice it is a part of. For a credit note of an invoice: that invoice. */
  readonly parent?: string;
  readonly externalId?: string;
  /** UTC to the second; undefined where Precoro tells none. */
  readonly approved?: string;
  /** ms since 1970 UTC. */
  readonly approvedAt?: number;
  /** ms since 1970 UTC. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
  readonly supplierId?: string;
  readonly currency?: string;
  /** Gross, and what is paid of it, with credits. */
  readonly total?: Money;
  readonly paid?: Money;
}

/** A part of a split invoice is never sent. A credit note's parent is the invoice that it is of. */
export const isSplitChild = ({ kind, parent }: Pick<DocumentRow, "kind" | "parent">): boolean =>
  kind === "invoice" && parent !== undefined;
