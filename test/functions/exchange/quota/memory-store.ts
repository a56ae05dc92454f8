/** The table of quotas as DynamoDB keeps it, in memory: each call is one step that nobody comes between. Calls are counted. */
import type { Counter, QuotasStore } from '#functions/exchange/quota/quotas.store.ts';

export const memoryStore = () => {
  const used = new Map<string, number>();
  const name = ({ of, which }: Counter) => `${of} ${which}`;
  const all = { calls: 0 };
  const store: QuotasStore = {
    take: async (counter, limit, want, known = 0) => {
      let seen = known;
      for (;;) {
        all.calls += 1;
        const count = Math.max(1, Math.min(want(Math.max(1, limit - seen)), limit));
        seen = used.get(name(counter)) ?? 0;
        if (seen + count <= limit) {
          used.set(name(counter), seen + count);
          return { taken: count, used: seen + count };
        }
        if (seen >= limit) return { taken: 0, used: seen };
      }
    },
    giveBack: async (counter, count) => {
      all.calls += 1;
      used.set(name(counter), (used.get(name(counter)) ?? 0) - count);
    },
  };
  return { store, all };
};
