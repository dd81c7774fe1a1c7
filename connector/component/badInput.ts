/**
 * What somebody calling a flow got wrong. A failed execution would be retried for a quarter of an hour, so actions that flows
 * with a key begin with return such a mistake as a rejection.
 */
import { type RecordResult, reject, stoppedResult } from "../core/outcome";
import type { Log } from "../sync/syncContext";
import type { Output } from "./outputs/output";

/** An input that can't be used. The message is one sentence that names the input and what is expected. */
export class BadInput extends Error {}

type Inputs = Readonly<Record<string, object>>;
type Clean = (value: unknown) => unknown;

/**
 * The same inputs, except that what `clean` refuses reaches the action as a value instead of failing the execution.
 * Such an action has to run inside `refusing`.
 */
export const refusable = <I extends Inputs>(inputs: I): I =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, input]) =>
      "clean" in input ? [key, { ...input, clean: keepingBadInput(input.clean as Clean) }] : [key, input],
    ),
  ) as I;

const keepingBadInput =
  (clean: Clean): Clean =>
  (value) => {
    try {
      return clean(value);
    } catch (error) {
      if (error instanceof BadInput) return error;
      throw error;
    }
  };

/** Runs an action with `refusable` inputs. For bad input, it returns what `refused` makes of the rejection. */
export const refusing = async <Result>(
  log: Pick<Log, "warn">,
  params: object,
  perform: () => Result | Promise<Result>,
  refused: (result: RecordResult) => Result,
): Promise<Result> => {
  const refuse = ({ message }: BadInput): Result => {
    const result = stoppedResult({ id: "call" }, reject("bad-input", { problem: message }));
    log.warn(result.message ?? "");
    return refused(result);
  };
  const bad = Object.values(params).find((value) => value instanceof BadInput);
  if (bad) return refuse(bad);
  try {
    return await perform();
  } catch (error) {
    if (error instanceof BadInput) return refuse(error);
    throw error;
  }
};

/** The response of a synchronous flow to a call with bad input. */
export const refusedCall = (data: RecordResult): Output<RecordResult> => ({
  data,
  statusCode: 400,
  contentType: "application/json",
});
