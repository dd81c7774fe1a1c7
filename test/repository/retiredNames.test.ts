/**
 * Names that were given up before the first release, and are in no file again: action keys, step names and reason codes that
 * users meet. The changelog and the decisions may quote them.
 */
import { reasons } from "../../connector/core/reason";
import { projectFiles, readText } from "./projectFiles";

const actions = ["keepImport", "unfinishedImports", "rememberOutcome"];

const steps = [
  "What Became Of",
  "How The Import Ended",
  "Keep Vendor Import",
  "Unfinished Imports",
  "Remember The",
  "Are Credit Notes Sent",
  "Say That Credit Notes Are Off",
];

const codes = [
  "foreign-link",
  "link-unknown",
  "bill-refused",
  "precoro-refused",
  "limit-reached",
  "vendor-unknown",
  "vendor-name-shared",
  "supplier-unknown",
  "supplier-name-shared",
  "supplier-linked-elsewhere",
  "field-missing",
  "entry-unknown",
  "entry-unreadable",
  "entry-archived",
  "entry-not-postable",
  "entry-in-circle",
  "parent-missing",
  "parent-without-place",
  "too-deep",
  "option-name-shared",
  "item-unknown",
  "item-not-bought",
  "item-is-heading",
  "item-name-shared",
  "catalog-name-shared",
  "item-linked-elsewhere",
  "event-not-followed",
  "voucher-not-linked",
  "voucher-unknown",
  "restored-of-canceled",
  "approved-since",
  "suppliers-not-refreshed",
  "payment-handed-on",
  "payment-not-linked",
  "payment-waits",
  "payment-of-canceled",
  "paid-here-already",
  "payment-taken-back",
  "missing-there",
  "active-there",
  "doubled-there",
  "archived-there",
  "paid-here-only",
  "paid-there-only",
  "kind-unknown",
  "split-child",
  "document-unknown",
  "already-paid",
  "total-not-cents",
  "related-not-sent",
  "related-never-sent",
  "number-of-another-document",
  "link-names-another-document",
  "newer-in-bill",
  "voucher-unsettled",
  "paid-of-canceled",
];

const quoting = ["connector/CHANGELOG.md", "connector/DECISIONS.md", "test/repository/retiredNames.test.ts"];

const texts = projectFiles()
  .filter((file) => /\.(ts|cjs|md|yml|json)$/.test(file) && !quoting.includes(file))
  .map((file) => ({ file, text: readText(file) }));

test.each([...actions, ...steps])("%s is in no file", (name) => {
  expect(texts.filter(({ text }) => text.includes(name)).map(({ file }) => file)).toEqual([]);
});

test("no retired code is a reason again, and none is quoted in a file", () => {
  expect(reasons.filter((reason) => codes.includes(reason))).toEqual([]);
  const quoted = new RegExp(`["'\`( ](?:rejected |skipped |postponed )?(${codes.join("|")})["'\`)]`, "g");
  expect(
    texts.flatMap(({ file, text }) => [...text.matchAll(quoted)].map(([, code]) => `${file}: ${code}`)),
  ).toEqual([]);
});

test("no code speaks of here and there", () => {
  expect(reasons.filter((reason) => /(^|-)(here|there)(-|$)/.test(reason))).toEqual([]);
});
