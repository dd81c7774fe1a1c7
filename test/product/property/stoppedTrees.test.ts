/** Any tree, changed in any way while its import waits: the options are what the rules say, wherever it stopped. */
import fc from "fast-check";
import type { Resume } from "../../../connector/sync/imports/runImport";
import { importList } from "../../../connector/sync/lists/importList";
import { seededRandom } from "../../simulators/kit/clock";
import { anyChanges, anyTree, expectedOptions } from "../arbitraries/tree";
import { size } from "../kit/long";
import { withVendorClients } from "../kit/withVendorClients";

import { after, checkNames, edit, log, request, shown, sorted, treeSystems } from "./treeImports";

test(
  "an import of any tree that stops anywhere goes on in the changed tree, and ends as if it had not stopped",
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (seed, size, stops, takesLink) => {
          const chance = seededRandom(seed);
          let accounts = anyTree(size, chance);
          return withVendorClients(
            treeSystems(accounts, takesLink),
            async ({ bill, precoro, clock, billSide, precoroSide }) => {
              let resume: Resume = {};
              const run = async (seconds: number) => {
                await clock.sleep(61_000);
                const clients = { bill: bill({ seconds }), precoro: precoro({ seconds }) };
                const deadline = clock.now() + seconds * 1_000;
                const { data, progress } = await importList({ ...clients, log, deadline }, request, resume);
                resume = { ...data.next, ...(progress && { progress }) };
                return data.next !== undefined;
              };
              // About one call a second.
              for (const seconds of stops) {
                if (!(await run(seconds))) return;
                const changes = anyChanges(accounts, 0.2, chance);
                accounts = after(accounts, changes);
                edit(billSide, changes);
              }
              const made = new Set([
                ...shown(precoroSide).keys(),
                ...Object.keys(resume.progress?.unlinked ?? {}),
              ]);
              made.delete("null");
              expect(await run(780)).toBe(false);
              const expected = new Map([
                ...expectedOptions(accounts, made),
                ...expectedOptions(accounts, "everything"),
              ]);
              expect(sorted(shown(precoroSide))).toEqual(sorted(expected));
              checkNames(accounts, precoroSide);
            },
          );
        },
      ),
      {
        numRuns: size("TREES", 10, 250),
        // An option that was created but not linked, and whose entry has no place in the tree by now.
        examples: [[-857297217, 24, [5], false]],
      },
    ),
  300_000,
);
