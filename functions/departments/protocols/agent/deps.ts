/** What the routes of an agent stand on. */
import type { QuestionsStore } from '#functions/exchange/questions.store.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { LinesStore } from '../lines.store.ts';
import type { AgentsStore } from './agents.store.ts';

export interface AgentDeps {
  readonly department: string;
  /** What the department can be asked. */
  readonly asked: AskedOf;
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly questions: Pick<QuestionsStore, 'named' | 'get' | 'leave' | 'answered'>;
  readonly lines: LinesStore;
  readonly agents: AgentsStore;
}
