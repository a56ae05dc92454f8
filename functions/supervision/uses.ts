/** Keeps the projection: each recorded exchange becomes its lines. */
import type { Consumer } from '#functions/kernel/queue.ts';
import { ExchangeLine } from '#schemas/exchange.ts';
import type { UsesStore } from './uses.store.ts';

/** The put is idempotent and unordered lines sort themselves, so late, early and repeated envelopes need no memory here. */
export const keepUses =
  ({ uses }: { readonly uses: UsesStore }): Consumer =>
  async ({ type, subject, data }) => {
    if (type !== 'exchange.recorded' || subject === undefined) throw new Error('uses: envelope is of another kind');
    await uses.put(ExchangeLine.parse(data), subject);
  };
