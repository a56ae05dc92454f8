/** The keys of the library with their dates. */
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { sealKeyRoutes } from '#schemas/routes/seal-keys.ts';
import type { DateKeyDeps } from './date-key.ts';
import { openedChange } from './key-change.ts';
import { keyLine } from './key-line.ts';

type ListKeysDeps = Pick<DateKeyDeps, 'snapshots' | 'keys' | 'sealKeys' | 'keyChanges'>;

export const listKeys =
  (deps: ListKeysDeps): Body<typeof sealKeyRoutes.listSealKeys> =>
  async ({ caller }) => {
    const { department } = identify(await deps.snapshots.current(), caller, 'registry');
    const keys = await deps.keys();
    const items = await Promise.all(
      (await deps.sealKeys.list()).map(async (key) => {
        if (!department.dataAuthority) return keyLine(key);
        const changes = await deps.keyChanges.of(key.keyId);
        return keyLine(
          key,
          changes.map((change) => openedChange(keys, change)),
        );
      }),
    );
    return { body: { items } };
  };
