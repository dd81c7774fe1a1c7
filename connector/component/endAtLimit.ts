/** What the scheduled triggers do when an API limit is used up: they end, and the next run on their schedule goes on. */
import { sentence } from "../core/reason";
import { isRequestError } from "../http/requestError";
import { type Log, stoppedOrThrow } from "../sync/syncContext";

/**
 * Reads one page. If an API limit stops it, the log says when that limit ends, and `ended` is the result. A failed execution would
 * only be retried into the same limit.
 *
 * @throws {RequestError} if it failed for another reason
 */
export const endAtLimit = async <Page>(
  log: Pick<Log, "info">,
  readPage: () => Promise<Page>,
  ended: Page,
): Promise<Page> => {
  try {
    return await readPage();
  } catch (error) {
    if (!isRequestError(error, "rate-limit")) throw error;
    const { reason, facts } = stoppedOrThrow(error, "the search for changes");
    log.info(`This run ends here. ${sentence(reason, facts)}`);
    return ended;
  }
};
