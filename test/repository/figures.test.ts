/** The README's figures are measured here, each time: calls and virtual time of what customers do all day. `UPDATE=1` writes them anew. */
import { figures } from "./figures";
import { expectGenerated } from "./generatedText";

jest.setTimeout(240_000);

test("the README says what it costs", async () => {
  const rows = (await figures()).map(({ what, precoro, bill, takes }) =>
    [what, precoro, bill, takes].join(" | "),
  );
  const table = ["what happens | Precoro calls | BILL calls | takes", "--- | --- | --- | ---", ...rows];
  expectGenerated(
    "README.md",
    "measured by test/repository/figures.ts",
    table.map((row) => `| ${row} |\n`).join(""),
  );
});
