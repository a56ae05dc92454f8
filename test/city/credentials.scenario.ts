/** Credentials through the gateway: issued, verified, revoked; a certificate in its holder's wallet; what is published. No role refuses anything. */
import { beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING } from '#city/cast.ts';
import { HOLDER_APP } from '#city/clients.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { boot, call } from './support.ts';

let city: LocalCity;
let [authority, window, app] = ['', '', ''];
beforeAll(async () => {
  city = await boot();
  [authority, window, app] = await Promise.all([
    city.token('data-authority-system'),
    city.token('one-window-system'),
    city.token(HOLDER_APP),
  ]);
});

const CREDENTIAL = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'did:example:subject', name: '示例' },
};

interface Issued {
  readonly verifiableCredential: {
    readonly id: string;
    readonly issuer: string;
    readonly credentialStatus: readonly { readonly statusListCredential: string }[];
  };
}

test('issued, verified, revoked; its list is read without a token', async () => {
  const issued = await call<Issued>(city, 'POST', '/v1/credentials/issue', {
    token: authority,
    body: { credential: CREDENTIAL },
  });
  expect(issued.status).toBe(201);
  const { verifiableCredential } = issued.body;
  const verify = () => call(city, 'POST', '/v1/credentials/verify', { token: window, body: { verifiableCredential } });
  expect((await verify()).body).toMatchObject({ verified: true, ours: true });
  const [entry] = verifiableCredential.credentialStatus;
  const list = await call(city, 'GET', new URL(entry?.statusListCredential ?? '').pathname);
  expect(list.body).toMatchObject({ type: ['VerifiableCredential', 'BitstringStatusListCredential'] });
  const change = { credentialId: verifiableCredential.id, credentialStatus: { statusPurpose: 'revocation' } };
  expect((await call(city, 'POST', '/v1/credentials/status', { token: authority, body: change })).status).toBe(200);
  const after = await verify();
  expect([after.status, after.body.code, after.body.errors]).toEqual([
    400,
    'not-verified',
    [{ field: '/verifiableCredential/credentialStatus/0', rule: 'revoked' }],
  ]);
});

test('a certificate goes into its holder’s wallet in both forms, and type and keys are public', async () => {
  const issuer = await city.token('real-estate-system');
  const headers = { 'idempotency-key': 'wallet' };
  const body = issueRequest({ number: '浙(2017)永康市不动产权第0090777号' });
  const issued = await call<{ identifier: string }>(city, 'POST', '/v1/certificates', { token: issuer, body, headers });
  const at = `/v1/certificates/${issued.body.identifier}/credential`;
  const give = (format: string) =>
    call<{ credential: string }>(city, 'POST', at, { token: app, body: { holder: CHEN_FUYING, format } });
  const [sdJwt, vcdm] = [await give('sd-jwt-vc'), await give('vcdm')];
  expect([sdJwt.status, vcdm.status]).toEqual([201, 201]);
  const read = await call<{ claims: { vct: string } }>(city, 'POST', '/v1/credentials/sd-jwt/verify', {
    token: window,
    body: { sdJwt: sdJwt.body.credential },
  });
  expect(read.body).toMatchObject({ verified: true, ours: true, bound: false });
  const verified = await call(city, 'POST', '/v1/credentials/verify', {
    token: window,
    body: { verifiableCredential: vcdm.body.credential },
  });
  expect(verified.body).toMatchObject({ verified: true, ours: true, remarks: [] });
  const type = await call(city, 'GET', new URL(read.body.claims.vct).pathname);
  expect(type.body).toMatchObject({ vct: read.body.claims.vct });
  expect((await call(city, 'GET', '/.well-known/jwt-vc-issuer')).body).toMatchObject({ issuer: city.url });
  expect(city.engine.refusals()).toEqual([]);
});

describe('refused', () => {
  test.each<[string, string, unknown, number]>([
    [
      'in another’s name',
      '/v1/credentials/issue',
      { credential: { ...CREDENTIAL, issuer: 'https://other.example' } },
      422,
    ],
    ['without its form', '/v1/credentials/issue', { credential: { ...CREDENTIAL, credentialSubject: {} } }, 400],
    [
      'unsecured',
      '/v1/credentials/verify',
      { verifiableCredential: { ...CREDENTIAL, issuer: 'https://other.example' } },
      400,
    ],
    ['no SD-JWT', '/v1/credentials/sd-jwt/verify', { sdJwt: '陈福英' }, 400],
  ])('%s, and nothing of it is repeated', async (_, path, body, status) => {
    const answer = await call(city, 'POST', path, { token: authority, body });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/示例|陈福英|other\.example/);
  });

  test('who may not issue, and who does not speak for holders', async () => {
    expect((await call(city, 'POST', '/v1/credentials/issue', { token: window, body: {} })).status).toBe(403);
  });
});
