/** The hub says when it may be asked again (503, Retry-After): what can be repeated is asked once more, if a person would wait so long. */

/** Seconds. */
const LONGEST = 10;

/** Changes nothing, or names itself by a key under which it happens once. */
const repeatable = ({ method = 'GET', headers }: RequestInit): boolean =>
  method === 'GET' || new Headers(headers).has('idempotency-key');

/** Undefined: not now. Retry-After as the hub says it, whole seconds. */
const waitOf = (response: Response): number | undefined => {
  const said = response.headers.get('retry-after') ?? '';
  if (response.status !== 503 || !/^\d+$/.test(said)) return undefined;
  return Number(said) <= LONGEST ? Number(said) : undefined;
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
export const onceMore = async (init: RequestInit, ask: () => Promise<Response>): Promise<Response> => {
  const response = await ask();
  const seconds = repeatable(init) ? waitOf(response) : undefined;
  if (seconds === undefined) return response;
  await pause(seconds, init.signal);
  return ask();
};
