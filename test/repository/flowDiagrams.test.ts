/** The flow diagrams in the guide are drawn from the YAML. `UPDATE=1` draws them again. */
import { loadDefinition } from "../simulators/prismatic";
import { drawFlow } from "./flowDiagrams";
import { expectGenerated } from "./generatedText";
import { readText } from "./projectFiles";

test("each flow's diagram shows its current steps and branches", () => {
  const { flows } = loadDefinition(readText("integration/precoro-bill.yml"));
  const drawn = flows.map(drawFlow).join("\n\n");
  expectGenerated("integration/README.md", "drawn from precoro-bill.yml", `\`\`\`\n${drawn}\n\`\`\`\n`);
});
