/** Keeps the projection: each recorded exchange becomes its lines; a beat among them says how far it has come. */
import type { Consumer } from '#functions/kernel/queue.ts';
import { ExchangeLine } from '#schemas/exchange.ts';
import { Beat } from '#schemas/progress.ts';
import type { UsesStore } from './uses.store.ts';

export interface KeepDeps {
  readonly uses: Pick<UsesStore, 'put'>;
  readonly progress: { arrive(beat: Beat): Promise<void> };
}

/** The puts are idempotent and unordered lines sort themselves, so late, early and repeated envelopes need no memory here. */
export const keepUses =
  ({ uses, progress }: KeepDeps): Consumer =>
  async ({ type, subject, data }) => {
    if (type === 'uses.beat') return progress.arrive(Beat.parse(data));
    if (type !== 'exchange.recorded' || subject === undefined) throw new Error('uses: envelope is of another kind');
    await uses.put(ExchangeLine.parse(data), subject);
  };
