/**
 * Reads a definition of version 7 and reports every mistake that can be found without the platform. The rules are the
 * platform's: nothing that the vendor's own exports do is a mistake.
 */
import { checkBranchSteps } from "./builtins";
import { type Components, checkComponents } from "./components";
import { checkConfigVars } from "./configVars";
import type { Finding } from "./finding";
import { checkFlows } from "./flows";
import { checkConfigVarNames, checkUniqueNames } from "./names";
import { checkReferences } from "./references";
import { readStructure } from "./structure";

export type { Finding } from "./finding";

export const validate = (yamlText: string, { components }: { components: Components }): Finding[] => {
  const { definition, findings, report } = readStructure(yamlText);
  if (!definition) return findings;
  checkUniqueNames(definition, report);
  checkConfigVarNames(definition, report);
  checkConfigVars(definition, report);
  checkFlows(definition, components, report);
  checkBranchSteps(definition, report);
  checkComponents(definition, components, report);
  checkReferences(definition, report);
  return findings.sort((a, b) => a.line - b.line || a.column - b.column);
};
