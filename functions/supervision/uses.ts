/** Keeps the projection: each recorded exchange becomes its lines; a beat among them says how far it has come. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { ExchangeLine } from '#schemas/exchange.ts';
import { Beat } from '#schemas/progress.ts';
import type { CasesStore } from './cases.store.ts';
import type { UsesStore } from './uses.store.ts';

export interface KeepDeps {
  readonly uses: Pick<UsesStore, 'put'>;
  readonly cases: Pick<CasesStore, 'note'>;
  readonly progress: { arrive(beat: Beat): Promise<void> };
  /** The day, of Beijing, has had a line that came when it was over: whoever has counted it counts it again. `mark`: of which line. */
  readonly late: (day: string, mark: string) => Promise<void>;
}

/** The puts are idempotent and unordered lines sort themselves, so late, early and repeated envelopes need no memory here. */
export const keepUses =
  ({ uses, cases, progress, late }: KeepDeps): Consumer =>
  async ({ type, subject, data, id }, now) => {
    if (type === 'uses.beat') return progress.arrive(Beat.parse(data));
    if (type !== 'exchange.recorded' || subject === undefined) throw new Error('uses: envelope is of another kind');
    const line = ExchangeLine.parse(data);
    await Promise.all([uses.put(line, subject), cases.note(line)]);
    // Only now: whoever counts again because of the mark finds the line.
    const day = beijingDate(line.at);
    if (day < beijingDate(now)) await late(day, id);
  };
