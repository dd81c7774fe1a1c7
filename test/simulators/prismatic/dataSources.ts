/** Runs a config variable's data source, as the wizard does: a process of its own, without state, within 30 seconds. */
import { dataSourceContextOf } from "./context";
import { createProcess } from "./executionProcess";
import { paramsOf } from "./inputs";
import type { Instance } from "./instance";
import { isRecord, throughJson } from "./json";
import { formProblem } from "./jsonForm";
import { createLog } from "./logs";

/** Assumption: as for synchronous calls, since the limit of a data source is not published (integration/PLATFORM.md §10). */
const LIMIT_MS = 30_000;

export const runDataSource = async (instance: Instance, configVarKey: string): Promise<unknown> => {
  const variable = instance.definition.requiredConfigVars?.find(({ key }) => key === configVarKey);
  if (!variable?.dataSource) throw new Error(`Config variable "${configVarKey}" has no data source.`);
  const source = instance.fresh().dataSources[variable.dataSource.key];
  if (!source) throw new Error(`The component has no data source "${variable.dataSource.key}".`);

  const values = instance.configVars();
  const params = paramsOf(variable.inputs, source.inputs, {
    configVar: (name) => values[name],
    reference: (text) => {
      throw new Error(`A data source cannot refer to a step: ${text}`);
    },
  });
  const log = createLog(instance.clock, [], (line) => instance.onLogLine(configVarKey, line));
  const process = createProcess(instance.clock);
  process.setTimeLimit(LIMIT_MS, "30 seconds");
  try {
    const answer = throughJson(
      await process.run(() => source.perform(dataSourceContextOf(instance, log), params)),
    );
    const { result } = isRecord(answer) ? answer : {};
    const problem = variable.dataType === "jsonForm" ? formProblem(result) : undefined;
    if (problem !== undefined) throw new Error(`The wizard can't draw "${configVarKey}": ${problem}.`);
    return result;
  } finally {
    process.die("The data source is over.");
  }
};
