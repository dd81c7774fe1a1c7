/** Implementers can edit the flows without changing the component: two edits of the shipped file are made and run. */

import { join } from "node:path";
import { type Simulation, startSimulation } from "../../sandbox/simulation";
import { readWorld } from "../../sandbox/worldFile";
import { loadBundle } from "../../simulators/prismatic/bundle";
import { validate } from "../../simulators/prismatic/validator";
import { acmeWorld, document } from "../fixtures/acme";
import { withoutPaymentSchedule } from "../kit/withSimulation";
import { edits } from "./implementersEdits";

const component = loadBundle(join(__dirname, "../../../connector/dist/index.js")).described;

const invoice = (idn: string, set: object = {}) => document(idn, set, "10");
const sendField = (value: string) => ({
  dataDocumentCustomFields: { data: [{ value, documentCustomField: { id: 70, name: "Send to BILL" } }] },
});

const withEdit = async (
  name: keyof typeof edits,
  invoices: object[],
  check: (simulation: Simulation) => void | Promise<void>,
) => {
  const world = acmeWorld(invoices, {}, { "Export Schedule": "0 * * * *" });
  const simulation = await startSimulation(
    readWorld(withoutPaymentSchedule(world), "an implementer's world"),
    {
      definitionText: edits[name](),
      warm: true,
    },
  );
  try {
    for (const { idn } of simulation.precoro.world.invoices()) simulation.precoro.world.approve(idn);
    await simulation.idle();
    await check(simulation);
  } finally {
    await simulation.close();
  }
};

test.each(Object.entries(edits))("%s: the shipped file with this edit is valid", (_, edit) => {
  expect(validate(edit(), { components: { [component.key]: component } })).toEqual([]);
});

test("a notification on rejection: one message for the rejected invoice, none for the other", () =>
  withEdit(
    "notifyOnRejection",
    [invoice("1"), invoice("2", { requiredDate: null })],
    ({ platform, bill }) => {
      expect(bill.world.bills()).toHaveLength(1);
      const data = {
        id: "2",
        outcome: "rejected",
        reason: "due-date-missing",
        message: expect.stringMatching(/Enter one/),
      };
      expect(platform.posted).toMatchObject([
        { url: "https://chat.example.com/hooks/accounts-payable", data },
      ]);
      expect(platform.posted).toHaveLength(1);
    },
  ));

test("only documents whose custom field says so are sent, by notification and by schedule; the others are not read again", () =>
  withEdit(
    "onlyMarkedDocuments",
    [invoice("1", sendField("Yes")), invoice("2", sendField("No")), invoice("3")],
    async ({ bill, precoro, platform }) => {
      const sent = () => bill.world.bills().map(({ description }) => /#\d+/.exec(String(description))?.[0]);
      await platform.advance(3 * 3_600_000);
      expect(sent()).toEqual(["#1"]);
      const reads = () => precoro.journal.calls()["GET /invoices/{id}"]?.count;
      const before = reads();
      await platform.advance(24 * 3_600_000);
      expect(reads()).toBe(before);
      precoro.world.edit("2", sendField("Yes"), { notify: false });
      await platform.advance(3_600_000);
      expect(sent()).toEqual(["#1", "#2"]);
    },
  ));
