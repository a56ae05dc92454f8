/** An exchange that runs: the body over real tables, in this process. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Adapter } from '#functions/exchange/adapter.ts';
import { retryBudget } from '#functions/exchange/ask.ts';
import { breaker } from '#functions/exchange/breaker.ts';
import { breakersStore } from '#functions/exchange/breakers.store.ts';
import { evidenceStore } from '#functions/exchange/evidence.store.ts';
import { type ExchangeDeps, exchange } from '#functions/exchange/exchange.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { readRecord, recordsStore } from '#functions/exchange/records.store.ts';
import type { Caller, Message, Output } from '#functions/kernel/request.ts';
import type { Answered, Ask, ExchangeRecord } from '#schemas/exchange.ts';
import { keys, NOW, snapshotOf, systemCaller, WANG } from './world.ts';

const FIELDS = ['/holder', '/unit', '/seized', '/owners/*/name'];

export const question = (change: Partial<Ask> = {}): Ask => ({
  purpose: { kind: 'matter', matter: 'proof-of-housing' },
  party: { role: 'applicant' },
  request: { holder: WANG },
  fields: FIELDS,
  ...change,
});

export interface Tables {
  readonly client: DynamoDBDocumentClient;
  readonly names: { readonly exchanges: string; readonly breakers: string };
}

/** Dependencies over `tables`, each replaceable. */
export const depsOn = ({ client, names }: Tables, change: Partial<ExchangeDeps> = {}): ExchangeDeps => {
  const clock = () => performance.now();
  const snapshot = snapshotOf();
  return {
    node: '330784',
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    ends: { has: async () => false },
    records: recordsStore(client, names.exchanges),
    evidence: evidenceStore(client, names.exchanges),
    instance: newInstance(),
    breaker: breaker('deeds', breakersStore(client, names.breakers), clock),
    asking: { clock, sleep, random: () => 0, budget: retryBudget(), deadlineMs: 2_000 },
    clock,
    ...change,
  };
};

export interface Sent {
  readonly body?: Ask;
  readonly caller?: Caller;
  readonly key?: string;
  readonly now?: number;
  readonly message?: Message;
}

/** Sends questions to one instance, and gives its whole output. `now` stands still during one call unless the clock of `deps` moves. */
export const outputOf =
  (adapter: Adapter, deps: ExchangeDeps) =>
  ({ body = question(), caller = systemCaller, key, now = NOW, message }: Sent = {}): Promise<Output> =>
    exchange(
      adapter,
      deps,
    )({
      params: { resource: 'title' },
      query: undefined,
      body,
      caller,
      now,
      requestId: 'r1',
      ...(key === undefined ? {} : { idempotencyKey: key }),
      ...(message ? { message: () => message } : {}),
    });

/** For a department that answers at once. */
export const instanceOf = (adapter: Adapter, deps: ExchangeDeps) => {
  const send = outputOf(adapter, deps);
  return async (sent: Sent = {}): Promise<Answered> => (await send(sent)).body as Answered;
};

/** Every record that stands in the table, without the evidence beside them; a test may scan. */
export const recordsIn = async ({ client, names }: Tables): Promise<ExchangeRecord[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: names.exchanges, ConsistentRead: true }));
  return Items.filter(({ kind }) => kind !== undefined).map(readRecord);
};

/** The problem that a call ends with, as the renderer would see it. */
export const problemOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const { code, extra } = (error ?? {}) as { code?: string; extra?: { denial?: { rule: string }; cause?: string } };
  return { code, rule: extra?.denial?.rule, cause: extra?.cause, extra };
};
