/** The flows can be edited without touching the component: two changes of the shipped file, made and run. */

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
const marked = (value: string) => ({
  dataDocumentCustomFields: { data: [{ value, documentCustomField: { id: 70, name: "Send to BILL" } }] },
});

const played = async (
  name: keyof typeof edits,
  invoices: object[],
  look: (stage: Simulation) => void | Promise<void>,
) => {
  const world = acmeWorld(invoices, {}, { "Export Schedule": "0 * * * *" });
  const stage = await startSimulation(readWorld(withoutPaymentSchedule(world), "an implementer's world"), {
    definitionText: edits[name](),
    warm: true,
  });
  try {
    for (const { idn } of stage.precoro.world.invoices()) stage.precoro.world.approve(idn);
    await stage.idle();
    await look(stage);
  } finally {
    await stage.close();
  }
};

test.each(Object.entries(edits))("%s: the shipped file with the described change is valid", (_, edit) => {
  expect(validate(edit(), { components: { [component.key]: component } })).toEqual([]);
});

test("a notification on rejection: one message for the rejected invoice, none for the other", () =>
  played("notifyOnRejection", [invoice("1"), invoice("2", { requiredDate: null })], ({ platform, bill }) => {
    expect(bill.world.bills()).toHaveLength(1);
    const data = {
      id: "2",
      outcome: "rejected",
      reason: "due-date-missing",
      message: expect.stringMatching(/Enter one/),
    };
    expect(platform.posted).toMatchObject([{ url: "https://chat.example.com/hooks/accounts-payable", data }]);
    expect(platform.posted).toHaveLength(1);
  }));

test("only documents whose custom field says so are sent, by the notification and by the net; the others rest", () =>
  played(
    "onlyMarkedDocuments",
    [invoice("1", marked("Yes")), invoice("2", marked("No")), invoice("3")],
    async ({ bill, precoro, platform }) => {
      const sent = () => bill.world.bills().map(({ description }) => /#\d+/.exec(String(description))?.[0]);
      await platform.advance(3 * 3_600_000);
      expect(sent()).toEqual(["#1"]);
      const reads = () => precoro.journal.calls()["GET /invoices/{id}"]?.count;
      const before = reads();
      await platform.advance(24 * 3_600_000);
      expect(reads()).toBe(before);
      precoro.world.edit("2", marked("Yes"), { notify: false });
      await platform.advance(3_600_000);
      expect(sent()).toEqual(["#1", "#2"]);
    },
  ));
