/** From what is presented to what comes of it. */
import { checking } from '../words/checking.ts';
import { offlineWords } from '../words/offline.ts';
import { checkOffline, libraryKeys, type Opened } from './offline.ts';
import type { Outcome } from './Result.tsx';
import { identifierIn, type Presented, type Verified } from './verified.ts';

export type Checks = () => Promise<Verified>;
type Tell = (outcome: Outcome) => void;

/** Asks the hub. `code`: what a code has said already, and is still to be compared with the paper. */
export const run = async (asked: Checks, tell: Tell, code?: Opened): Promise<void> => {
  tell({ at: 'busy', ...(code ? { code } : {}) });
  try {
    tell({ at: 'done', verified: await asked(), when: Date.now(), ...(code ? { code } : {}) });
  } catch (error) {
    tell({ at: 'refused', error, ...(code ? { code } : {}) });
  }
};

/** Opens a code in this page. */
export const opened = async (code: string, tell: Tell): Promise<void> => {
  tell({ at: 'busy' });
  const offline = await checkOffline(code, await libraryKeys());
  tell(
    offline.says === 'no-keys'
      ? { at: 'unread', says: offlineWords.noKeys }
      : { at: 'offline', offline, when: Date.now() },
  );
};

export const identified = (text: string, present: (presented: Presented) => void, tell: Tell): void => {
  const identifier = identifierIn(text);
  if (identifier) present({ kind: 'identifier', identifier });
  else tell({ at: 'unread', says: checking.noIdentifier });
};
