/** 签章密钥失控: what the person on call does when a key is compromised, and what is then said of what was sealed with it. */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { keysAndSeals } from '#functions/certificates/rebuild/beside.client.ts';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import { toldStore } from '#functions/certificates/relay/told.store.ts';
import { dateKey } from '#functions/certificates/seal/date-key.ts';
import { KeyChangeFile, openedChange, StoredKeyChange } from '#functions/certificates/seal/key-change.ts';
import { listKeys } from '#functions/certificates/seal/list-keys.ts';
import { jwks } from '#functions/certificates/verify.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { SealKeyDates, type SealKeyLine } from '#schemas/seal-key.ts';
import { Crash, everyCrashPoint } from '#test/engines/crash-points.ts';
import { failed, issueBy, refusal, verifyBy } from '../calls.ts';
import { reborn } from '../reborn.ts';
import { streamOf } from '../relay/stream-of.ts';
import { caller, type Deps, depsOn, freshWorld, itemsIn, keys, NOW, signer, type World } from '../world.ts';

const MINUTE = 60_000;
const T = NOW + 10 * MINUTE;
const instant = (at: number) => new Date(at).toISOString();
const REASON = '备份介质遗失，密钥可能已被他人取得';
const authority: Caller = { ...caller('data-authority-system'), scopes: ['registry', 'registry.manage'] };

interface Said extends Partial<SealKeyDates> {
  readonly ifMatch?: number;
  readonly by?: Caller;
  readonly key?: string;
}
const dateBy = async (deps: Deps, { ifMatch = 1, by = authority, key = signer.keyId, ...dates }: Said) => {
  const body = SealKeyDates.parse({ reason: REASON, ...dates });
  const input = { params: { key }, query: undefined, requestId: 'r', body, caller: by, now: T + MINUTE, ifMatch };
  return (await dateKey(deps)(input)).body as SealKeyLine;
};
const listBy = async (deps: Deps, by = authority) => {
  const input = { params: undefined, query: undefined, body: undefined, requestId: 'r', caller: by, now: NOW };
  return ((await listKeys(deps)(input)).body as { items: SealKeyLine[] }).items;
};

/** What S3 holds of the keys: entries and changes, read. */
const kept = async ({ bucket }: World, Prefix = 'keys/') => {
  const { Contents = [] } = await bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name, Prefix }));
  const read = async (Key = '') => {
    const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    return JSON.parse((await Body?.transformToString()) ?? '') as Record<string, unknown>;
  };
  return Promise.all(Contents.map(({ Key }) => read(Key)));
};
const changesIn = async (world: World) => (await kept(world, 'keys/changes/')).map((one) => KeyChangeFile.parse(one));
const entriesIn = (world: World) => kept(world, `keys/${signer.keyId}/`);

/** Keys and changes of the table, words opened: each sealing is another text. */
const comparable = (items: Record<string, unknown>[]) =>
  items
    .filter(({ pk }) => String(pk).startsWith('keys'))
    .map(({ pk, sk, ...item }) => ({
      ...{ pk, sk },
      item: 'said' in item ? openedChange(keys, StoredKeyChange.parse(withoutKeys(item))) : item,
    }))
    .sort((a, b) => (`${a.pk}${a.sk}` < `${b.pk}${b.sk}` ? -1 : 1));

const rebuilt = async ({ bucket }: World) => {
  const items: Record<string, unknown>[] = [];
  for await (const item of keysAndSeals(bucket.client, bucket.name, keys)) items.push(item);
  return items;
};

test('a change as it was first written is still read', () => {
  const publicKey = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' };
  const key = { v: 1, revision: 2, keyId: 'k', algorithm: 'ES256', publicKey, validFrom: NOW, compromisedAt: T };
  const act = { v: 1, key, at: T, department: 'data-authority', client: 'onetrip-console', officer: 'zhu-ning' };
  const change = { ...act, request: 'r', said: 's', keyVersion: 1 };
  expect(StoredKeyChange.parse(change)).toEqual(change);
  const file = { ...act, request: 'r', reason: REASON };
  expect(KeyChangeFile.parse(file)).toEqual(file);
});

describe('a key is compromised as of T', () => {
  let world: World;
  let deps: Deps;
  let before: string;
  let later: string;
  beforeAll(async () => {
    world = await freshWorld();
    deps = depsOn(world);
    ({ identifier: before } = await issueBy(deps, { key: 'one', number: '第1号', now: T - MINUTE }));
    ({ identifier: later } = await issueBy(deps, { key: 'two', number: '第2号', now: T + 1 }));
    for (const identifier of [before, later])
      expect(await verifyBy(deps, { identifier })).toMatchObject({ genuine: true, valid: true });
  });
  const pageOf = async (identifier: string) => {
    const { type, files } = (await deps.certificates.get(identifier))!;
    return { file: Buffer.from(await deps.files.get(type, identifier, 'pdf', files.pdf)).toString('base64') };
  };

  test('what was signed before T verifies, what was signed after fails by its key; the key set says so', async () => {
    const line = await dateBy(deps, { compromisedAt: instant(T), retiredAt: instant(T + MINUTE) });
    expect(line).toMatchObject({ revision: 2, compromisedAt: instant(T), retiredAt: instant(T + MINUTE) });
    for (const presented of [{ identifier: before }, await pageOf(before)])
      expect(await verifyBy(deps, presented)).toMatchObject({ genuine: true, valid: true });
    for (const presented of [{ identifier: later }, await pageOf(later)]) {
      const verdict = await verifyBy(deps, presented);
      expect([verdict.genuine, verdict.valid, failed(verdict)]).toEqual([false, false, ['key']]);
    }
    const disabled: Deps = { ...deps, signer: () => Promise.reject(new Error('DisabledException')) };
    for (const own of [deps, disabled])
      expect((await jwks(own)({} as never)).body).toMatchObject({
        keys: [
          { kid: signer.keyId, exp: (T + MINUTE) / 1000, revoked: { revoked_at: T / 1000, reason: 'compromised' } },
        ],
      });
  });

  test('nothing more is sealed with it, by a new instance at once and by an old one within 30 s', async () => {
    const wish = { key: 'three', number: '第3号', now: T + 2 * MINUTE };
    for (const own of [depsOn(world), deps])
      await expect(issueBy(own, wish)).rejects.toMatchObject({
        ...{ code: 'hub-not-ready', extra: { cause: 'seal-key-compromised' } },
      });
  });

  test('who set which dates, when and why is kept: for the data authority, in the table and in S3', async () => {
    const [own] = await listBy(deps);
    expect(own).toMatchObject({
      ...{ keyId: signer.keyId, algorithm: 'ES256', revision: 2 },
      changes: [{ revision: 2, at: instant(T + MINUTE), by: 'data-authority-system', reason: REASON }],
    });
    const other: Caller = { ...caller('housing-system'), scopes: ['registry'] };
    const snapshot = await deps.snapshots.current();
    const clients = snapshot.raw.clients.map((one) =>
      one.id === 'housing-system' ? { ...one, scopes: [...one.scopes, 'registry' as const] } : one,
    );
    const seen = await listBy(depsOn(world, { snapshot: indexSnapshot({ ...snapshot.raw, clients }) }), other);
    expect(seen).toMatchObject([{ keyId: signer.keyId, compromisedAt: instant(T) }]);
    expect(seen[0]).not.toHaveProperty('changes');
    expect(await changesIn(world)).toMatchObject([{ reason: REASON, client: 'data-authority-system' }]);
    const items = await itemsIn(world.client, world.names.certificates);
    expect(JSON.stringify(items)).not.toContain(REASON);
    expect(comparable(await rebuilt(world))).toEqual(comparable(items));
  });

  test('a date is corrected by a further change, and only on what was read', async () => {
    const earlier = { compromisedAt: instant(T - 2 * MINUTE), reason: '查明时间更早' };
    expect(await refusal(dateBy(deps, earlier))).toMatchObject({
      code: 'precondition-failed',
      errors: [{ field: '/headers/if-match', rule: 'another-came-first' }],
    });
    const both = await Promise.allSettled([
      dateBy(deps, { ...earlier, ifMatch: 2 }),
      dateBy(deps, { ...earlier, ifMatch: 2, reason: '另一人' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of both) if (one.status === 'rejected') expect(one.reason.code).toBe('precondition-failed');
    expect(failed(await verifyBy(deps, { identifier: before }))).toEqual(['key']);
    expect((await listBy(deps))[0]?.changes?.map(({ revision }) => revision)).toEqual([3, 2]);
    expect(comparable(await rebuilt(world))).toEqual(comparable(await itemsIn(world.client, world.names.certificates)));
  });
});

describe('what is refused', () => {
  let deps: Deps;
  beforeAll(async () => {
    deps = depsOn(await freshWorld());
    await issueBy(deps);
    await dateBy(deps, { retiredAt: instant(T + 60 * MINUTE) });
  });

  test.each([
    [
      'a compromise that is still to come',
      { compromisedAt: instant(T + 2 * MINUTE) },
      '/compromisedAt',
      'in-the-future',
    ],
    ['an end before the beginning', { retiredAt: instant(NOW - 1) }, '/retiredAt', 'before-its-first-use'],
    ['what stands so already', { retiredAt: instant(T + 60 * MINUTE) }, '/retiredAt', 'stands-so-already'],
  ])('%s', async (_, dates, field, rule) => {
    expect(await refusal(dateBy(deps, { ...dates, ifMatch: 2 }))).toMatchObject({
      code: 'unprocessable',
      errors: [{ field, rule }],
    });
  });

  test('a key that the library never had; a caller who is not the data authority; no date at all', async () => {
    const dates = { compromisedAt: instant(T) };
    expect(await refusal(dateBy(deps, { ...dates, key: 'other' }))).toMatchObject({ code: 'not-found' });
    const issuer: Caller = { ...caller('real-estate-system'), scopes: ['registry.manage'] };
    expect(await refusal(dateBy(deps, { ...dates, by: issuer }))).toMatchObject({ code: 'forbidden' });
    expect(SealKeyDates.safeParse({ reason: REASON }).success).toBe(false);
    expect(SealKeyDates.safeParse(dates).success).toBe(false);
  });
});

describe('killed at every await boundary', () => {
  const dates = { compromisedAt: instant(T) };
  const whole = async (world: World) => {
    const entries = await entriesIn(world);
    expect(entries.map(({ revision }) => revision).sort()).toEqual([1, 2]);
    expect(await changesIn(world)).toMatchObject([{ key: { revision: 2, compromisedAt: T } }]);
    expect(comparable(await rebuilt(world))).toEqual(comparable(await itemsIn(world.client, world.names.certificates)));
  };

  test('the dates are there or not; the repeat, or the relay alone, ends with table and S3 alike', async () => {
    const seen = { undone: 0, withoutFiles: 0 };
    const points = await everyCrashPoint(async (crash) => {
      const world = await freshWorld();
      const after = reborn(world);
      const own = depsOn(after);
      await issueBy(own);
      const answer = await dateBy(depsOn(world, { crash }), dates).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Crash);
        return undefined;
      });
      const done = (await own.sealKeys.get(signer.keyId))?.compromisedAt === T;
      if (answer) expect(done).toBe(true);
      if (!done) {
        seen.undone += 1;
        expect(await changesIn(after)).toEqual([]);
        expect(await entriesIn(after)).toHaveLength(1);
      } else {
        if ((await changesIn(after)).length === 0) seen.withoutFiles += 1;
        const queue = { send: async () => new Set<string>() };
        const told = toldStore(after.client, after.names.certificates);
        const relay = { events: queue, cases: queue, status: queue, told, ...own };
        // Twice: a record of the stream may come again.
        for (let i = 0; i < 2; i += 1)
          expect(await relayCertificates(await streamOf(after), relay)).toEqual({ batchItemFailures: [] });
        await whole(after);
      }
      const again = await dateBy(own, dates);
      if (answer) expect(again).toEqual(answer);
      expect(again).toMatchObject({ revision: 2, compromisedAt: instant(T) });
      await whole(after);
    });
    console.log(`dates of a key: ${points} boundaries`);
    expect(Math.min(seen.undone, seen.withoutFiles)).toBeGreaterThan(0);
  });
});
