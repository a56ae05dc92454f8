/** Relay of the cases table: after each event the work lists, the timers, and now and then the state that makes reading short. */
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { causeOf, log } from '#functions/kernel/log.ts';
import type { MattersHolder } from '#functions/matters/held.ts';
import { type RevokeDeps, revokeCase } from '#functions/snapshot/revoke-case.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { type CaseStore, STATE_EVERY } from '../cases.store.ts';
import { isForArchive, isOver } from '../over.ts';
import type { WorkStore } from '../work.store.ts';
import { type CaseTimer, timersOf } from './timers.ts';
import { workLines } from './work-lines.ts';

/** What the due table is asked for; its store fits. */
export interface TimerTable {
  put(
    timer: {
      readonly id: string;
      readonly dueAt: number;
    } & Told,
  ): Promise<void>;
}

/** What is done when it is due: an act of the hub, or the package of a case that is over. */
type Told =
  | {
      readonly room: 'cases';
      readonly type: 'case.act';
      readonly data: { readonly case: string; readonly body: CaseTimer['body'] };
    }
  | { readonly room: 'case-archives'; readonly type: 'case.archive'; readonly data: { readonly case: string } };

export interface CasesRelayDeps extends RevokeDeps {
  readonly cases: CaseStore;
  readonly work: WorkStore;
  readonly due: TimerTable;
  readonly matters: MattersHolder;
  readonly snapshots: SnapshotHolder;
}

/** Of several events of one case only the last is looked at: what follows from a case follows from its present. */
const follow = async (deps: CasesRelayDeps, id: string, at: number): Promise<void> => {
  const found = await deps.cases.load(id);
  if (!found) return;
  if (isOver(found)) await revokeCase(deps, id, at);
  const { calendars } = (await deps.snapshots.current()).clocks;
  const matters = await deps.matters.current();
  // Timers first: what is due must not be lost to a work list that somebody else is writing.
  for (const { id: timer, dueAt, body } of timersOf(found, { matters, calendars }))
    await deps.due.put({ id: timer, dueAt, room: 'cases', type: 'case.act', data: { case: id, body } });
  // At once, but by the due table: no second way to the queue.
  if (isForArchive(found))
    await deps.due.put({
      id: `${id}#archive`,
      dueAt: at,
      room: 'case-archives',
      type: 'case.archive',
      data: { case: id },
    });
  if (found.n % STATE_EVERY === 0) await deps.cases.keepState(found);
  await deps.work.place(id, found.n, workLines(found, { matters, calendars, now: at }));
};

const EVENT = /^event#\d+$/;

/** Failures are sequence numbers; Lambda repeats from the lowest. */
export const relayCases = async (
  records: readonly DynamoDBRecord[],
  deps: CasesRelayDeps,
): Promise<DynamoDBBatchResponse> => {
  const events = records.flatMap(({ eventName, dynamodb }) => {
    const [pk, sk] = [dynamodb?.Keys?.pk?.S ?? '', dynamodb?.Keys?.sk?.S ?? ''];
    return eventName === 'INSERT' && EVENT.test(sk)
      ? [
          {
            id: pk.replace(/^case#/, ''),
            at: Number(dynamodb?.NewImage?.at?.N ?? 0),
            sequence: dynamodb?.SequenceNumber ?? '',
          },
        ]
      : [];
  });
  const failed: string[] = [];
  for (const [id, of] of Map.groupBy(events, (event) => event.id)) {
    try {
      await follow(deps, id, Math.max(...of.map(({ at }) => at)));
    } catch (error) {
      log('error', { event: 'relay-failed', cause: causeOf(error) });
      failed.push(...of.map(({ sequence }) => sequence));
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
