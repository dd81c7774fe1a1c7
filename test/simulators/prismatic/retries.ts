/** How often and after which delay a failure is retried. Pure functions. */
import type { Flow, Step } from "./definition";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Source: integration/PLATFORM.md §5, flow retries. */
const LONGEST_FLOW_DELAY = 24 * 60 * MINUTE;
/** Source: integration/PLATFORM.md §11, batched flows. */
const MOST_BATCH_RETRIES = 3;
const LONGEST_BATCH_DELAY = 15 * MINUTE;

/** The delay after a failed attempt, counted from 1; undefined if there is no further one. Backoff doubles the delay. */
type Delay = (failedAttempt: number) => number | undefined;

const delays =
  (most: number, delayMs: number, doubles: boolean, longest = Number.POSITIVE_INFINITY): Delay =>
  (failed) =>
    failed > most ? undefined : Math.min(doubles ? delayMs * 2 ** (failed - 1) : delayMs, longest);

const none: Delay = () => undefined;

export const flowRetries = ({ retryConfig: config, isSynchronous }: Flow): Delay =>
  // Source: integration/PLATFORM.md §2.4.
  config && !isSynchronous
    ? delays(
        config.maxAttempts,
        config.delayMinutes * MINUTE,
        config.usesExponentialBackoff,
        LONGEST_FLOW_DELAY,
      )
    : none;

export const batchRetries = ({ retryConfig: config }: Flow): Delay =>
  config
    ? delays(
        Math.min(config.maxAttempts, MOST_BATCH_RETRIES),
        config.delayMinutes * MINUTE,
        config.usesExponentialBackoff,
        LONGEST_BATCH_DELAY,
      )
    : none;

/** Source: integration/PLATFORM.md §2.5, `errorConfig`. */
export const stepRetries = ({ errorConfig: config }: Step): Delay =>
  config?.errorHandlerType === "retry"
    ? delays(
        config.maxAttempts ?? 0,
        (config.delaySeconds ?? 0) * SECOND,
        config.usesExponentialBackoff ?? false,
      )
    : none;
