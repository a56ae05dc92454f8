import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { credentials, documentClient, region } from '#test/engines/tables.ts';
import { copyBy, findBy, foundBy, issueBy, pullBy, redeemBy, refusal } from './calls.ts';
import { depsOn, freshWorld, itemsIn, NOW, recordsOf, type World } from './world.ts';

/** The same tables and bucket seen by a new instance, whose clients are whole. */
const reborn = ({ bucket, ...world }: World): World => ({
  ...world,
  client: documentClient(world.endpoint),
  bucket: { ...bucket, client: new S3Client({ endpoint: bucket.endpoint, region, credentials, forcePathStyle: true }) },
});

const dying = <T>(call: Promise<T>): Promise<T | undefined> =>
  call.catch((error: unknown) => {
    expect(error).toBeInstanceOf(Crash);
    return undefined;
  });

/** Tables survive the crash, so one pair serves all points of a scenario only if each begins empty: each point has its own. */
const issued = async (world: World) =>
  (await itemsIn(world.client, world.names.certificates)).filter((item) => item.sk === 'certificate');

describe('killed at every await boundary', () => {
  test('an issue is whole or not there, and its repeat ends with one certificate and one record', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const answer = await dying(issueBy(depsOn(world, { crash })));
      const [left, records] = [await issued(after), await recordsOf(after)];
      const written = (await itemsIn(after.client, after.names.certificates)).filter(({ pk }) => pk !== 'keys');
      expect([0, 9]).toContain(written.length + records.length);
      expect(left.length).toBe(records.length);
      if (answer) expect(left).toHaveLength(1);
      const again = await issueBy(depsOn(after));
      expect(await issued(after)).toMatchObject([{ identifier: again.identifier }]);
      expect(await recordsOf(after)).toHaveLength(1);
      if (left[0]) expect(again.identifier).toBe(left[0].identifier);
    });
    console.log(`issue: ${points} boundaries`);
    expect(points).toBe(24);
  });

  test('a pull is never answered without its record, and its repeat adds none', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const { identifier } = await issueBy(depsOn(after));
      const answer = await dying(pullBy(depsOn(world, { crash }), identifier, { key: 'p' }));
      const records = (await recordsOf(after)).filter((one) => one.kind === 'pull');
      if (answer) expect(records.map((one) => one.id)).toEqual([answer.pull]);
      const again = await pullBy(depsOn(after), identifier, { key: 'p' });
      const all = (await recordsOf(after)).filter((one) => one.kind === 'pull');
      expect(all.map((one) => one.id)).toEqual([again.pull]);
      if (records[0]) expect(again.pull).toBe(records[0].id);
    });
    console.log(`pull: ${points} boundaries`);
    expect(points).toBe(4);
  });

  test('a look for what somebody holds is never answered without its record, and its repeat is no second look', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const { identifier } = await issueBy(depsOn(after));
      // A record of which nobody knows whether it was written is told as that.
      const answer = await foundBy(depsOn(world, { crash }), { key: 'f' }).catch(
        () => void expect(crash.dead).toBe(true),
      );
      const looks = async () => (await recordsOf(after)).filter((one) => one.kind === 'find').map(({ id }) => id);
      const left = await looks();
      if (answer) expect(left).toHaveLength(1);
      expect((await findBy(depsOn(after), { key: 'f' })).map((one) => one.identifier)).toEqual([identifier]);
      const all = await looks();
      expect(all).toHaveLength(1);
      if (left[0]) expect(all).toEqual(left);
      expect(await refusal(pullBy(depsOn(after), identifier, { key: 'f' }))).toMatchObject({
        code: 'idempotency-key-reused',
      });
    });
    console.log(`find: ${points} boundaries`);
    expect(points).toBe(6);
  });

  test('a copy is never answered without its record and its file entry, and its repeat makes the same bytes', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const { identifier } = await issueBy(depsOn(after));
      const answer = await dying(copyBy(depsOn(world, { crash }), identifier, { key: 'c' }));
      const copies = async () =>
        (await itemsIn(after.client, after.names.certificates)).filter((item) => item.kind === 'copy');
      const whole = async () =>
        (await itemsIn(after.client, after.names.certificates)).filter((item) => String(item.pk).startsWith('copy#'));
      const records = (await recordsOf(after)).filter((one) => one.kind === 'copy');
      // One entry for each format.
      expect(await copies()).toHaveLength(2 * records.length);
      expect(await whole()).toHaveLength(records.length);
      if (answer) expect(new Set((await copies()).map(({ copy }) => copy))).toEqual(new Set([answer.copy.identifier]));
      const [left] = await copies();
      const again = await copyBy(depsOn(after), identifier, { key: 'c' });
      expect(await copies()).toHaveLength(2);
      expect(await copies()).toContainEqual(
        expect.objectContaining({ copy: again.copy.identifier, pk: `file#${again.copy.sha256}` }),
      );
      expect((await recordsOf(after)).filter((one) => one.kind === 'copy')).toMatchObject([{ id: again.pull }]);
      if (left) expect(again.copy.identifier).toBe(left.copy);
      expect((await redeemBy(depsOn(after), again.copy.token)).sha256).toBe(again.copy.sha256);
    });
    console.log(`copy: ${points} boundaries`);
    expect(points).toBe(16);
  });

  test('a redeemed copy is never answered without its record, and its redeemer may fetch it again for a minute', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const world = await freshWorld();
      const after = reborn(world);
      const { identifier } = await issueBy(depsOn(after));
      const { copy } = await copyBy(depsOn(after), identifier);
      const answer = await dying(redeemBy(depsOn(world, { crash }), copy.token));
      const redeemed = async () => (await recordsOf(after)).filter((one) => one.kind === 'redeem').map(({ id }) => id);
      const taken = (await depsOn(after).copies.get(copy.identifier))?.redeemed;
      expect(await redeemed()).toHaveLength(taken ? 1 : 0);
      if (answer) expect(await redeemed()).toEqual([answer.redeem]);
      const again = await redeemBy(depsOn(after), copy.token, { now: NOW + 59_000 });
      expect([again.sha256, await redeemed()]).toEqual([copy.sha256, [again.redeem]]);
      const late = await refusal(redeemBy(depsOn(after), copy.token, { now: NOW + 120_000 }));
      expect(late.code).toBe('copy-used');
    });
    console.log(`redeem: ${points} boundaries`);
    expect(points).toBe(8);
  });
});

describe('the acknowledgement of the transaction is lost', () => {
  test.each([false, true])('final for the SDK: %s', async (final) => {
    const world = await freshWorld();
    const deps = depsOn(world);
    const count = counting(world.client);
    const lose = () => count.fault({ kind: 'lose', operation: 'TransactWriteItems', nth: 1, final });
    const until = async <T>(call: () => Promise<T>): Promise<T> => call().catch(() => call());

    lose();
    const { identifier } = await until(() => issueBy(deps));
    expect(await issued(world)).toHaveLength(1);
    count.clear();
    lose();
    const pulled = await until(() => pullBy(deps, identifier, { key: 'p' }));
    count.clear();
    lose();
    const copied = await until(() => copyBy(deps, identifier, { key: 'c' }));
    const records = await recordsOf(world);
    expect(records.map((one) => one.kind).sort()).toEqual(['copy', 'issue', 'pull']);
    expect(records.map((one) => one.id)).toEqual(expect.arrayContaining([pulled.pull, copied.pull]));
  });
});
