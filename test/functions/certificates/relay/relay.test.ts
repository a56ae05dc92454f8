import { beforeEach, describe, expect, test } from 'vitest';
import { listTold } from '#functions/certificates/operations/told.ts';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import { toldStore } from '#functions/certificates/relay/told.store.ts';
import { StoredUse } from '#functions/certificates/relay/used.ts';
import { StoredList } from '#functions/certificates/status/lists.store.ts';
import { declaredOnly } from '#functions/events/declared.ts';
import type { CertificateTold } from '#schemas/told.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { copyBy, issueBy, pullBy } from '../calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { operationFiles } from '../operations/stored.ts';
import { reborn } from '../reborn.ts';
import {
  CASE,
  CHEN_FUYING,
  caller,
  type Deps,
  depsOn,
  freshWorld,
  itemsIn,
  LI_NA,
  NOW,
  ticket,
  type World,
} from '../world.ts';
import { queues, relayDeps, saidOf } from './queues.ts';
import { streamOf } from './stream-of.ts';

let world: World;
let deps: Deps;
beforeEach(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});

const toldIn = async (own: Deps, ofCase: string, by = 'one-window-system') => {
  const input = { params: undefined, body: undefined, requestId: 'r', now: NOW, caller: caller(by) };
  const told = { ...own, told: toldStore(world.client, world.names.certificates) };
  return (await listTold(told)({ ...input, query: { case: ofCase, limit: 20, cursor: undefined } })).body as {
    items: CertificateTold[];
  };
};

describe('who used a certificate', () => {
  test('stands beside it, once for each case and department, and only when it was answered', async () => {
    const { identifier } = await issueBy(deps);
    await pullBy(deps, identifier);
    await pullBy(deps, identifier, { fields: ['/valid'] });
    await copyBy(deps, identifier);
    const other = '330784-2026-000777';
    await pullBy(deps, identifier, {
      purpose: { kind: 'matter', matter: 'existing-house-transfer', ticket: await ticket({ case: other }) },
    });
    await pullBy(deps, identifier, { holder: LI_NA }).catch(() => undefined);
    const uses = await toldStore(world.client, world.names.certificates).usesOf(identifier);
    expect(uses).toMatchObject([
      { case: CASE, department: 'one-window' },
      { case: other, department: 'one-window' },
    ]);
    expect(uses.map((use) => StoredUse.parse(use))).toEqual(uses);
  });
});

test('what is told of each type is what its resource declares, so that the events room takes it', async () => {
  const { identifier } = await issueBy(deps);
  await operateBy(deps, identifier, { operation: 'cancel' });
  const { taken, of } = queues();
  await relayCertificates(await streamOf(world), relayDeps(of, world, deps));
  const events = saidOf(taken.events);
  expect(events.map(({ type }) => type).sort()).toEqual(['certificate.created', 'certificate.ended']);
  const resource = everyOperation().resource('certificates/real-estate-title')!;
  for (const told of events) {
    expect(() => declaredOnly(resource, told)).not.toThrow();
    expect(() => declaredOnly(resource, { ...told, data: { ...told.data, other: 1 } })).toThrow();
  }
});

test('items as they were first written are still read', () => {
  const use = {
    ...{ v: 1, type: 'real-estate-title', case: CASE, department: 'one-window', matter: 'existing-house-transfer' },
    ...{ record: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69', revision: 1, at: NOW },
  };
  expect(StoredUse.parse(use)).toEqual(use);
  const list = { v: 1, at: NOW, sha256: 'ab'.repeat(32) };
  expect(StoredList.parse(list)).toEqual(list);
});

describe('what became of a certificate', () => {
  test('is told to every case that used it, to subscribers and to its status list', async () => {
    const { identifier } = await issueBy(deps);
    await pullBy(deps, identifier);
    const line = await operateBy(deps, identifier, { operation: 'annul', now: NOW + 5000 });
    const { taken, of } = queues();
    const records = await streamOf(world);
    expect(await relayCertificates(records, relayDeps(of, world, deps))).toEqual({ batchItemFailures: [] });

    const told = {
      case: CASE,
      department: 'one-window',
      certificate: identifier,
      operation: 'annul',
      from: '01',
      to: '03',
    };
    expect([...taken.cases.values()]).toMatchObject([
      { type: 'case.certificate-changed', data: { ...told, record: line.record } },
    ]);
    expect((await toldIn(deps, CASE)).items).toMatchObject([{ ...told, at: line.at }]);
    expect((await toldIn(deps, CASE, 'real-estate-system')).items).toEqual([]);
    expect((await toldIn(deps, 'other')).items).toEqual([]);

    const { status } = (await deps.certificates.get(identifier))!;
    expect([...taken.status.values()]).toMatchObject([{ type: 'status.changed', data: { list: status!.list } }]);

    for (const event of taken.events.values()) {
      expect(JSON.stringify(event)).not.toMatch(new RegExp(CHEN_FUYING));
      const { sealed: _sealed, ...rest } = event.data as { sealed: string };
      expect(rest).toEqual({ by: 'certificates', resource: 'certificates/real-estate-title' });
    }
    expect(saidOf(taken.events, 'certificate.created')).toMatchObject([
      {
        type: 'certificate.ended',
        subject: CHEN_FUYING,
        data: { valid: false, holders: [{ code: CHEN_FUYING }] },
      },
    ]);
  });

  test('a hold is a change, not an end; each holder is told of alone', async () => {
    const holders = [CHEN_FUYING, LI_NA].map((code) => ({ name: '甲', code, codeType: '111' as const }));
    const { identifier } = await issueBy(deps, { holders });
    await operateBy(deps, identifier);
    const { taken, of } = queues();
    await relayCertificates(await streamOf(world), relayDeps(of, world, deps));
    const told = saidOf(taken.events, 'certificate.created');
    expect(told.map(({ subject, type, data }) => [subject, type, data.holders])).toEqual([
      [CHEN_FUYING, 'certificate.changed', [{ code: CHEN_FUYING }]],
      [LI_NA, 'certificate.changed', [{ code: LI_NA }]],
    ]);
  });

  test('the file of who died before writing it is written by the relay', async () => {
    const { identifier } = await issueBy(deps);
    const dying: Deps = { ...deps, files: { ...deps.files, put: () => Promise.reject(new Error('dead')) } };
    await expect(operateBy(dying, identifier)).rejects.toThrow('dead');
    expect(await operationFiles(world, 'real-estate-title', identifier)).toEqual([]);
    await relayCertificates(await streamOf(world), relayDeps(queues().of, world, deps));
    const files = await operationFiles(world, 'real-estate-title', identifier);
    expect(files.filter((file) => !('issued' in (file as object)))).toMatchObject([{ operation: 'hold', revision: 2 }]);
  });

  test.each(['status.changed', 'case.', 'event.publish#certificates#'])(
    'when the queue of %s refuses, the record comes again',
    async (start) => {
      const { identifier } = await issueBy(deps);
      await pullBy(deps, identifier);
      await operateBy(deps, identifier);
      const { of, refuse, taken } = queues();
      const records = await streamOf(world);
      const at = records.findIndex(({ dynamodb }) => dynamodb?.NewImage?.sk?.S?.startsWith('operation#'));
      // The issue has an event too, and nothing else.
      const issue = records.findIndex(({ dynamodb }) => dynamodb?.NewImage?.sk?.S === 'certificate');
      const failing = start.startsWith('event.') ? [issue, at].sort((a, b) => a - b) : [at];
      refuse(start);
      expect(await relayCertificates(records, relayDeps(of, world, deps))).toEqual({
        batchItemFailures: failing.map((one) => ({ itemIdentifier: String(one) })),
      });
      refuse(undefined);
      await relayCertificates(records, relayDeps(of, world, deps));
      expect([taken.status.size, taken.cases.size, taken.events.size]).toEqual([1, 1, 2]);
    },
  );

  test('killed at every await boundary and repeated, it tells everybody once', async () => {
    const points = await everyCrashPoint(async (crash) => {
      const mortal = await freshWorld();
      const after = reborn(mortal);
      const whole = depsOn(after, { snapshot: everyOperation() });
      const { identifier } = await issueBy(whole);
      await pullBy(whole, identifier);
      await operateBy(whole, identifier);
      const records = await streamOf(after);
      const { of, taken } = queues();
      const dying = relayDeps(of, mortal, depsOn(mortal, { crash, snapshot: everyOperation() }));
      const { batchItemFailures } = await relayCertificates(records, dying);
      if (crash.dead) expect(batchItemFailures.length).toBeGreaterThan(0);
      await relayCertificates(records, relayDeps(of, after, whole));
      expect([taken.status.size, taken.cases.size, taken.events.size]).toEqual([1, 1, 2]);
      const items = await itemsIn(after.client, after.names.certificates);
      expect(items.filter(({ pk }) => pk.startsWith('told#'))).toHaveLength(1);
    });
    console.log(`relay: ${points} boundaries`);
    expect(points).toBe(27);
  });
});
