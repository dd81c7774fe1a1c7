/**
 * What stands in the error log of a document's record in Precoro. Two write it, each its own part: what happened to the document comes
 * first, then a note for each payment that could not be imported. Neither touches the other's part.
 */

import type { RecordResult, Warning } from "../outcome";
import { type Reason, sentence } from "../reason";
import { type Document, documentText } from "./document";

/** Each note is a sentence about a payment, which starts with its id. White space between the parts may come back otherwise. */
const NOTE = /(?:^|\s+)(?=Payment stp\w+ )/;

/** True for a sentence that is written to the log as a note on a payment. */
export const isPaymentNote = (text: string): boolean => text.startsWith("Payment stp");

interface Parts {
  readonly document: string;
  readonly notes: readonly string[];
}

const partsOf = (log: string): Parts => {
  const parts = log.trim().split(NOTE);
  return {
    document: parts.filter((part) => !isPaymentNote(part)).join(" "),
    notes: parts.filter(isPaymentNote),
  };
};

const joined = ({ document, notes }: Parts): string => [document, ...notes].filter(Boolean).join(" ");

/** The log with this text about the document. The notes on payments stay. */
export const withDocumentText = (log: string, text: string): string =>
  joined({ document: text, notes: partsOf(log).notes });

/** The log with this note, in the place of an older one on the same payment. The text about the document stays. */
export const withPaymentNote = (log: string, note: string): string => {
  const { document, notes } = partsOf(log);
  const payment = (text: string) => text.split(" ", 2).join(" ");
  return joined({ document, notes: [...notes.filter((one) => payment(one) !== payment(note)), note] });
};

/** Skipped ones that somebody has to know of all the same. */
const SHOWN: readonly (Reason | undefined)[] = ["supplier-not-linked", "archived-in-bill", "credit-archived"];

/**
 * The text about the document that a result calls for: empty if nothing is wrong with it, undefined if what stands there stays.
 * A record of another integration's keeps that one's text.
 */
export const textAfter = ({
  outcome,
  reason,
  message,
}: Pick<RecordResult, "outcome" | "reason" | "message">): string | undefined => {
  switch (outcome) {
    case "rejected":
      return reason === "external-id-not-from-bill" ? undefined : message;
    case "unlinked":
      return message;
    case "skipped":
      if (reason === "never-sent") return "";
      return SHOWN.includes(reason) ? message : undefined;
    case "postponed":
      return undefined;
    default:
      return "";
  }
};

const NOT_APPLIED: readonly Reason[] = ["credit-not-applied", "credit-right-missing", "credit-bill-locked"];

/** The text about a credit note whose credit was not applied; empty if none of the warnings says so of this note. */
export const creditText = (document: Document, warnings: readonly Warning[]): string =>
  warnings
    .filter(
      ({ reason, facts }) => NOT_APPLIED.includes(reason) && facts["document"] === documentText(document),
    )
    .map(({ reason, facts }) => sentence(reason, facts))
    .join(" ");

/** True if the log says that the document's credit was not applied. */
export const saysNotApplied = ({ errorLog = "", ...document }: Document): boolean =>
  partsOf(errorLog).document.includes(
    ` of ${documentText(document)} was not applied to the bill of invoice #`,
  );

/** True if the log says that the document's bill is archived. */
export const saysArchived = ({ errorLog = "", ...document }: Document): boolean =>
  partsOf(errorLog).document === sentence("archived-in-bill", { document: documentText(document) });
