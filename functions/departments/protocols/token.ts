/** A token that the calls of one instance share: fetched once for all who wait for it, thrown away when the department refuses it. */

export interface Tokens {
  /** The token in use, or one that is fetched now. Rejects with the signal's reason, or with what fetching failed by. */
  take(signal: AbortSignal): Promise<string>;
  /** The department refused this token: whoever takes next gets another. Another that is in use by then stays. */
  refused(token: string): void;
}

interface Flight {
  readonly token: Promise<string>;
  readonly abort: AbortController;
  waiting: number;
}

/** `obtain`: asks the department for a token; its signal aborts when nobody waits for it any more. */
export const tokens = (obtain: (signal: AbortSignal) => Promise<string>): Tokens => {
  let kept: string | undefined;
  let flight: Flight | undefined;

  const land = (mine: Flight): void => {
    if (flight === mine) flight = undefined;
  };
  const start = (): Flight => {
    const abort = new AbortController();
    const mine: Flight = { abort, waiting: 0, token: obtain(abort.signal) };
    mine.token.then(
      (token) => {
        if (flight === mine) kept = token;
        land(mine);
      },
      () => land(mine),
    );
    return mine;
  };

  return {
    take: async (signal) => {
      signal.throwIfAborted();
      if (kept !== undefined) return kept;
      flight ??= start();
      const mine = flight;
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = (): void => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      mine.waiting += 1;
      try {
        return await Promise.race([mine.token, left]);
      } finally {
        signal.removeEventListener('abort', leave);
        mine.waiting -= 1;
        // A fetch that everybody gave up would fail whoever comes next, perhaps after the instance was frozen.
        if (mine.waiting === 0) {
          land(mine);
          mine.abort.abort();
        }
      }
    },
    refused: (token) => {
      if (kept === token) kept = undefined;
    },
  };
};
