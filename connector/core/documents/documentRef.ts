/**
 * The reference line: the one line in the description of a bill or vendor credit that names its Precoro document and approval. A Precoro
 * record has its BILL id in `externalId`, the link. No other record of what belongs together is kept.
 */

/** One Precoro document at one of its approvals. */
export interface DocumentRef {
  readonly kind: "invoice" | "credit note";
  readonly idn: string;
  /** The time of the approval, UTC to the second; undefined where Precoro has none. */
  readonly approved: string | undefined;
}

/** True if the reference is to this document, at any approval. */
export const isRefTo = (ref: DocumentRef, document: Pick<DocumentRef, "kind" | "idn">): boolean =>
  ref.kind === document.kind && ref.idn === document.idn;

/** The document within a sentence: `invoice #1042`. */
export const refText = ({ kind, idn }: Pick<DocumentRef, "kind" | "idn">): string => `${kind} #${idn}`;

const LINE = /^Precoro (invoice|credit note) #(\S+) \(approved (\S+)\)$/;

export const referenceLine = ({ kind, idn, approved }: DocumentRef): string =>
  `Precoro ${kind} #${idn} (approved ${approved ?? "-"})`;

/** The document in the first reference line of a description; undefined where it has none. */
export const readReference = (description: string): DocumentRef | undefined => {
  for (const line of description.split(/\r?\n/)) {
    const [, kind, idn, approved] = LINE.exec(line.trim()) ?? [];
    if (idn === undefined || (kind !== "invoice" && kind !== "credit note")) continue;
    return { kind, idn, approved: approved === "-" ? undefined : approved };
  }
  return undefined;
};

/** The description with the reference line: it replaces the document's earlier one, or becomes a new line at the end. */
export const withReference = (description: string, ref: DocumentRef): string => {
  const line = referenceLine(ref);
  let placed = false;
  const lines = description.split(/\r?\n/).flatMap((text) => {
    const names = readReference(text);
    if (!names || names.kind !== ref.kind || names.idn !== ref.idn) return [text];
    if (placed) return [];
    placed = true;
    return [line];
  });
  const kept = lines.join("\n").trim();
  if (placed) return kept;
  return kept === "" ? line : `${kept}\n${line}`;
};

/** The description with a reference line that still names the approval it has named so far. */
export const withOlderReference = (description: string, ref: DocumentRef): string =>
  withReference(description, { ...ref, approved: readReference(description)?.approved });

/** True if the description names an older approval than the document has, or none. */
export const namesOlderApproval = (description: string, { approved }: DocumentRef): boolean =>
  compareApprovals(approved, readReference(description)?.approved) === "later";

/** How a document's approval compares to the one in its voucher's reference line. A document without one counts as unchanged. */
export const compareApprovals = (
  document: string | undefined,
  bill: string | undefined,
): "same" | "later" | "earlier" => {
  if (document === undefined || document === bill) return "same";
  if (bill === undefined) return "later";
  return document > bill ? "later" : "earlier";
};
