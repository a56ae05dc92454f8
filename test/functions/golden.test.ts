/** Stored items of old versions, byte for byte as they were written: the stores must read them for ever. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dueStore } from '#functions/due/due.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { freshTables } from '#test/engines/tables.ts';

test('due, v1: timer, mark and watermark', async () => {
  const { names, client } = await freshTables('due');
  const pk = '2026-11-20T12:00#2';
  const timer = {
    v: 1,
    pk,
    sk: 'catalogue#health-title',
    dueAt: 1795176000000,
    room: 'catalogue',
    type: 'grant.expire',
    data: { grant: 'health-title' },
  };
  const items = [
    { ...timer, ttl: 1802952000 },
    { v: 1, pk: '2026-11-20', sk: pk, ttl: 1802952000 },
    { v: 1, pk: 'watermark', sk: 'watermark', closed: '2026-11-20T11:59', drained: '2026-11-20T11:58' },
  ];
  for (const Item of items) await client.send(new PutCommand({ TableName: names.due, Item }));
  const store = dueStore(client, names.due);
  expect(await store.marks('2026-11-20', '2026-11-20T12:00')).toEqual([pk]);
  expect(await store.read(pk)).toEqual([timer]);
  expect(await store.close('2026-11-20T11:00')).toEqual({
    v: 1,
    closed: '2026-11-20T11:59',
    drained: '2026-11-20T11:58',
  });
});

test('uses, v1: a line of the record', async () => {
  const { names, client } = await freshTables('uses');
  const id = '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11';
  const line = {
    v: 1,
    id,
    kind: 'exchange',
    at: 1795138200000,
    ms: 12,
    client: 'housing-system',
    consumer: 'housing',
    provider: 'real-estate',
    resource: 'real-estate/title',
    resourceVersion: 1,
    grant: 'housing-title',
    grantRevision: 1,
    matter: 'existing-house-transfer',
    case: 'case-1',
    party: 'applicant',
    level: 'fields',
    fields: ['/certificateNumber'],
    found: true,
    answer: 'p2Q4mVh0b1l6cW9rX3N0YWJsZV9kaWdlc3RfdmFsdWU',
    instance: 'instance-1',
    sequence: 1,
  } as const;
  const Item = { pk: `exchange#${id}`, sk: `001795138200000#${id}`, v: 1, line };
  await client.send(new PutCommand({ TableName: names.uses, Item }));
  expect(await usesStore(client, names.uses).get(id)).toEqual(line);
});
