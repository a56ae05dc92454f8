/** The hub is busy (503) or was not reached: what can be repeated is asked once more, when it says (Retry-After) or soon, if a person would wait so long. */

/** Seconds. */
const LONGEST = 10;
/** Seconds, where nobody says how long. */
const SOON = 1;

/** What is asked; `changesNothing`: a POST that only asks. */
export interface Asking extends RequestInit {
  readonly changesNothing?: boolean;
}

/** Changes nothing, or names itself by a key under which it happens once. */
const repeatable = ({ method = 'GET', headers, changesNothing = method === 'GET' }: Asking): boolean =>
  changesNothing || new Headers(headers).has('idempotency-key');

/** Undefined: not now. Retry-After as the hub says it, whole seconds; the gateway before it, which holds back or was late, says none. */
const waitOf = ({ status, headers }: Response): number | undefined => {
  if (status !== 503) return undefined;
  const said = headers.get('retry-after') ?? String(SOON);
  return /^\d+$/.test(said) && Number(said) <= LONGEST ? Number(said) : undefined;
};

const pause = (seconds: number, signal: AbortSignal | null | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** `ask`: sends the request; it is called twice at most. Throws what `ask` throws, and the signal's reason where it ends the wait. */
export const onceMore = async (init: Asking, ask: () => Promise<Response>): Promise<Response> => {
  if (!repeatable(init)) return ask();
  // A connection that broke may have been a moment's: undefined.
  const response = await ask().catch((error) => {
    if (init.signal?.aborted) throw error;
  });
  const seconds = response ? waitOf(response) : SOON;
  if (response && seconds === undefined) return response;
  await pause(seconds ?? SOON, init.signal);
  return ask();
};
