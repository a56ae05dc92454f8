/** What the bodies of this room need. */
import type { Instance } from '#functions/exchange/instance.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { PublishDeps } from '#functions/snapshot/publish.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { UsesFilter } from '#schemas/uses.ts';

export interface QualityDeps extends PublishDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  /** The record, read: one line, and the lines about a person. */
  readonly uses: { get(id: string): Promise<ExchangeLine | undefined> };
  readonly lines: {
    about(
      handles: readonly string[],
      filter: UsesFilter,
      limit: number,
      before?: string,
    ): Promise<{ readonly lines: readonly ExchangeLine[]; readonly next?: string }>;
  };
  /** Set before what they are for is put: one too many finds nothing to do. */
  readonly timers: { overdueAt(doubt: string, revision: number, at: number): Promise<void> };
  readonly records: RecordsStore;
  readonly instance: Instance;
}
