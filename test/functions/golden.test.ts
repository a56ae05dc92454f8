/** Stored items of old versions, byte for byte as they were written: the stores must read them for ever. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { alertsStore } from '#functions/alerts/alerts.store.ts';
import { sightingsStore } from '#functions/alerts/sightings.store.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
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

test('quotas, v1: how much of a day is taken', async () => {
  const { names, client } = await freshTables('quotas');
  const Item = { pk: 'grant#housing-title', sk: 'day#2026-11-20', v: 1, used: 118, by: 'a1b2c3d4', ttl: 1795276800 };
  await client.send(new PutCommand({ TableName: names.quotas, Item }));
  const counter = { of: Item.pk, which: Item.sk, until: 1795190400000 };
  expect(await quotasStore(client, names.quotas).take(counter, 120, () => 2)).toEqual({ taken: 2, used: 120 });
  expect(await quotasStore(client, names.quotas).take(counter, 120, () => 1)).toEqual({ taken: 0, used: 120 });
});

test('sightings and alerts, v1', async () => {
  const { names, client } = await freshTables('sightings', 'alerts');
  const set = {
    pk: 'many#officer#officer-hu-min#60#1',
    sk: '29918940',
    v: 1,
    seen: new Set(['abcdef']),
    ttl: 1796400000,
  };
  await client.send(new PutCommand({ TableName: names.sightings, Item: set }));
  const sightings = { of: set.pk, window: set.sk, enough: 60, each: 1, since: 1795136400000, until: 1795140000000 };
  expect(await sightingsStore(client, names.sightings).add(sightings, 'ghijkl')).toBe(2);

  const id = '6c8f2d3a-53c1-8b44-9a70-1f2e3d4c5b6a';
  const alert = {
    ...{ v: 1, id, revision: 2, state: 'acknowledged', threshold: 'officer-hour', watch: 'officer' },
    ...{ who: 'officer-hu-min', pattern: 'many', department: 'market-supervision', grant: 'market-premises' },
    ...{ distinct: 60, minutes: 60, since: 1795136400000, at: 1795138200000 },
    suspends: { grant: 'market-premises', revision: 3 },
    acknowledged: { by: 'officer-a', at: '2026-11-20T10:00:00.000Z' },
  } as const;
  const sk = '001795138200000#6c8f2d3a-53c1-8b44-9a70-1f2e3d4c5b6a';
  const items = [
    { pk: `alert#${id}`, sk: 'alert', ...alert },
    { pk: 'state#acknowledged', sk, v: 1, alert: id },
  ];
  for (const Item of items) await client.send(new PutCommand({ TableName: names.alerts, Item }));
  expect(await alertsStore(client, names.alerts).list('acknowledged', undefined, 10)).toEqual({ alerts: [alert] });
});
