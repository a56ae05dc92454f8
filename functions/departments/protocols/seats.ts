/** A bounded number of seats: whoever comes when all are taken waits, or leaves when its signal aborts. */
export interface Seats {
  /** Resolves with the function that gives the seat back. Rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

export const seats = (count: number): Seats => {
  let free = count;
  const waiting = new Set<() => void>();
  const giveBack = (): void => {
    const [next] = waiting;
    if (!next) free += 1;
    else {
      waiting.delete(next);
      next();
    }
  };
  return {
    take: async (signal) => {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const leave = (): void => {
          waiting.delete(resolve);
          reject(signal.reason);
        };
        waiting.add(resolve);
        signal.addEventListener('abort', leave, { once: true });
        await promise.finally(() => signal.removeEventListener('abort', leave));
      }
      return giveBack;
    },
  };
};
