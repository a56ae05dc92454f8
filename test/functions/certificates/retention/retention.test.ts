/** 保管期限: computed, put with each object as Object Lock, lengthened where an operation or a next version needs it. */
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { fileKeeper, folderKey, kmsKeysOf } from '#functions/certificates/files.client.ts';
import { lockedUntil, longer, ofFile, retentionOf } from '#functions/certificates/retention/retention.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { issueBy, pullBy, refusal } from '../calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { putItem } from '../operations/stored.ts';
import { reborn } from '../reborn.ts';
import { relay, relayOnce } from '../relay/by-hand.ts';
import { streamOf } from '../relay/stream-of.ts';
import { type Deps, depsOn, freshWorld, itemsIn, NOW, type World } from '../world.ts';

const YEAR = 365 * 86_400_000;
const TITLE = 'real-estate-title';
let world: World;
let deps: Deps;
beforeEach(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});

const keptFor = (retentionYears: number) =>
  everyOperation([{ ...everyOperation().certificateType(TITLE)!, retentionYears }]);

/** Day on which the lock of each object of a certificate ends, by the object's kind. */
const locksOf = ({ bucket }: World, identifier: string): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const [name, { mode, until }] of bucket.locks.all()) {
    if (!name.startsWith(`${bucket.name}/${folderKey(TITLE, identifier)}`)) continue;
    expect(mode).toBe('GOVERNANCE');
    const kind = name.split('.').at(-1) ?? '';
    found[kind] = [...(found[kind] ?? []), beijingDate((until ?? 0) - 1)].sort();
  }
  return found;
};

describe('the term', () => {
  test('is whole years after the year of the last thing that happened to it, or of its last day', () => {
    const type = { retentionYears: 10 };
    expect(retentionOf(type, ['2021-03-01', '2026-11-20'])).toEqual({ years: 10, until: '2036-12-31' });
    expect(retentionOf(type, ['2026-01-01', '2031-05-08'])).toEqual({ years: 10, until: '2041-12-31' });
    expect(retentionOf(type, ['9999-12-31'])).toEqual({ years: 10, until: '9999-12-31' });
  });

  test('a file of a later year is kept its own years at least', () => {
    const standing = { years: 5, until: '2031-12-31' };
    expect(ofFile(standing, Date.parse('2026-12-31T15:59:59Z'))).toEqual(standing);
    expect(ofFile(standing, Date.parse('2026-12-31T16:00:00Z'))?.until).toBe('2032-12-31');
    expect(ofFile(undefined, NOW)).toBeUndefined();
  });

  test('S3 is never asked for more than it takes, nor for less than the index says below that', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    void fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 300 }), day, (at, years, ends) => {
        const retention = retentionOf({ retentionYears: years }, [beijingDate(+at), beijingDate(+ends)]);
        const until = lockedUntil(retention, +at);
        expect(until.getTime() - +at).toBeLessThanOrEqual(100 * 365.25 * 86_400_000);
        const last = beijingDate(until.getTime() - 1);
        expect(last <= retention.until).toBe(true);
        expect(last === retention.until || until.getTime() - +at > 98 * YEAR).toBe(true);
        // The same for the whole year, so that a repeat asks for the same.
        expect(lockedUntil(retention, Date.parse(`${beijingDate(+at).slice(0, 4)}-01-01T00:00:00+08:00`))).toEqual(
          until,
        );
      }),
    );
  });

  test('is never shortened', () => {
    const date = fc.integer({ min: 2020, max: 2150 }).map((year) => `${year}-12-31`);
    void fc.assert(
      fc.property(date, date, (a, b) => {
        const [standing, wanted] = [
          { years: 1, until: a },
          { years: 2, until: b },
        ];
        const now = longer(standing, wanted) ?? standing;
        expect([now.until >= a, now.until >= b]).toEqual([true, true]);
      }),
    );
  });
});

describe('what S3 is told', () => {
  test('every object of a certificate goes out with mode and date, and a repeat with the same', async () => {
    const { identifier } = await issueBy(deps, { validUntil: '2030-06-30' });
    await pullBy(deps, identifier);
    await operateBy(deps, identifier);
    await relay(world, deps);
    expect(await deps.certificates.get(identifier)).toMatchObject({ retention: { years: 100, until: '2130-12-31' } });
    // A hundred years are more than S3 is asked for; the index keeps the whole term.
    expect(locksOf(world, identifier)).toEqual(
      Object.fromEntries(
        Object.entries({ json: 1, seal: 1, pdf: 1, ofd: 1, operation: 2, used: 1 }).map(([kind, count]) => [
          kind,
          Array(count).fill('2125-12-31'),
        ]),
      ),
    );
    const before = world.bucket.locks.all();
    await operateBy(deps, identifier);
    await relay(world, deps);
    expect(world.bucket.locks.all()).toEqual(before);
  });

  test('one that ran out long ago is locked for its years from now on, not into the past', async () => {
    const old = depsOn(world, { snapshot: keptFor(2) });
    const { identifier } = await issueBy(old, {
      issuedOn: '1998-01-01',
      validFrom: '1998-01-01',
      validUntil: '2003-01-01',
    });
    expect(locksOf(world, identifier).pdf).toEqual(['2028-12-31']);
  });
});

describe('under whose key', () => {
  test('every object of a certificate goes out under the key of its issuer', async () => {
    const { identifier } = await issueBy(deps);
    await pullBy(deps, identifier);
    await operateBy(deps, identifier);
    await relay(world, deps);
    const mine = [...world.bucket.locks.all()].filter(([name]) => name.includes(folderKey(TITLE, identifier)));
    expect(mine).toHaveLength(7);
    expect(new Set(mine.map(([, { kmsKey }]) => kmsKey))).toEqual(new Set(['arn:aws:kms:::key/real-estate']));
  });

  test('nothing is put for a department that has no key', async () => {
    const { client, name } = world.bucket;
    const without = fileKeeper(client, name, { mode: 'GOVERNANCE', kmsKeys: kmsKeysOf('11330784MB000TD03X=arn:x') });
    expect(await refusal(issueBy({ ...deps, files: without }))).toMatchObject({
      code: 'hub-not-ready',
    });
    expect([...world.bucket.locks.all()].filter(([object]) => object.startsWith(`${name}/certificates/`))).toEqual([]);
  });
});

describe('lengthened', () => {
  const LATER = NOW + 2 * YEAR;

  test('by an operation of a later year: every object, old and new; said again, nothing changes', async () => {
    const own = depsOn(world, { snapshot: keptFor(5) });
    const { identifier } = await issueBy(own);
    await relay(world, own);
    expect(locksOf(world, identifier)).toMatchObject({ pdf: ['2031-12-31'], operation: ['2031-12-31'] });
    await operateBy(own, identifier, { operation: 'annul', now: LATER });
    expect(await own.certificates.get(identifier)).toMatchObject({ retention: { years: 5, until: '2033-12-31' } });
    await relay(world, own);
    const [locks, items] = [locksOf(world, identifier), await itemsIn(world.client, world.names.certificates)];
    expect(new Set(Object.values(locks).flat())).toEqual(new Set(['2033-12-31']));
    expect(Object.values(locks).flat()).toHaveLength(6);
    await relay(world, own);
    expect(locksOf(world, identifier)).toEqual(locks);
    expect(await itemsIn(world.client, world.names.certificates)).toEqual(items);
  });

  test('of the one before, where the next version is kept longer', async () => {
    const own = depsOn(world, { snapshot: keptFor(5) });
    const { identifier } = await issueBy(own);
    await issueBy(own, {
      ...{ key: 'next', number: '续', operation: 'extend', supersedes: identifier, validUntil: '2040-01-01' },
    });
    await relay(world, own);
    expect(new Set(Object.values(locksOf(world, identifier)).flat())).toEqual(new Set(['2045-12-31']));
  });

  test('what was issued before terms were counted gets its own with the next operation', async () => {
    const own = depsOn(world, { snapshot: keptFor(5) });
    const { identifier } = await issueBy(own);
    const { retention: _none, ...old } = (await own.certificates.get(identifier))!;
    await putItem(world, { pk: identifier, sk: 'certificate', ...old });
    await operateBy(own, identifier);
    await relay(world, own);
    expect(locksOf(world, identifier).json).toEqual(['2031-12-31']);
  });

  test('a lock that is longer already stays, and a refusal for another reason is not taken for that', async () => {
    const own = depsOn(world, { snapshot: keptFor(5) });
    const { identifier } = await issueBy(own);
    const names: string[] = [];
    for await (const page of own.locks.objects(TITLE, identifier)) names.push(...page);
    const [name] = names;
    const far = new Date('2120-01-01');
    await deps.locks.retain(name!, far);
    await deps.locks.retain(name!, new Date('2050-01-01'));
    expect(world.bucket.locks.of(`${world.bucket.name}/${name}`)?.until).toBe(far.getTime());
    await expect(deps.locks.retain('certificates/none', new Date('1999-01-01'))).rejects.toThrow();
  });

  test('killed at every await boundary between objects and begun again, all of them have it', async () => {
    const points = await everyCrashPoint(async (crash) => {
      const mortal = await freshWorld();
      const after = reborn(mortal);
      const whole = depsOn(after, { snapshot: keptFor(5) });
      const { identifier } = await issueBy(whole);
      await operateBy(whole, identifier, { operation: 'annul', now: LATER });
      const failed = await relayOnce(mortal, depsOn(mortal, { crash, snapshot: keptFor(5) }), streamOf(after));
      expect(failed.length > 0).toBe(crash.dead);
      await relay(after, whole);
      expect(new Set(Object.values(locksOf(after, identifier)).flat())).toEqual(new Set(['2033-12-31']));
    });
    console.log(`retention: ${points} boundaries`);
    expect(points).toBeGreaterThan(20);
  });
});
