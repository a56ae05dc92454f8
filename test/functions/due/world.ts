/** The due table and the catalogue queue on the real engines, and a drain over them. */
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type DrainDeps, drain } from '#functions/due/drain.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { queueClient } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { freshQueue } from '#test/engines/storage.ts';
import { credentials, documentClient, freshTables, region } from '#test/engines/tables.ts';

export const NOON = Date.parse('2026-11-20T12:00:00Z');
export const MINUTE = 60_000;

export const dueWorld = async (crash?: CrashPoints) => {
  const [{ names, client, endpoint }, queue] = await Promise.all([freshTables('due'), freshQueue()]);
  const sender = queue.client;
  const receiver = new SQSClient({ endpoint: queue.endpoint, region, credentials });
  const database = counting(client, crash);
  const sending = counting(sender, crash);
  const through = (overrides: Partial<DrainDeps> = {}): DrainDeps => ({
    due: dueStore(client, names.due),
    queues: { catalogue: queueClient(sender, queue.url) },
    enoughTime: () => true,
    ...overrides,
  });
  /** What a process that did not crash would do with the same table and queue. */
  const healthy = dueStore(documentClient(endpoint), names.due);
  const received = async (): Promise<Envelope[]> => {
    const all: Envelope[] = [];
    for (;;) {
      const { Messages = [] } = await receiver.send(
        new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
      );
      if (Messages.length === 0) return all;
      all.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as Envelope));
    }
  };
  return {
    database,
    sending,
    store: dueStore(client, names.due),
    healthy,
    received,
    drainAt: (now: number, overrides?: Partial<DrainDeps>) => drain(now, through(overrides)),
    drainHealthy: (now: number) =>
      drain(now, through({ due: healthy, queues: { catalogue: queueClient(receiver, queue.url) } })),
  };
};

export const timer = (id: string, dueAt: number) =>
  ({ id, dueAt, room: 'catalogue', type: 'grant.expire', data: { grant: id } }) as const;

export const fired = (envelopes: readonly Envelope[]): string[] =>
  envelopes
    .filter(({ type }) => type === 'grant.expire')
    .map(({ id }) => id.replace(/@.*/, '').replace('catalogue#', ''));
