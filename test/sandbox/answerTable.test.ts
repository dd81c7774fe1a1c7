/** What a synchronous flow answers, on the terminal. */
import { answerLines } from "./answerTable";

const answer = (body: unknown, statusCode = 200) => ({
  statusCode,
  contentType: "application/json",
  headers: {},
  body,
});

test("the status of the lists: a mark, the number and the time; what is not known stays open", () => {
  const countedAt = "2026-01-05T08:05:31Z";
  const status = {
    vendors: { integrated: true, count: 157, countedAt, complete: true },
    classes: { integrated: false, count: 0, countedAt, complete: false },
    items: { complete: true },
  };
  expect(answerLines(answer(status), 80)).toEqual([
    "  LIST      LINKED      COUNTED (UTC)",
    "· Classes        0   2026-01-05 08:05   not finished",
    "✓ Vendors      157   2026-01-05 08:05",
    "? Items",
  ]);
});

test("a page of options: what is imported is marked, and the rest of a long page is counted", () => {
  const options = Array.from({ length: 10 }, (_, n) => ({ name: `Option ${n}`, integrated: n === 0 }));
  const lines = answerLines(answer({ options, searchedAll: true }), 80);
  expect(lines.slice(0, 2)).toEqual(["✓ Option 0", "· Option 1"]);
  expect(lines.slice(-2)).toEqual(["· Option 7", "… 2 more"]);
});

test("a record that was done has been logged already; any other answer is shown with its status", () => {
  const record = { id: "55", outcome: "linked" };
  expect(answerLines(answer(record), 80)).toEqual([]);
  expect(answerLines(answer({ ...record, outcome: "rejected" }, 422), 80)).toEqual([
    '422 {"id":"55","outcome":"rejected"}',
  ]);
  expect(answerLines(answer("Accepted"), 80)).toEqual(['200 "Accepted"']);
});
