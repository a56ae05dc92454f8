/** Files as the relay keeps them: what is put while a hold stands is held too. */
import { type Files, fileKey } from '../files.client.ts';
import type { Locks } from '../retention/locks.client.ts';
import type { HoldsStore } from './holds.store.ts';
import { isHeld } from './stored-hold.ts';

interface Deps {
  readonly files: Files;
  readonly holds: Pick<HoldsStore, 'of'>;
  readonly locks: Pick<Locks, 'hold'>;
}

/** Safe to repeat. A release that comes between is relayed after it, and finds the file. */
export const heldFiles = ({ files, holds, locks }: Deps): Files => ({
  ...files,
  put: async (type, identifier, kind, bytes, until) => {
    const sha256 = await files.put(type, identifier, kind, bytes, until);
    if (isHeld(await holds.of(identifier))) await locks.hold(fileKey(type, identifier, kind, sha256), true);
    return sha256;
  },
});
