/** What was sealed under another key of the hub, or was altered, opens no more. It waits until its time is over, and nothing waits for it. */
import { causeOf, log } from '#functions/kernel/log.ts';

export const unlessForeign = <T>(open: () => T): T | undefined => {
  try {
    return open();
  } catch (error) {
    log('error', { event: 'seal-broken', cause: causeOf(error) });
    return undefined;
  }
};
