/** Stored items of old versions, byte for byte as they were written: the stores must read them for ever. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { alertsStore } from '#functions/alerts/alerts.store.ts';
import { sightingsStore } from '#functions/alerts/sightings.store.ts';
import { upperCatalogueStore } from '#functions/departments/protocols/upper/catalogue.store.ts';
import { copiesStore } from '#functions/departments/protocols/upper/copies.store.ts';
import { returnsStore } from '#functions/departments/protocols/upper/returns.store.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
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

test('upper, v1: a flow, a refusal, a copy, a line of the catalogue and the look at it', async () => {
  const { names, client } = await freshTables('upper');
  const flow = {
    ...{ v: 1, revision: 4, resource: 'jinhua/house-contract', upper: 'housing/contract-filing' },
    ...{ subscription: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11', generation: 1, after: 1043, completeAt: 1795138200000 },
    stopped: { since: 1795138260000, rule: 'events-expired' },
    moved: [{ from: 1017, to: 1021, by: 'officer-li-yan', reason: '已按批量补回', at: 1795130000000 }],
    gap: { at: 1795130000000, completeAt: 1795120000000 },
  } as const;
  const refusal = { v: 1, number: 1040, rule: 'upper:other-version', at: 1795138200000, lost: true } as const;
  const line = {
    ...{
      v: 1,
      upper: 'jinhua',
      id: 'housing/contract-filing',
      version: 1,
      state: 'deprecated',
      sharing: 'conditional',
    },
    ...{ name: { zh: '网签备案', en: 'Filed contract' }, ends: '2027-03-01T00:00:00+08:00' },
    fields: [
      {
        pointer: '/state',
        name: { zh: '状态', en: 'State' },
        type: 'string',
        sensitivity: 'internal',
        level: 'fields',
      },
    ],
    mapped: { resource: 'jinhua/house-contract', version: 1 },
    findings: [{ rule: 'deprecated', until: '2027-03-01T00:00:00+08:00' }],
    ...{ seenAt: 1795130000000, changedAt: 1795138200000 },
  } as const;
  const copy = {
    pk: 'copy#jinhua/house-contract#GxJNwqwwXoPG3UlgQ20oUAIR6GPjSTeQghF6PUypM_M',
    sk: 'G81jiMCcrWAKZQQKzXD4-IalSROWOLMvRFjgiWl9Szk',
    ...{ v: 1, number: 7, toldAt: '2026-11-18T09:30:00+08:00', keyVersion: 1, keptUntil: 1829698200000 },
    sealed: '572R7C-xjBnnzRcHC8FKZSkLSFTgMAi4xec-mh2RGBu8yAqjGowB8DM7jYka',
    ttl: 1829957400,
  };
  const items = [
    { pk: 'return#jinhua', sk: flow.resource, ...flow },
    { pk: `refused#${flow.resource}`, sk: '000000001040', ...refusal },
    { pk: 'catalogue#jinhua', sk: line.id, ...line },
    { pk: 'look#jinhua', sk: 'look', v: 1, checkedAt: 1795138200000, wantedAt: 1795138100000 },
    copy,
  ];
  for (const Item of items) await client.send(new PutCommand({ TableName: names.upper, Item }));
  const returns = returnsStore(client, names.upper);
  expect(await returns.list('jinhua')).toEqual([flow]);
  expect(await returns.refused(flow.resource, 10)).toEqual([refusal]);
  const catalogue = upperCatalogueStore(client, names.upper);
  expect(await catalogue.page('jinhua', 10)).toEqual({ lines: [line] });
  expect(await catalogue.look('jinhua')).toEqual({ v: 1, checkedAt: 1795138200000, wantedAt: 1795138100000 });
  const keys = hubKeys('{"version":1,"master":"a golden master of more than 32 characters"}');
  const of = { resource: flow.resource, subject: '330784198802039985', record: ['YK20260800001'] };
  const { copy: found } = await copiesStore(client, names.upper, async () => keys).look(of);
  expect(found).toMatchObject({ number: 7, data: { state: 'filed' }, toldAt: '2026-11-18T09:30:00+08:00' });
});
