/** The guide's bodies to test with: each is played on a small world, and shows what the guide says. */
import { readText } from "../../repository/projectFiles";
import { loadDefinition } from "../../simulators/prismatic";
import { withSimulation } from "../kit/withSimulation";

const [, section = ""] = readText("integration/README.md").split("### Bodies to test with\n");
const rows = [
  ...(section.split("\n### ")[0] ?? "").matchAll(/^\| ([\w ]+) \| `(\{.*\})` \| `(.*)` \|$/gm),
].map(([, flow = "", body = "", seen = ""]) => ({ flow, body: JSON.parse(body) as object, seen }));
const { flows } = loadDefinition(readText("integration/precoro-bill.yml"));

const world = {
  bill: {
    vendors: [{ id: "00901ABCDEFGHIJKLMNO", name: "Acme Paper" }],
    chartOfAccounts: [{ id: "0ca01ABCDEFGHIJKLMNO", name: "Supplies" }],
    departments: [{ id: "0de01ABCDEFGHIJKLMNO", name: "Sales" }],
    items: [{ id: "0ii01ABCDEFGHIJKLMNO", name: "Paper" }],
  },
  precoro: {
    suppliers: [{ id: 55, name: "Acme Paper" }],
    invoices: [{ id: 900_100, idn: "1042", supplier: { id: 55 }, items: [{ name: "Paper", price: "100" }] }],
  },
  config: { "Export Schedule": "", "Import Schedule": "" },
};

test("every flow that takes a body has one, and no flow that takes none", () => {
  const takesBody = ({ steps: [trigger] }: (typeof flows)[number]) =>
    /webhook$/i.test(String((trigger as { action: { key: string } }).action.key));
  expect([...new Set(rows.map(({ flow }) => flow))].sort()).toEqual(
    flows
      .filter(takesBody)
      .map(({ name }) => name)
      .sort(),
  );
});

test("each body, in the guide's order, is accepted and shows what the guide says", () =>
  withSimulation(world, async ({ platform, idle }) => {
    for (const { flow, body, seen } of rows) {
      const before = platform.executions.length;
      const needsKey = flows.find(({ name }) => name === flow)?.endpointSecurityType === "customer_required";
      const answer = await platform.call(flow, body, needsKey ? { apiKey: platform.keyOf(flow) } : {});
      await idle();
      const executions = platform.executions.slice(before).filter((one) => one.flow === flow);
      const shown = [
        JSON.stringify(answer.body),
        ...executions.flatMap(({ logs }) => logs.map((log) => log.message)),
      ];
      expect([flow, answer.statusCode, shown.find((text) => text.includes(seen)) ?? shown]).toEqual([
        flow,
        flow === "BILL Events" ? 401 : 200,
        expect.any(String),
      ]);
      const warned = executions.flatMap(({ logs }) => logs.filter(({ level }) => level === "warn"));
      expect([flow, warned.length]).toEqual([flow, flow === "BILL Events" ? 1 : 0]);
      // Precoro answers the same question once a minute.
      await platform.advance(120_000);
    }
  }));
