/** Ends a pause before its time. */
import { pause } from './source.ts';

export interface Bell {
  ring(): void;
  /** Resolves after `ms`, when stopped, or at a ring: also at one that came since the last wait. Whether it rang. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
}

export const bell = (): Bell => {
  let ringing = new AbortController();
  return {
    ring: () => ringing.abort(),
    wait: async (ms, signal) => {
      await pause(ms, AbortSignal.any([signal, ringing.signal]));
      const rang = ringing.signal.aborted;
      if (rang) ringing = new AbortController();
      return rang;
    },
  };
};
