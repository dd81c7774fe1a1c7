/** The README's figures are measured here: calls and virtual time of everyday actions. `UPDATE=1` writes them again. */
import { figures } from "./figures";
import { expectGenerated } from "./generatedText";

jest.setTimeout(240_000);

test("the README has the measured figures", async () => {
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
