/** Sessions, codes and interactions of the local sign-in, in memory: a restart signs everybody out. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly until: number;
}

export const memoryAdapter = () => {
  const kept = new Map<string, Entry>();
  const alive = (entry: Entry | undefined) => (entry && entry.until > Date.now() ? entry.payload : undefined);
  const one = (wanted: (payload: AdapterPayload) => boolean) =>
    [...kept.values()].map(alive).find((p) => p && wanted(p));

  return (model: string): Adapter => {
    const key = (id: string) => `${model} ${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        for (const [other, entry] of kept) if (!alive(entry)) kept.delete(other);
        kept.set(key(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
      },
      find: async (id) => alive(kept.get(key(id))),
      findByUid: async (uid) => one((payload) => payload.uid === uid),
      findByUserCode: async (code) => one((payload) => payload.userCode === code),
      consume: async (id) => {
        const payload = kept.get(key(id))?.payload;
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        kept.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [other, { payload }] of kept) if (payload.grantId === grantId) kept.delete(other);
      },
    };
  };
};
