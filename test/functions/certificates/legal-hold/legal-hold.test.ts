/** 法律保全: placed and released by the data authority alone; every file of the certificate is held for as long as one hold stands. */
import { beforeEach, describe, expect, test } from 'vitest';
import { holdsStore } from '#functions/certificates/legal-hold/holds.store.ts';
import { HoldFile, isHeld, openedHold, StoredHold } from '#functions/certificates/legal-hold/stored-hold.ts';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { LegalHoldLine } from '#schemas/legal-hold.ts';
import { issueBy, pullBy, refusal, verifyBy } from '../calls.ts';
import { everyOperation, historyOf, operateBy } from '../operations/calls.ts';
import { putItem } from '../operations/stored.ts';
import { relay } from '../relay/by-hand.ts';
import { queues, relayDeps } from '../relay/queues.ts';
import { streamOf } from '../relay/stream-of.ts';
import { caller, type Deps, depsOn, freshWorld, itemsIn, keys, NOW, recordsOf, type World } from '../world.ts';
import { authority, heldIn, holdsOf, ORDER, placeBy, releaseBy } from './calls.ts';

let world: World;
let deps: Deps;
let identifier: string;
beforeEach(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
  ({ identifier } = await issueBy(deps));
});

const LATER = NOW + 60_000;
/** Kinds and counts that are there: all of them so. */
const all = (counts: Record<string, number>, so: 'held' | 'free') =>
  Object.fromEntries(Object.entries(counts).map(([kind, count]) => [`${kind} ${so}`, count]));
const ISSUED = { json: 1, seal: 1, pdf: 1, ofd: 1, operation: 1 };

test('acts as they were first written are still read', async () => {
  const hold = '00000000-0000-8000-8000-000000000001';
  const act = {
    ...{ v: 1, hold, identifier, type: 'real-estate-title', at: NOW },
    ...{ department: 'data-authority', client: 'onetrip-console', officer: 'zhu-ning', request: 'r' },
  };
  const sealed = { ...act, said: 's', keyVersion: 1 };
  await putItem(world, { pk: identifier, sk: `legal-hold#${hold}`, ...sealed, act: 'placed' });
  await putItem(world, { pk: identifier, sk: `legal-hold#${hold}#release`, ...sealed, act: 'released' });
  const store = holdsStore(world.client, world.names.certificates);
  expect(await store.of(identifier)).toEqual([
    { ...sealed, act: 'placed' },
    { ...sealed, act: 'released' },
  ]);
  expect(await store.get(identifier, hold, 'released')).toEqual({ ...sealed, act: 'released' });
  for (const file of [
    { ...act, act: 'placed', words: ORDER },
    { ...act, act: 'released', words: { reason: '判决已生效' } },
  ])
    expect(HoldFile.parse(file)).toEqual(file);
});

describe('every file of the certificate', () => {
  test('is held once the hold is relayed, what comes later too, and is free when the last hold is released', async () => {
    await pullBy(deps, identifier);
    await relay(world, deps);
    const retained = world.bucket.locks.all();
    expect(heldIn(world, identifier)).toEqual(all({ ...ISSUED, used: 1 }, 'free'));

    const first = await placeBy(deps, identifier);
    expect(await holdsOf(deps, identifier)).toMatchObject({ held: true, settled: false });
    await relay(world, deps);
    expect(heldIn(world, identifier)).toEqual(all({ ...ISSUED, used: 1, legalhold: 1 }, 'held'));
    expect(await holdsOf(deps, identifier)).toMatchObject({ held: true, settled: true });
    // Beside its retention, which nothing changed.
    for (const [name, lock] of retained)
      if (name.includes('/certificates/')) expect(world.bucket.locks.of(name)).toEqual({ ...lock, held: true });

    const second = await placeBy(deps, identifier, { key: 'h2', document: '浙纪办〔2026〕7号', now: LATER });
    await operateBy(deps, identifier);
    await pullBy(deps, identifier, { fields: ['/valid'] });
    await relay(world, deps);
    const whole = { ...ISSUED, operation: 2, used: 1, legalhold: 2 };
    expect(heldIn(world, identifier)).toEqual(all(whole, 'held'));

    await releaseBy(deps, first);
    await relay(world, deps);
    expect(heldIn(world, identifier)).toEqual(all({ ...whole, legalhold: 3 }, 'held'));
    expect(await holdsOf(deps, identifier)).toMatchObject({ held: true, settled: true });

    await releaseBy(deps, second);
    expect(await holdsOf(deps, identifier)).toMatchObject({ held: false, settled: false });
    await relay(world, deps);
    expect(heldIn(world, identifier)).toEqual(all({ ...whole, legalhold: 4 }, 'free'));
    expect(await holdsOf(deps, identifier)).toMatchObject({ held: false, settled: true });

    // Needed again, it is another hold, and S3 follows.
    await placeBy(deps, identifier, { key: 'h3' });
    await relay(world, deps);
    expect(heldIn(world, identifier)).toEqual(all({ ...whole, legalhold: 5 }, 'held'));
  });

  test('is held where the next version ends it; the next version is a certificate of its own', async () => {
    await placeBy(deps, identifier);
    await relay(world, deps);
    const next = await issueBy(deps, { key: 'next', number: '续', operation: 'change', supersedes: identifier });
    await relay(world, deps);
    expect(heldIn(world, identifier)).toEqual(all({ ...ISSUED, operation: 2, legalhold: 1 }, 'held'));
    expect(heldIn(world, next.identifier)).toEqual(all(ISSUED, 'free'));
  });

  test('a message that comes late decides nothing: what stands when it is read does', async () => {
    const hold = await placeBy(deps, identifier);
    const early = await streamOf(world);
    await releaseBy(deps, hold);
    await relay(world, deps);
    const { of } = queues();
    const again = early.filter(({ dynamodb }) => dynamodb?.NewImage?.sk?.S?.startsWith('legal-hold#'));
    expect(again).toHaveLength(1);
    expect(await relayCertificates(again, relayDeps(of, world, deps))).toEqual({ batchItemFailures: [] });
    expect(Object.keys(heldIn(world, identifier)).filter((key) => key.endsWith('held'))).toEqual([]);
  });
});

describe('beside the life of the certificate', () => {
  test('nobody is told, no record is written, no revision changes, and it stays what it was to everybody', async () => {
    await pullBy(deps, identifier);
    await relay(world, deps);
    const { taken, of } = queues();
    const relayed = async () =>
      expect(await relayCertificates(await streamOf(world), relayDeps(of, world, deps))).toEqual({
        batchItemFailures: [],
      });
    await relayed();
    const seen = async () => ({
      certificate: await deps.certificates.get(identifier),
      history: await historyOf(deps, identifier),
      verified: await verifyBy(deps, { identifier }),
      records: await recordsOf(world),
      told: [taken.events, taken.cases, taken.status].map((queue) => [...queue.keys()].sort()),
    });
    const before = await seen();
    await releaseBy(deps, await placeBy(deps, identifier));
    await placeBy(deps, identifier, { key: 'h2' });
    await relayed();
    expect(await seen()).toEqual(before);
    expect(before.told[0]).not.toEqual([]);
  });

  test('its words lie sealed in the table, and are told whole to the data authority', async () => {
    const hold = await placeBy(deps, identifier);
    const released = await releaseBy(deps, hold, { document: '(2026)浙0784行保1号之二', now: LATER });
    const when = { by: 'data-authority-system' };
    const line = {
      ...{ hold: hold.hold, identifier, at: new Date(NOW).toISOString(), ...when, ...ORDER },
      released: {
        ...{ at: new Date(LATER).toISOString(), ...when, reason: '判决已生效', document: '(2026)浙0784行保1号之二' },
      },
    };
    expect(LegalHoldLine.parse(released)).toEqual(line);
    expect(await holdsOf(deps, identifier)).toMatchObject({ items: [line], held: false });
    const items = await itemsIn(world.client, world.names.certificates);
    const acts = items.filter(({ sk }) => String(sk).startsWith('legal-hold#'));
    expect(acts.map(({ sk }) => sk).sort()).toEqual([`legal-hold#${hold.hold}`, `legal-hold#${hold.hold}#release`]);
    for (const word of [...Object.values(ORDER), '判决已生效']) expect(JSON.stringify(items)).not.toContain(word);
    const [placed, other] = acts.map(({ pk: _pk, sk: _sk, ...act }) => StoredHold.parse(act));
    expect(openedHold(keys, placed!)).toMatchObject({ act: 'placed', words: ORDER });
    // Bound to its place: the words of one act do not open as another's.
    expect(() => openedHold(keys, { ...other!, said: placed!.said })).toThrow();
    expect(isHeld([placed!, other!])).toBe(false);
  });
});

describe('a repeat and a refusal', () => {
  test('the same key is the same hold, with another body none; a release is for good, its repeat the same', async () => {
    const hold = await placeBy(deps, identifier);
    expect(await placeBy(deps, identifier, { now: LATER })).toEqual(hold);
    expect(await refusal(placeBy(deps, identifier, { document: '另一文号' }))).toMatchObject({
      code: 'idempotency-key-reused',
    });
    const released = await releaseBy(deps, hold);
    expect(await releaseBy(deps, hold, { now: LATER })).toEqual(released);
    expect(await refusal(releaseBy(deps, hold, { reason: '另一理由' }))).toMatchObject({
      ...{ code: 'conflict', errors: [{ field: '/hold', rule: 'released-already' }] },
    });
    expect((await holdsOf(deps, identifier)).items).toEqual([released]);
  });

  test('neither its issuer nor who lacks the scope; nor for a certificate or a hold that is not there', async () => {
    const hold = await placeBy(deps, identifier);
    const snapshot = await deps.snapshots.current();
    const clients = snapshot.raw.clients.map((one) =>
      one.id === 'real-estate-system' ? { ...one, scopes: [...one.scopes, 'registry.manage' as const] } : one,
    );
    const wide = depsOn(world, { snapshot: indexSnapshot({ ...snapshot.raw, clients }) });
    const issuer: Caller = { ...caller('real-estate-system'), scopes: ['registry.manage'] };
    const weak: Caller = { ...authority, scopes: ['registry'] };
    for (const [by, rule] of [
      [issuer, 'not-the-authority'],
      [weak, 'scope-not-held'],
    ] as const)
      for (const call of [
        () => placeBy(wide, identifier, { key: 'x', by }),
        () => releaseBy(wide, hold, { by }),
        () => holdsOf(wide, identifier, by),
      ])
        expect(await refusal(call())).toMatchObject({ code: 'forbidden', rule });
    expect(await holdsOf(deps, identifier)).toMatchObject({ items: [hold], held: true });
    const none = identifier.replace(/\.001\..$/, '.002.X');
    for (const call of [
      () => placeBy(deps, none),
      () => holdsOf(deps, none),
      () => releaseBy(deps, { identifier, hold: '00000000-0000-4000-8000-000000000000' }),
    ])
      expect(await refusal(call())).toMatchObject({ code: 'not-found' });
  });
});
