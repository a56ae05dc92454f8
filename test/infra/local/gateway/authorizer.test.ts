import { createHmac } from 'node:crypto';
import { base64url, exportSPKI, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '#infra/local/clock.ts';
import { authorizer } from '#infra/local/gateway/authorizer.ts';
import type { GatewayRoute } from '#infra/local/gateway/routes.ts';
import { startIssuer } from './issuer.ts';

let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

const clock = movableClock();
const authorize = authorizer(clock);
const route = (scopes: string[] = ['exchange']): GatewayRoute => ({
  key: 'GET /x',
  method: 'GET',
  segments: ['x'],
  functionArn: 'arn',
  timeoutMs: 1,
  authorizer: { issuer: issuer.url, audience: ['onetrip'] },
  scopes,
});
const bearer = (token: string) => authorize([`Bearer ${token}`], route());
const unsigned = (header: object, claims: object) =>
  `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(claims))}`;
const claims = () => ({ iss: issuer.url, aud: 'onetrip', exp: Math.floor(Date.now() / 1000) + 600, scope: 'exchange' });

describe('a token is let in', () => {
  it('with its claims as text, and its scopes', async () => {
    const token = await issuer.token({ roles: ['a', 'b'], deep: { b: 1, a: true }, none: null });
    expect(await bearer(token)).toEqual({
      claims: expect.objectContaining({
        aud: 'onetrip',
        client_id: 's',
        exp: expect.stringMatching(/^\d{10}$/),
        roles: '[a b]',
        deep: 'map[a:true b:1]',
        none: '<nil>',
      }),
      scopes: ['exchange', 'catalogue'],
    });
  });

  it('by any one scope, by scp, by client_id when there is no audience', async () => {
    expect(await authorize([`bearer ${await issuer.token()}`], route(['other', 'catalogue']))).toHaveProperty('claims');
    expect(await bearer(await issuer.token({ scope: undefined, scp: ['exchange'] }))).toHaveProperty('claims');
    expect(await bearer(await issuer.token({ aud: undefined, client_id: 'onetrip' }))).toHaveProperty('claims');
    expect(await bearer(await issuer.token({ aud: ['else', 'onetrip'] }))).toHaveProperty('claims');
  });

  it('without a look at it when the route is public', async () => {
    const { authorizer: _none, ...open } = route();
    expect(await authorize(undefined, open)).toBeUndefined();
  });
});

describe('a token is refused with 401', () => {
  const refused = (why: string) => ({ status: 401, challenge: expect.stringContaining(why) });

  it('when there is none, and says no more', async () => {
    expect(await authorize(undefined, route())).toEqual({ status: 401, challenge: 'Bearer' });
  });

  it('when it comes in another form', async () => {
    const token = await issuer.token();
    for (const header of [
      [token],
      [`Basic ${token}`],
      [`Bearer ${token} x`],
      [`Bearer ${token}`, `Bearer ${token}`],
      [`Bearer Bearer ${token}`],
      ['Bearer '],
      ['Bearer a.b.c'],
      [`Bearer ${token}é`],
    ])
      expect(await authorize(header, route())).toEqual(refused('the token is malformed'));
  });

  it('by its claims', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await bearer(await issuer.token({ exp: now - 1 }))).toEqual(refused('the token has expired'));
    expect(await bearer(await issuer.token({ exp: undefined }))).toEqual(refused('invalid exp'));
    expect(await bearer(await issuer.token({ nbf: now + 30 }))).toEqual(refused('invalid nbf'));
    expect(await bearer(await issuer.token({ iat: now + 30 }))).toEqual(refused('issued in the future'));
    expect(await bearer(await issuer.token({ iss: `${issuer.url}/` }))).toEqual(refused('invalid issuer'));
    expect(await bearer(await issuer.token({ aud: 'else' }))).toEqual(refused('valid audience'));
    expect(await bearer(await issuer.token({ aud: 'one-window-system', client_id: 'onetrip' }))).toEqual(
      refused('valid audience'),
    );
    expect(await bearer(await issuer.token({ aud: undefined }))).toEqual(refused('valid audience'));
  });

  it('by its signature: alg none, HS256 with the public key, altered, foreign key, key named by itself', async () => {
    const pem = await exportSPKI((await importJWK(issuer.keys[0]!, 'RS256', { extractable: true })) as CryptoKey);
    const hs = unsigned({ alg: 'HS256', kid: 'one' }, claims());
    const mac = createHmac('sha256', pem).update(hs).digest('base64url');
    expect(await bearer(`${hs}.${mac}`)).toEqual(refused('signing method'));
    expect(await bearer(`${unsigned({ alg: 'none', kid: 'one' }, claims())}.`)).toEqual(refused('malformed'));
    expect(await bearer(`${unsigned({ alg: 'none', kid: 'one' }, claims())}.AA`)).toEqual(refused('signing method'));
    const [head, body, signature] = (await issuer.token()).split('.');
    expect(await bearer(`${head}.${base64url.encode(JSON.stringify(claims()))}.${signature}`)).toEqual(
      refused('signature'),
    );
    expect(await bearer(`${head}.${body}.${signature?.slice(0, -8)}`)).toEqual(refused('signature'));
    const other = await startIssuer();
    expect(await bearer(await other.token({ iss: issuer.url }))).toEqual(refused('signature'));
    const own = await other.token({ iss: issuer.url }, 'one', {
      kid: 'two',
      jku: `${other.url}/jwks`,
      jwk: other.keys[0],
    });
    expect(await bearer(own)).toEqual(refused('get a key from jwks'));
    expect(other.asked.keys).toBe(0);
    other.stop();
  });

  it('when it names no key', async () => {
    expect(await bearer(await issuer.token({}, 'one', { kid: undefined }))).toEqual(refused('get a key from jwks'));
  });
});

it('answers 403 to a token without a scope of the route', async () => {
  for (const scope of ['registry', undefined, 'exchange.more', 'EXCHANGE'])
    expect(await bearer(await issuer.token({ scope }))).toMatchObject({
      status: 403,
      challenge: expect.stringContaining('insufficient_scope'),
    });
});

it('reads time from the city', async () => {
  const token = await issuer.token();
  clock.advance(601_000);
  expect(await bearer(token)).toMatchObject({ status: 401 });
  const later = Math.floor(clock.now() / 1000);
  expect(await bearer(await issuer.token({ iat: later, exp: later + 600 }))).toHaveProperty('claims');
});

it('keeps the keys, and fetches them again for a new one', async () => {
  const fresh = await startIssuer();
  const own = authorizer(movableClock());
  const at = { ...route(), authorizer: { issuer: fresh.url, audience: ['onetrip'] } };
  for (let i = 0; i < 5; i++) expect(await own([`Bearer ${await fresh.token()}`], at)).toHaveProperty('claims');
  expect(fresh.asked).toEqual({ discovery: 1, keys: 1 });
  await fresh.addKey('two');
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect(await own([`Bearer ${await fresh.token({}, 'two')}`], at)).toHaveProperty('claims');
  expect(fresh.asked).toEqual({ discovery: 1, keys: 2 });
  fresh.stop();
});
