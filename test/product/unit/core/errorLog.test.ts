/** What stands in a record's error log: the text about the document, then the notes on payments, each with its owner. */

import * as fc from "fast-check";
import type { Document } from "../../../../connector/core/documents/document";
import {
  creditText,
  isPaymentNote,
  saysArchived,
  saysNotApplied,
  textAfter,
  withDocumentText,
  withPaymentNote,
} from "../../../../connector/core/documents/errorLog";
import { reject, type Stopped, skip, stoppedResult, unlink } from "../../../../connector/core/outcome";
import { type Reason, reasons, sentence } from "../../../../connector/core/reason";

const note = { kind: "credit note", idn: "7" } as const;
const noteWith = (errorLog: string) => ({ ...note, errorLog }) as Document;
const facts = {
  ...{ document: "Credit note #7", record: "Supplier Acme", payment: "stp01", amount: "5.00" },
  ...{ parent: "1", why: "Payment is due.", words: "No.", status: "VOIDED" },
};
const after = (stopped: Stopped) => textAfter(stoppedResult({ id: "7" }, stopped));

const documentTexts = reasons.map((reason) => sentence(reason, facts)).filter((text) => !isPaymentNote(text));
const paymentNotes = ["stp01", "stp02", "stp03"].map((payment) =>
  sentence("payment-reversed", { ...facts, payment }),
);

test("the text about the document and the notes on payments never touch each other", () => {
  const write = fc.oneof(
    fc.constantFrom("", ...documentTexts).map((text) => ({ text })),
    fc.constantFrom(...paymentNotes).map((payment) => ({ payment })),
  );
  const form = fc.constantFrom(
    (log: string) => log,
    (log: string) => log.replace(/ (?=Payment stp)/g, "\r\n"),
  );
  fc.assert(
    fc.property(fc.array(write), form, (writes, stored) => {
      let log = "";
      let text = "";
      const notes = new Set<string>();
      for (const one of writes) {
        log = stored("text" in one ? withDocumentText(log, one.text) : withPaymentNote(log, one.payment));
        if ("text" in one) text = one.text;
        else notes.add(one.payment);
      }
      for (const payment of notes) expect(log.split(payment)).toHaveLength(2);
      expect(log.startsWith(text)).toBe(true);
      const rest = [...notes].reduce((left, payment) => left.replace(payment, ""), log);
      expect(rest.trim()).toBe(text);
      expect(withDocumentText(log, text).replace(/\s+/g, " ")).toBe(log.replace(/\s+/g, " "));
    }),
  );
});

test("a newer note on a payment takes the place of the older one", () => {
  const [first = "", second = ""] = paymentNotes;
  const other = sentence("payment-too-large", { ...facts, rest: "1.00" });
  const log = withPaymentNote(withPaymentNote(withPaymentNote("Text.", first), second), other);
  expect(log).toBe(`Text. ${second} ${other}`);
});

const text = sentence("archived-in-bill", facts);
test.each<[string, string | undefined, string | undefined]>([
  ["rejected", after(reject("due-date-missing", facts)), sentence("due-date-missing", facts)],
  ["another integration's", after(reject("external-id-not-from-bill", facts)), undefined],
  ["unlinked", after(unlink("archived-in-bill", facts)), text],
  ["still archived", after(skip("archived-in-bill", facts)), text],
  ["never sent, and canceled", after(skip("never-sent", facts)), ""],
  [
    "a supplier without a link",
    after(skip("supplier-not-linked", facts)),
    sentence("supplier-not-linked", facts),
  ],
  ["not approved", after(skip("not-approved", facts)), undefined],
  ["created", textAfter({ outcome: "created", message: "Lines without an account: 1 of 1." }), ""],
  ["postponed", textAfter({ outcome: "postponed" }), undefined],
])("%s", (_, found, wanted) => expect(found).toBe(wanted));

test("a credit that was not applied is recognized by its text, whatever the reason and whatever else stands there", () => {
  const why: Reason[] = ["credit-not-applied", "credit-right-missing", "credit-bill-locked"];
  for (const reason of why) {
    const said = creditText(noteWith(""), [
      { reason, facts },
      { reason, facts: { ...facts, document: "Credit note #8" } },
      { reason: "copied-in-bill", facts },
    ]);
    expect(said).toBe(sentence(reason, facts));
    expect(saysNotApplied(noteWith(withPaymentNote(said, paymentNotes[0] ?? "")))).toBe(true);
  }
  expect(saysNotApplied(noteWith(text))).toBe(false);
  expect(saysArchived(noteWith(`${text} ${paymentNotes[0]}`))).toBe(true);
  expect(saysArchived(noteWith(sentence("credit-archived", facts)))).toBe(false);
});
