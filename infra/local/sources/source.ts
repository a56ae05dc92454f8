/** Something that wakes functions up. */
export interface Source {
  readonly name: string;
  /** Nothing waits and nothing is under way. */
  quiet(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Sleeps; wakes at once when stopped. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
