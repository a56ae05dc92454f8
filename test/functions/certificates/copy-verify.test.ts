import { createPublicKey, X509Certificate } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { compactVerify, decodeProtectedHeader, type JWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeIdentifier, takeApart } from '#functions/certificates/identifier.ts';
import { attached } from '#functions/certificates/seal/proof.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { jwks } from '#functions/certificates/verify.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { copiedFile, copyBy, failed, issueBy, pullBy, refusal, verifyBy } from './calls.ts';
import { signCompact } from './sign-compact.ts';
import {
  CASE,
  caller,
  type Deps,
  depsOn,
  freshWorld,
  NOW,
  signer,
  snapshotWith,
  ticket,
  type World,
  window,
} from './world.ts';

const DAY = 86_400_000;
let world: World;
let deps: Deps;
let identifier: string;
const file = async (kind: 'json' | 'seal' | 'pdf') => {
  const stored = await deps.certificates.get(identifier);
  return Buffer.from(await deps.files.get('real-estate-title', identifier, kind, stored!.files[kind] ?? ''));
};
/** The signed master as its holder presents it. */
const signedData = async () => attached(JSON.parse((await file('seal')).toString()), await file('json'));
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

beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  identifier = (await issueBy(deps)).identifier;
});

describe('copy', () => {
  test('needs level copy all the way, and a reason that can be printed', async () => {
    const fields = {
      kind: 'matter' as const,
      matter: 'existing-house-transfer',
      ticket: await ticket({ level: 'fields' }),
    };
    expect(await refusal(copyBy(deps, identifier, { purpose: fields }))).toMatchObject({ rule: 'use-not-permitted' });
    expect(await refusal(copyBy(deps, identifier, { reason: '𪛟' }))).toMatchObject({
      code: 'unprocessable',
      errors: [{ field: '/reason', rule: 'no-glyph U+2A6DF' }],
    });
  });
});

test('a copy shows the whole face, so a grant of fewer fields gives none', async () => {
  const { raw } = snapshotWith();
  const grants = raw.grants.map((grant) => ({
    ...grant,
    fields: grant.fields.filter((pointer) => pointer !== '/holders/*/code'),
  }));
  const less = depsOn(world, { snapshot: snapshotWith({ grants }) });
  expect(await refusal(copyBy(less, identifier))).toMatchObject({ code: 'exchange-denied', rule: 'copy-not-granted' });
});

describe('verify', () => {
  test('by identifier: signature, digest, state, dates and version, each by its name', async () => {
    const verdict = await verifyBy(deps, { identifier });
    expect(verdict).toMatchObject({ genuine: true, valid: true, identifier });
    expect(verdict.checks.map((check) => check.name)).toEqual([
      ...['signature', 'signer', 'key', 'digest'],
      ...['state', 'dates', 'version'],
    ]);
    for (const check of verdict.checks) expect(check.says).toMatch(/[\u4e00-\u9fff].*[A-Za-z]/);
  });

  test('by signed data: the true one passes, one flipped character does not', async () => {
    const data = await signedData();
    expect(await verifyBy(deps, { data })).toMatchObject({ genuine: true, valid: true, identifier });
    for (const at of [data.indexOf('.') + 40, data.length - 5]) {
      const flipped = data.slice(0, at) + (data[at] === 'A' ? 'B' : 'A') + data.slice(at + 1);
      const verdict = await verifyBy(deps, { data: flipped });
      expect([verdict.genuine, verdict.valid]).toEqual([false, false]);
      expect(failed(verdict)).toContain('signature');
    }
    expect(failed(await verifyBy(deps, { data: 'not.a.jws' }))).toEqual(['signature', 'digest']);
  });

  test('who knows the identifier cannot try out what stands in the certificate', async () => {
    const data = await signedData();
    const unsigned = async (payload: string) => verifyBy(deps, { data: `e30.${payload}.AAAA` });
    const [, right = ''] = data.split('.');
    const guess = Buffer.from(JSON.stringify({ identifier, holders: [{ name: '李娜' }] })).toString('base64url');
    expect(await unsigned(right)).toEqual(await unsigned(guess));
    expect(failed(await unsigned(right))).toEqual(['signature', 'digest']);
  });

  test('by page: the true one passes; what is no page is said to be none', async () => {
    const page = await file('pdf');
    expect(await verifyBy(deps, { file: page.toString('base64') })).toMatchObject({
      genuine: true,
      valid: true,
      identifier,
    });
    expect(failed(await verifyBy(deps, { file: Buffer.from('no pdf').toString('base64') }))).toEqual(['file']);
  });

  test('a page of another certificate is not this one', async () => {
    const other = await issueBy(deps, { key: 'k9', number: '第9号' });
    const verdict = await verifyBy(deps, {
      identifier: other.identifier,
      file: (await file('pdf')).toString('base64'),
    });
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['match']]);
  });

  test('a copy says for which case it was made, and when it ended', async () => {
    const page = await copiedFile(deps, identifier);
    const live = await verifyBy(deps, { file: page });
    expect(live).toMatchObject({ genuine: true, valid: true });
    expect(live.checks.at(-1)?.says).toContain(`为办件 ${CASE} 制作`);
    const late = await verifyBy(deps, { file: page }, { now: NOW + 7 * DAY });
    expect([late.genuine, late.valid, failed(late)]).toEqual([true, false, ['copy']]);
    expect(late.checks.at(-1)?.says).toContain('已于 2026-11-27 10:00 失效');
  });

  test('a revoked one is genuine but not valid, and its state is said', async () => {
    await setState('03');
    const verdict = await verifyBy(deps, { identifier });
    expect([verdict.genuine, verdict.valid, failed(verdict)]).toEqual([true, false, ['state']]);
    expect(verdict.checks.find((check) => check.name === 'state')?.says).toContain('撤销');
    await setState('01');
  });

  test('an unknown identifier, nothing at all, a caller without the scope', async () => {
    const { typeCode, issuer } = takeApart(identifier);
    const absent = makeIdentifier({ typeCode, issuer, serial: 'NOTTHERE', version: 1 });
    expect(await verifyBy(deps, { identifier: absent })).toMatchObject({ genuine: false, valid: false });
    expect(await refusal(verifyBy(deps, {}))).toMatchObject({ code: 'invalid-request' });
    const none = { caller: { ...caller('one-window-system'), scopes: [] } };
    expect(await refusal(verifyBy(deps, { identifier }, none))).toMatchObject({ code: 'forbidden' });
    expect(window.clientId).toBe('one-window-system');
  });

  test('the public keys are a key set with which anybody can check the signed data', async () => {
    const { body } = await jwks(deps)({} as never);
    const data = await signedData();
    const { x5c = [] } = decodeProtectedHeader(data);
    const [own, root] = x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
    const { keys } = body as { keys: JWK[] };
    const library = createPublicKey({ key: keys[0] as never, format: 'jwk' });
    for (const certificate of [own, root]) expect(certificate?.verify(library)).toBe(true);
    const { payload } = await compactVerify(data, own!.publicKey);
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ identifier, typeName: '不动产权证书' });
    expect(JSON.stringify(body)).not.toContain('"d"');
  });
});

test('a certificate of version 1, whose master was signed alone, is verified and pulled as before', async () => {
  const old = depsOn(await freshWorld());
  const { identifier: sealed } = await issueBy(old);
  const stored = (await old.certificates.get(sealed))!;
  const { type } = stored;
  const { status: _status, ...master } = JSON.parse(
    Buffer.from(await old.files.get(type, sealed, 'json', stored.files.json)).toString(),
  );
  const text = canonical({ ...master, v: 1 });
  const jws = await signCompact(signer, text);
  const files = {
    json: await old.files.put(type, sealed, 'json', Buffer.from(text), undefined),
    jws: await old.files.put(type, sealed, 'jws', Buffer.from(jws), undefined),
    pdf: stored.files.pdf,
  };
  const certificates = { ...old.certificates, get: async () => ({ ...stored, files }) };
  expect(await verifyBy({ ...old, certificates }, { data: jws })).toMatchObject({ genuine: true, valid: true });
  expect(await verifyBy({ ...old, certificates }, { identifier: sealed })).toMatchObject({
    genuine: true,
    valid: true,
  });
  expect((await pullBy({ ...old, certificates }, sealed)).data).toMatchObject({ valid: true });
});
