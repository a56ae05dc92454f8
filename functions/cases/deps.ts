/** What the room of cases works with. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { MattersHolder } from '#functions/matters/held.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CaseStore } from './cases.store.ts';
import type { CaseFilesStore } from './papers/files.store.ts';
import type { ReportsStore } from './reports.store.ts';
import type { TicketKey } from './sign-ticket.ts';
import type { WorkStore } from './work.store.ts';

export interface CasesDeps {
  readonly snapshots: SnapshotHolder;
  readonly matters: MattersHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly cases: CaseStore;
  readonly reports: ReportsStore;
  readonly work: WorkStore;
  readonly ticketKey: () => Promise<TicketKey>;
  readonly files: Pick<CaseFilesStore, 'all'>;
}
