/** What counts as stopped: only what the connector itself has stopped. */

import { isStopped, postpone, reject, skip, unlink } from "../../../../connector/core/outcome";

test.each(Object.entries({ reject, postpone, skip, unlink }))(
  "%s makes one, and a copy of it is one",
  (_, make) => {
    const stopped = make("not-approved", { document: "Invoice #1" });
    expect(isStopped(stopped)).toBe(true);
    expect(isStopped({ ...stopped, facts: {} })).toBe(true);
  },
);

test.each<[unknown]>([
  [{ outcome: "rejected", reason: "x", facts: {} }],
  [JSON.parse(JSON.stringify(reject("not-approved")))],
  [{}],
  [null],
  [undefined],
  ["stopped"],
])("%j is none, whatever a vendor's JSON looks like", (value) => expect(isStopped(value)).toBe(false));
