/** How long the hub waits for what it stands on, and which of its failures are of the moment. */

/**
 * For every AWS client: it gives up quickly, because a caller is waiting and the function may just have been thawed with dead connections.
 * Milliseconds; the SDK's own standard is to wait for ever.
 */
export const PATIENCE = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true },
};

interface SdkError {
  readonly name: string;
  /** On every error that a client threw; without a status nothing was answered. */
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Refusals of the moment that come with status 400. A cancelled transaction is judged by its writer; what is left was in another's way. */
const BUSY = /Throttl|Throughput|LimitExceeded|^Transaction(?:Canceled|Conflict|InProgress)/;

/** True when asking again may go well: a service did not answer, failed, or held us back. */
export const isOfTheMoment = (error: unknown): boolean => {
  const { name, $metadata: metadata } = error as SdkError;
  if (!(error instanceof Error) || metadata === undefined) return false;
  const { httpStatusCode: status } = metadata;
  return status === undefined || status >= 500 || status === 429 || BUSY.test(name);
};
