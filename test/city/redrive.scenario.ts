/** What was taken once is taken again: all dead letters redriven, whole streams replayed, and nothing changes. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { realStreams } from '#infra/local/places.ts';
import { readMappings } from '#infra/local/sources/mapping.ts';
import { type StreamRecord, streamClient } from '#infra/local/sources/stream-client.ts';
import { move } from '#infra/redrive/move.ts';
import { roomQueues } from '#infra/redrive/rooms.ts';
import { boot, call, HOMES, handled, review } from './support.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});

/** Written each minute by the clock, whatever anybody does. */
const BY_THE_CLOCK = /-(due|progress|breakers|quotas|upper)table$/;

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value !== null && typeof value === 'object' && !(value instanceof Uint8Array)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, member]) => [name, sorted(member)]),
        )
      : value;

/** Every item of every table, byte for byte. */
const everything = async (): Promise<Readonly<Record<string, string[]>>> => {
  const tables = city.deployment.ofType('AWS::DynamoDB::Table').map(({ name }) => name);
  const read = async (TableName: string) => {
    const items: string[] = [];
    // When an agent was last heard is told by the agent, all the while; that time passes is written by the clock; a status list is made
    // anew for whatever is sent anew.
    for await (const { Items = [] } of paginateScan({ client: city.admin.dynamodb }, { TableName }))
      items.push(
        ...Items.filter(({ pk }: Record<string, AttributeValue>) => !/^(agents|beat|list)#/.test(pk?.S ?? '')).map(
          (item: Record<string, AttributeValue>) => JSON.stringify(sorted(item)),
        ),
      );
    return [TableName, items.sort()] as const;
  };
  return Object.fromEntries(await Promise.all(tables.filter((name) => !BY_THE_CLOCK.test(name)).map(read)));
};

/** What differs, table by table. */
const changes = (before: Readonly<Record<string, string[]>>, after: Readonly<Record<string, string[]>>): string[] =>
  Object.entries(after).flatMap(([table, items]) => {
    const old = new Set(before[table]);
    const now = new Set(items);
    return [
      ...items.filter((item) => !old.has(item)).map((item) => `${table} has ${item}`),
      ...(before[table] ?? []).filter((item) => !now.has(item)).map((item) => `${table} had ${item}`),
    ];
  });

test('every message that this city has taken, made a dead letter and redriven, changes no table', async () => {
  // The minute's timer, which the catalogue hears too.
  await city.fire('due-drain');
  await city.settle();
  const rooms = await roomQueues(city.admin.sqs, 'OneTrip');
  const dead = city.deployment.ofType('AWS::SQS::Queue').filter(({ id }) => id.endsWith('DeadLetters'));
  expect(rooms.map(({ room }) => room)).toEqual(
    dead.map(({ id }) => id.replace('DeadLetters', '').toLowerCase()).sort(),
  );
  const before = await everything();
  const counts: Record<string, number> = {};
  for (const { room, dead: QueueUrl, source } of rooms) {
    if (!source) continue;
    const bodies = handled(source);
    for (const MessageBody of bodies) await city.admin.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    const moved = await move(city.admin.sqs, { dead: QueueUrl, source, most: bodies.length });
    expect([room, moved]).toEqual([room, { moved: bodies.length, refused: 0 }]);
    counts[room] = moved.moved;
  }
  console.log('redriven:', counts);
  await city.settle();
  expect(changes(before, await everything())).toEqual([]);
  // What nothing came through was not tried.
  for (const room of ['uses', 'notices', 'events', 'catalogue']) expect(counts[room], room).toBeGreaterThan(0);
  expect((await roomQueues(city.admin.sqs, 'OneTrip')).filter(({ waiting }) => waiting > 0)).toEqual([]);
});

/** From the oldest record that the engine holds, shard by shard. */
const wholeStream = async (arn: string, fn: string): Promise<StreamRecord[]> => {
  const client = streamClient(city.env(fn), AbortSignal.timeout(60_000));
  const stream = await realStreams(city.admin.dynamodb)(arn);
  const all: StreamRecord[] = [];
  for (const { ShardId } of await client.shards(stream)) {
    let iterator: string | undefined = await client.iterator(stream, ShardId, undefined);
    for (let empty = 0; iterator && empty < 2; ) {
      const { records, next }: { records: readonly StreamRecord[]; next?: string } = await client.records(
        iterator,
        100,
      );
      all.push(...records);
      empty = records.length === 0 ? empty + 1 : 0;
      iterator = next;
    }
  }
  return all;
};

test('every stream, handed to its relay again from its beginning, changes no table', async () => {
  const before = await everything();
  const streams = readMappings(city.deployment).filter(({ kind }) => kind === 'stream');
  expect(streams.length).toBeGreaterThan(1);
  for (const { functionName, functionArn, sourceArn } of streams) {
    const records = await wholeStream(sourceArn, functionName);
    console.log(`replayed: ${functionName} ${records.length} records`);
    expect(records.length).toBeGreaterThan(0);
    for (let from = 0; from < records.length; from += 100) {
      const outcome = await city.pool.invoke(functionArn, { Records: records.slice(from, from + 100) });
      const told = outcome.ok ? outcome.payload : outcome.error;
      expect([functionName, told]).toEqual([functionName, '{"batchItemFailures":[]}']);
    }
  }
  await city.settle();
  expect(changes(before, await everything())).toEqual([]);
  // The comparison itself: one question more is seen in the record and in its projections.
  const asked = await call(city, 'POST', HOMES, { token: await city.token('housing-system'), body: review() });
  expect(asked.status).toBe(200);
  await city.settle();
  const seen = changes(before, await everything()).map((line) => line.split(' ')[0]);
  expect(seen).toEqual(expect.arrayContaining(['onetripdata-exchangestable', 'onetripdata-usestable']));
});
