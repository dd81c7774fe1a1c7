/** The pictures of the flows in the integration's guide are drawn from the YAML. `UPDATE=1` draws them anew. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadDefinition } from "../runner";
import { pictureOf } from "./pictures";

const folder = join(__dirname, "../../integration");
const guide = join(folder, "README.md");
const [BEGIN, END] = ["<!-- drawn from precoro-bill.yml -->\n```\n", "```\n<!-- end -->"];

test("each flow's picture shows its steps and branches as they are", () => {
  const { flows } = loadDefinition(readFileSync(join(folder, "precoro-bill.yml"), "utf8"));
  const drawn = `${flows.map(pictureOf).join("\n\n")}\n`;
  const text = readFileSync(guide, "utf8");
  const [before = "", rest = ""] = text.split(BEGIN);
  const [shown = "", after = ""] = rest.split(END);
  if (process.env["UPDATE"]) writeFileSync(guide, `${before}${BEGIN}${drawn}${END}${after}`);
  else expect(shown).toBe(drawn);
});
