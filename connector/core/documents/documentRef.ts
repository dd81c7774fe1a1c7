/**
 * Which record is whose. A bill or vendor credit carries one line in its description that names the Precoro document it stands for;
 * a Precoro record carries the BILL id in its `externalId`. There is no other ledger.
 */

/** One Precoro document at one of its approvals. */
export interface DocumentRef {
  readonly kind: "invoice" | "credit note";
  readonly idn: string;
  /** The approval, UTC to the second; undefined where Precoro tells none. */
  readonly approved: string | undefined;
}

/** True if the mark names this document, at whichever approval. */
export const isRefTo = (ref: DocumentRef, document: Pick<DocumentRef, "kind" | "idn">): boolean =>
  ref.kind === document.kind && ref.idn === document.idn;

/** The document as sentences name it: `invoice #1042`. */
export const refText = ({ kind, idn }: Pick<DocumentRef, "kind" | "idn">): string => `${kind} #${idn}`;

const LINE = /^Precoro (invoice|credit note) #(\S+) \(approved (\S+)\)$/;

export const referenceLine = ({ kind, idn, approved }: DocumentRef): string =>
  `Precoro ${kind} #${idn} (approved ${approved ?? "-"})`;

/** The document that a description names, in its first line that names one. */
export const readReference = (description: string): DocumentRef | undefined => {
  for (const line of description.split(/\r?\n/)) {
    const [, kind, idn, approved] = LINE.exec(line.trim()) ?? [];
    if (idn === undefined || (kind !== "invoice" && kind !== "credit note")) continue;
    return { kind, idn, approved: approved === "-" ? undefined : approved };
  }
  return undefined;
};

/** The description with our line in it: in place of the line that was ours before, else as a line of its own at the end. */
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

/** Where a document's approval stands against the one its bill names. A document that tells none shows no new one. */
export const compareApprovals = (
  document: string | undefined,
  bill: string | undefined,
): "same" | "later" | "earlier" => {
  if (document === undefined || document === bill) return "same";
  if (bill === undefined) return "later";
  return document > bill ? "later" : "earlier";
};
