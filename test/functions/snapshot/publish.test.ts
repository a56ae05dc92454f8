import { randomBytes } from 'node:crypto';
import { BatchWriteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { revokeCase } from '#functions/snapshot/revoke-case.ts';
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { TICKET_SECONDS } from '#schemas/ticket.ts';
import { counting } from '#test/engines/counting.ts';
import { department, NOW, world } from './world.ts';

const head = { pk: 'head', sk: 'head' };

test('a change is published; a reader that holds it already pays one read', async () => {
  const { registry, published, publish, client } = await world();
  await registry.put(department('health'));
  expect(await publish()).toBe(1);
  const snapshot = (await published.read(undefined)) as Snapshot;
  expect(snapshot).toMatchObject({ v: 1, version: 1, departments: [{ id: 'health' }], clients: [] });
  const count = counting(client);
  expect(await published.read(1)).toBe('unchanged');
  expect(count.calls).toEqual({ GetItem: 1 });
});

test('nothing to publish costs two reads and writes nothing', async () => {
  const { registry, publish, client } = await world();
  await registry.put(department('health'));
  await publish();
  const count = counting(client);
  await publish();
  expect(count.calls).toEqual({ GetItem: 2 });
});

test('of two publishers that race, the newer wins in whichever order they end', async () => {
  const { published } = await world();
  const of = (version: number, id: string): Snapshot => ({
    v: 1,
    version,
    departments: [department(id)],
    clients: [],
    officers: [],
    issuers: [],
    resources: [],
    grants: [],
    certificateTypes: [],
    revokedCases: [],
  });
  for (const order of [
    [11, 12],
    [22, 21],
  ]) {
    await Promise.all(order.map((version) => published.publish(of(version, `d${version}`), NOW)));
    const newest = Math.max(...order);
    expect(await published.read(undefined)).toMatchObject({ version: newest, departments: [{ id: `d${newest}` }] });
  }
  expect(await published.publish(of(21, 'late'), NOW)).toBe('older');
  expect(await published.read(undefined)).toMatchObject({ version: 22 });
});

test('eight changes at once, each published by its own writer, are all in the snapshot', async () => {
  const { registry, published, publish } = await world();
  const ids = Array.from({ length: 8 }, (_, i) => `d${i}`);
  await Promise.all(
    ids.map(async (id) => {
      expect(await registry.put(department(id))).toBe('done');
      await publish();
    }),
  );
  const snapshot = (await published.read(undefined)) as Snapshot;
  expect(snapshot.version).toBe(8);
  expect(snapshot.departments.map(({ id }) => id)).toEqual(ids);
});

test('a snapshot larger than one item is cut and joined; chunks of the one before are left to housekeeping', async () => {
  const { registry, published, publish, client, names } = await world();
  const noise = () => randomBytes(150).toString('base64');
  for (let i = 0; i < 20; i += 1) {
    const keys = Array.from({ length: 4 }, (_, k) => ({
      kty: 'RSA' as const,
      kid: `k${k}`,
      n: randomBytes(9000).toString('base64'),
    }));
    const client = { v: 1 as const, kind: 'client' as const, department: 'health', scopes: [], keys };
    await registry.put({ ...client, revision: 1, id: `c${i}`, name: { zh: noise(), en: 'x' } });
  }
  await publish();
  const { Item: first } = await client.send(new GetCommand({ TableName: names.snapshots, Key: head }));
  expect(first?.chunks).toBeGreaterThan(1);
  expect(((await published.read(undefined)) as Snapshot).clients).toHaveLength(20);
  await registry.put(department('health'));
  await publish();
  const { Items } = await client.send(
    new QueryCommand({
      TableName: names.snapshots,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `chunk#${first?.version}#${first?.digest}` },
    }),
  );
  expect(Items?.map((item) => item.ttl)).toEqual(Items?.map(() => NOW / 1000 + 86_400));
});

test('what no reader could read is not published: the snapshot of before stays in force', async () => {
  const { registry, published, publish } = await world();
  await registry.put(department('health'));
  await publish();
  const before = (await published.read(undefined)) as Snapshot;
  const flood = { ...before, version: 2, flood: randomBytes(33_000_000).toString('base64') };
  await expect(published.publish(flood, NOW)).rejects.toThrow();
  expect(await published.head()).toMatchObject({ version: 1 });
  expect(await published.read(undefined)).toEqual(before);
});

test('a chunk that is not what the head says is never used', async () => {
  const { registry, published, publish, client, names } = await world();
  await registry.put(department('health'));
  await publish();
  const { Item } = await client.send(new GetCommand({ TableName: names.snapshots, Key: head }));
  const chunk = { pk: `chunk#1#${Item?.digest}`, sk: '0000', v: 1, data: randomBytes(50) };
  await client.send(new PutCommand({ TableName: names.snapshots, Item: chunk }));
  await expect(published.read(undefined)).rejects.toThrow('digest');
});

test('a stored item of version 1 is read for ever, and one of another kind or shape never', async () => {
  const { registry, client, names } = await world();
  const golden = {
    pk: 'officer',
    sk: 'officer-a',
    v: 1,
    revision: 3,
    kind: 'officer',
    id: 'officer-a',
    department: 'health',
    name: '金涛',
    post: '卫生许可审批岗',
    roles: ['approval-officer'],
    suspended: { since: '2026-03-02T01:00:00.000Z', reason: '调离', by: 'officer-zhu-ning' },
  };
  const { pk: _pk, sk: _sk, ...officer } = golden;
  await client.send(new PutCommand({ TableName: names.registry, Item: golden }));
  expect(await registry.get('officer', 'officer-a')).toEqual(officer);
  await client.send(new PutCommand({ TableName: names.registry, Item: { ...golden, sk: 'b', v: 2 } }));
  await expect(registry.get('officer', 'b')).rejects.toThrow();
  await client.send(new PutCommand({ TableName: names.registry, Item: { ...golden, pk: 'client', sk: 'c' } }));
  await expect(registry.get('client', 'c')).rejects.toThrow('another kind');
});

test('a case that is over is in the snapshot until its last ticket has surely ended; then it is asked for one by one', async () => {
  const { deps, ends, registry, published, client, names } = await world();
  const [first, second] = ['330784-2026-000001', '330784-2026-000002'];
  const end = (id: string, at: number) => revokeCase({ ...deps, ends }, id, at);
  const listed = async () => ((await published.read(undefined)) as Snapshot).revokedCases;
  await end(first, NOW);
  await end(first, NOW);
  expect([await registry.version(), await listed()]).toEqual([1, [first]]);
  // The last ticket may have been made half a minute later, by a clock that differs by as much, for a function that holds its snapshot.
  const last = NOW + (TICKET_SECONDS + 90) * 1000;
  await end(second, last);
  expect(await listed()).toEqual([first, second]);
  await end(second, NOW + 2 * TICKET_SECONDS * 1000);
  expect(await listed()).toEqual([second]);
  // What may be fetched for days is refused for as long.
  expect([await ends.has(first), await ends.has('330784-2026-000003')]).toEqual([true, false]);
  const { Item } = await client.send(
    new GetCommand({ TableName: names.snapshots, Key: { pk: `ended-case#${first}`, sk: 'ended' } }),
  );
  expect(Item?.ttl).toBeGreaterThanOrEqual(NOW / 1000 + TICKET_SECONDS + LONGEST_KEPT_SECONDS);
});

test('59,000 cases a week do not lengthen the snapshot: who publishes reads and lists only the last minutes', async () => {
  const { deps, ends, registry, published, client, names } = await world();
  const each = 15_000;
  const idOf = (n: number): string => `330784-2026-${String(n).padStart(6, '0')}`;
  for (let n = 0; n < 400; n += 25) {
    const PutRequests = Array.from({ length: 25 }, (_, i) => {
      const until = new Date(NOW - (n + i + 1) * each).toISOString();
      const item = { v: 1, revision: 1, kind: 'revoked-case', id: idOf(n + i), until };
      return { PutRequest: { Item: { pk: 'revoked-case', sk: `${until}#${item.id}`, ...item } } };
    });
    await client.send(new BatchWriteCommand({ RequestItems: { [names.registry]: PutRequests } }));
  }
  expect((await registry.list('revoked-case')).items).toHaveLength(400);
  await revokeCase({ ...deps, ends }, idOf(999_999), NOW);
  const after = new Date(NOW).toISOString();
  expect((await registry.list('revoked-case', { after })).items.map(({ id }) => id)).toEqual([idOf(999_999)]);
  expect(((await published.read(undefined)) as Snapshot).revokedCases).toEqual([idOf(999_999)]);
});
