import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { officers } from '#city/officers.ts';
import { copyKey } from '#functions/certificates/copies/copies.client.ts';
import { sha256Hex } from '#functions/certificates/master.ts';
import { verifyOfd } from '#functions/certificates/ofd/verify-ofd.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { counting } from '#test/engines/counting.ts';
import { copyBy, issueBy, redeemBy, refusal } from '../calls.ts';
import { library } from '../ofd/sealed.ts';
import {
  CASE,
  CHEN_FUYING,
  caller,
  type Deps,
  depsOn,
  freshWorld,
  keys,
  NOW,
  recordsOf,
  snapshotWith,
  type World,
} from '../world.ts';

const DAY = 86_400_000;
let world: World;
let deps: Deps;
let identifier: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps));
});
const tokenOf = async () => (await copyBy(deps, identifier)).copy.token;
const officer = (id: string) => caller('onetrip-console', id);
const [first, second] = officers
  .filter(({ department, roles }) => department === 'one-window' && roles.includes('window-officer'))
  .map(({ id }) => officer(id));

test('the bytes of the copy, under a record of their own about the party and the case', async () => {
  const { copy } = await copyBy(deps, identifier);
  const redeemed = await redeemBy(deps, copy.token);
  expect(Buffer.from(redeemed.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  expect(redeemed).toMatchObject({
    copy: copy.identifier,
    certificate: identifier,
    sha256: copy.sha256,
    contentType: 'application/pdf',
    expiresAt: copy.expiresAt,
    againUntil: new Date(NOW + 60_000).toISOString(),
  });
  expect((await recordsOf(world)).filter(({ id }) => id === redeemed.redeem)).toMatchObject([
    { kind: 'redeem', case: CASE, certificate: identifier, handle: subjectHandle(keys, CHEN_FUYING), fields: [] },
  ]);
});

test('what it costs: two reads of the table and one of the bucket, one transaction', async () => {
  const token = await tokenOf();
  const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
  await redeemBy(deps, token);
  expect({ ...table.calls, ...bucket.calls }).toEqual({ GetItem: 2, GetObject: 1, TransactWriteItems: 1 });
});

describe('once', () => {
  test('its redeemer fetches it again for a minute under the same record, nobody after that', async () => {
    const token = await tokenOf();
    const { redeem, content } = await redeemBy(deps, token);
    expect(await redeemBy(deps, token, { now: NOW + 59_999 })).toMatchObject({ redeem, content });
    expect((await refusal(redeemBy(deps, token, { now: NOW + 60_000 }))).code).toBe('copy-used');
  });

  test('in the format that he asks for: the OFD is the same copy under the seal of who issued the certificate', async () => {
    const token = await tokenOf();
    const { contentType, content, sha256 } = await redeemBy(deps, token, { format: 'ofd' });
    const bytes = Buffer.from(content, 'base64');
    expect([contentType, sha256Hex(bytes)]).toEqual(['application/ofd', sha256]);
    const { checks, by } = await verifyOfd(bytes, [(await library()).root]);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(by).toContain('电子证照专用章');
  });

  test('another officer of the same department comes too late at once', async () => {
    const token = await tokenOf();
    await redeemBy(deps, token, { caller: first! });
    expect((await refusal(redeemBy(deps, token, { caller: second! }))).code).toBe('copy-used');
    expect((await redeemBy(deps, token, { caller: first! })).content).toMatch(/^JVBERi/);
  });

  test('eight at once, of two officers: one of the officers gets it, the other does not', async () => {
    const token = await tokenOf();
    const calls = Array.from({ length: 8 }, (_, i) => redeemBy(deps, token, { caller: (i % 2 ? first : second)! }));
    const settled = await Promise.all(
      calls.map((call) =>
        call.then(
          (got) => got.redeem,
          (error) => error.code,
        ),
      ),
    );
    const of = (side: number) => new Set(settled.filter((_, i) => i % 2 === side));
    const [won, lost] = of(0).has('copy-used') ? [of(1), of(0)] : [of(0), of(1)];
    expect(lost).toEqual(new Set(['copy-used']));
    expect([...won]).toMatchObject([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect((await recordsOf(world)).filter(({ id }) => won.has(id))).toHaveLength(1);
  });
});

describe('refused', () => {
  test.each([
    ['a word', 'nothing'],
    ['a token of no copy', `0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69.${'A'.repeat(43)}`],
  ])('%s is not there', async (_, token) => {
    expect((await refusal(redeemBy(deps, token))).code).toBe('not-found');
  });

  test('a token whose proof is altered, and the department of another: as if it were not there', async () => {
    const token = await tokenOf();
    const altered = token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1);
    expect((await refusal(redeemBy(deps, altered))).code).toBe('not-found');
    expect((await refusal(redeemBy(deps, token, { caller: caller('housing-system') }))).code).toBe('not-found');
    expect((await redeemBy(deps, token)).content).toMatch(/^JVBERi/);
  });

  test('nobody came within a day; the copy has run out', async () => {
    const token = await tokenOf();
    expect((await refusal(redeemBy(deps, token, { now: NOW + DAY }))).code).toBe('copy-expired');
    expect((await refusal(redeemBy(deps, token, { now: NOW + 7 * DAY }))).code).toBe('copy-expired');
  });

  test('a format that it was not made in, as before there was OFD', async () => {
    const get = async (copy: string) => {
      const { files, ...made } = (await deps.copies.get(copy))!;
      return { ...made, files: { pdf: files.pdf } };
    };
    const old = { ...deps, copies: { ...deps.copies, get } };
    expect(await refusal(redeemBy(old, await tokenOf(), { format: 'ofd' }))).toMatchObject({
      code: 'invalid-request',
      errors: [{ field: '/format', rule: 'not-made-in-this-format' }],
    });
  });

  test('what ended since: the grant, the case, the certificate', async () => {
    const token = await tokenOf();
    const { raw } = snapshotWith();
    const revoked = raw.grants.map((grant) => ({ ...grant, state: 'revoked' as const }));
    const without = depsOn(world, { snapshot: snapshotWith({ grants: revoked }) });
    expect(await refusal(redeemBy(without, token))).toMatchObject({ code: 'exchange-denied', rule: 'grant-revoked' });
    const closed = depsOn(world, { snapshot: snapshotWith({ revokedCases: [CASE] }) });
    expect(await refusal(redeemBy(closed, token))).toMatchObject({ rule: 'ticket-case-revoked' });
    const long = { ...deps, ends: { has: async (id: string) => id === CASE } };
    expect(await refusal(redeemBy(long, token))).toMatchObject({ rule: 'ticket-case-revoked' });
    const setState = (state: string) =>
      world.client.send(
        new UpdateCommand({
          TableName: world.names.certificates,
          Key: keyOf.certificate(identifier),
          UpdateExpression: 'SET #s = :s ADD revision :one',
          ExpressionAttributeNames: { '#s': 'state' },
          ExpressionAttributeValues: { ':s': state, ':one': 1 },
        }),
      );
    await setState('07');
    expect(await refusal(redeemBy(deps, token))).toMatchObject({
      code: 'unprocessable',
      errors: [{ rule: 'certificate-not-valid' }],
    });
    await setState('01');
    // Revoked between look and record: looked at again.
    let revokedOnce = false;
    const racing = {
      ...deps,
      copyFiles: {
        ...deps.copyFiles,
        get: async (...args: Parameters<Deps['copyFiles']['get']>) => {
          if (!revokedOnce) await setState('07');
          revokedOnce = true;
          return deps.copyFiles.get(...args);
        },
      },
    };
    expect((await refusal(redeemBy(racing, token))).code).toBe('unprocessable');
    await setState('01');
    expect((await redeemBy(deps, token)).content).toMatch(/^JVBERi/);
  });

  test('bytes that are not what the digest says are not handed out', async () => {
    const { copy } = await copyBy(deps, identifier);
    await deps.copyFiles.put(copy.identifier, 'pdf', Buffer.from('%PDF-'));
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { client, name } = world.bucket;
    const Key = copyKey(copy.identifier, 'pdf', copy.sha256);
    await client.send(new PutObjectCommand({ Bucket: name, Key, Body: '%PDF-' }));
    await expect(redeemBy(deps, copy.token)).rejects.toThrow('differs from its digest');
  });
});
