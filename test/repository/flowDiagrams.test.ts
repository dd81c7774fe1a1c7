/** The pictures of the flows in the integration's guide are drawn from the YAML. `UPDATE=1` draws them anew. */
import { loadDefinition } from "../simulators/prismatic";
import { drawFlow } from "./flowDiagrams";
import { expectGenerated } from "./generatedText";
import { readText } from "./projectFiles";

test("each flow's picture shows its steps and branches as they are", () => {
  const { flows } = loadDefinition(readText("integration/precoro-bill.yml"));
  const drawn = flows.map(drawFlow).join("\n\n");
  expectGenerated("integration/README.md", "drawn from precoro-bill.yml", `\`\`\`\n${drawn}\n\`\`\`\n`);
});
