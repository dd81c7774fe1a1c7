/**
 * Two edits that implementers make in the designer, as edits of the shipped text. `integration/README.md` describes them step
 * by step.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const shipped = readFileSync(join(__dirname, "../../../integration/precoro-bill.yml"), "utf8");

const flowOf = (text: string, name: string): string => {
  const [, rest = ""] = text.split(`  - name: ${name}\n`);
  return rest.split(/\n {2}- name: /)[0] ?? "";
};

/** Changes one flow and leaves the others byte for byte. */
const inFlow = (text: string, name: string, change: (flow: string) => string): string => {
  const flow = flowOf(text, name);
  const changed = change(flow);
  if (flow === "" || changed === flow) throw new Error(`There is nothing to change in the flow "${name}".`);
  return text.replace(flow, () => changed);
};

const indented = (by: number, lines: readonly string[]): string =>
  lines.map((line) => `${" ".repeat(by)}${line}`).join("\n");

/** On the branch *Rejected* of *Invoice Outcome*: one more step. */
const notifyOnRejection = (): string =>
  inFlow(shipped, "Export Document", (flow) =>
    flow.replace(/^( *)- \{ name: Rejected, steps: \[\] \}$/m, (_, space: string) =>
      indented(space.length, [
        "- name: Rejected",
        "  steps:",
        "    - name: Tell Accounts Payable",
        "      description: Posts the rejection to the team's chat",
        "      action: { key: httpPost, component: { key: http, isPublic: true, version: LATEST } }",
        "      inputs:",
        "        url: { type: value, value: https://chat.example.com/hooks/accounts-payable }",
        "        data: { type: reference, value: exportBill.results }",
      ]),
    ),
  );

/** The steps of the branch *Approved Invoice* go into a branch of a condition; `otherwise` stands on its *Else*. */
const onCondition =
  (otherwise: readonly string[]) =>
  (flow: string): string =>
    flow.replace(
      /^( *)- name: Approved Invoice\n\1 {2}steps:\n([\s\S]*?)(?=^\1- name: )/m,
      (_, space: string, steps: string) => {
        const head = [
          "- name: Approved Invoice",
          "  steps:",
          "    - name: Is It To Be Sent",
          "      description: Only invoices whose custom field Send to BILL says Yes",
          "      action: { key: branchOnExpression, component: { key: branch, isPublic: true, version: LATEST } }",
          "      inputs:",
          "        conditions:",
          "          type: complex",
          "          value:",
          "            - name: To Be Sent",
          "              type: complex",
          "              value:",
          "                - and",
          "                - - equal",
          "                  - { type: reference, value: 'getDocument.results.fields[\"Send to BILL\"]' }",
          '                  - { type: value, value: "Yes" }',
          "      branches:",
          "        - name: To Be Sent",
          "          steps:",
        ];
        const inner = steps.trimEnd().replace(/^(?=.)/gm, " ".repeat(8));
        return `${indented(space.length, head)}\n${inner}\n${indented(space.length + 8, otherwise)}\n`;
      },
    );

/** Changes both flows that send automatically; the scheduled one remembers what it does not send until that changes. */
const onlyMarkedDocuments = (): string =>
  inFlow(
    inFlow(shipped, "Export Document", onCondition(["- { name: Else, steps: [] }"])),
    "Export Changed Documents",
    onCondition([
      "- name: Else",
      "  steps:",
      "    - name: Record What Is Not Sent",
      "      description: It is looked at again when it changes",
      "      action: { key: recordOutcome, component: { key: precoro-bill, isPublic: false, version: LATEST } }",
      "      inputs:",
      "        result: { type: reference, value: getDocument.results }",
    ]),
  );

export const edits = { notifyOnRejection, onlyMarkedDocuments };
