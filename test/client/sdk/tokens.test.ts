/** Tokens: asked for once for all who wait, one for each scope, renewed before they run out and when the hub no longer takes one. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { BadSettings, OneTrip } from '#client/sdk/index.ts';
import { prover } from '#client/sdk/key.ts';
import { answered, type HostileHub, hostileHub, json, KEY, problem, QUESTION } from './hostile-hub.ts';

let hub: HostileHub;
beforeAll(async () => {
  hub = await hostileHub();
});
beforeEach(() => {
  hub.will();
  Object.assign(hub.state, { tokens: 0, seconds: 600, token: undefined });
  hub.scopes.length = 0;
});
afterAll(() => hub.stop());

const ask = (client: OneTrip, signal?: AbortSignal) =>
  client.ask('real-estate/titles-by-holder', QUESTION, signal ? { signal } : {});
const bearers = () => hub.seen.map(({ headers }) => headers.authorization);

test('fifty who ask at once wait for one token', async () => {
  const client = hub.client();
  await Promise.all(Array.from({ length: 50 }, () => ask(client)));
  expect([hub.state.tokens, hub.seen.length, new Set(bearers()).size]).toEqual([1, 50, 1]);
});

test('each scope has its own, and holds no other', async () => {
  const client = hub.client();
  hub.will(json(200, { items: [] }));
  await ask(client);
  await client.grants.list().all();
  await client.resources.list().all();
  expect(hub.scopes).toEqual(['exchange', 'catalogue']);
});

test('401: renewed once for all whose token is no longer taken, and asked again', async () => {
  const client = hub.client();
  await ask(client);
  hub.will((request, response) =>
    (request.headers.authorization === 'Bearer token-1'
      ? json(401, { message: 'Unauthorized' })
      : json(200, answered()))(request, response),
  );
  await Promise.all(Array.from({ length: 20 }, () => ask(client)));
  expect([hub.state.tokens, hub.seen.length]).toEqual([2, 40]);
});

test('401 again with a new token is the answer', async () => {
  hub.will(json(401, { message: 'Unauthorized' }));
  await expect(ask(hub.client())).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
  expect([hub.state.tokens, hub.seen.length]).toEqual([2, 2]);
});

test('renewed before it runs out: used for four fifths of its life', async () => {
  hub.state.seconds = 250;
  const client = hub.client();
  await ask(client);
  const now = performance.now.bind(performance);
  let later = 150_000;
  const moved = vi.spyOn(performance, 'now').mockImplementation(() => now() + later);
  await ask(client);
  expect(hub.state.tokens).toBe(1);
  later = 200_000;
  await ask(client);
  moved.mockRestore();
  expect(hub.state.tokens).toBe(2);
});

test('a sign-in that fails for a moment is asked again; one that refuses is not, and nothing is sent to the hub', async () => {
  hub.state.token = (request, response) => {
    hub.state.token = undefined;
    return problem(503, 'x')(request, response);
  };
  await ask(hub.client());
  expect(hub.state.tokens).toBe(1);
  hub.will();
  hub.state.token = json(400, { error: 'invalid_client', error_description: 'secret words' });
  await expect(ask(hub.client())).rejects.toMatchObject({ name: 'TokenRefused', message: 'no token: invalid_client' });
  expect(hub.seen).toHaveLength(0);
});

test('one who gives up leaves the others waiting', async () => {
  const client = hub.client();
  hub.state.token = async (request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await json(200, { access_token: 'slow', expires_in: 600 })(request, response);
  };
  const leaving = new AbortController();
  const [left, stayed] = [ask(client, leaving.signal), ask(client)];
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(await stayed).toMatchObject({ found: true });
});

test('a sign-in that names another issuer is not believed', async () => {
  const client = hub.client({ issuer: hub.issuer.replace('127.0.0.1', 'localhost') });
  await expect(ask(client)).rejects.toThrow('another issuer');
});

test('a proof is not sent in the clear to wherever a sign-in points', async () => {
  const pointing: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('openid-configuration')) return fetch(input, init);
    return Response.json({ issuer: hub.issuer, token_endpoint: 'http://elsewhere.invalid/token' });
  };
  await expect(ask(hub.client({ fetch: pointing }))).rejects.toThrow('the token endpoint must be https');
});

test('keys: RSA, elliptic, Edwards, as JWK or PEM; what is none is refused and not repeated', () => {
  const pairs = [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['EdDSA', generateKeyPairSync('ed25519')],
  ] as const;
  for (const [alg, { privateKey }] of pairs) {
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    const proof = prover({ kid: 'k', pem })('c', 'https://login.invalid', 1);
    expect(JSON.parse(Buffer.from(proof.split('.')[0]!, 'base64url').toString())).toMatchObject({ alg, kid: 'k' });
  }
  const SECRET = 'PRIVATE-d-of-the-key';
  for (const key of [
    { kid: 'k', pem: SECRET },
    { ...KEY, x: SECRET },
  ])
    expect(() => prover(key)).toThrow(/^the key is no private key/);
});

test('a token is never sent in the clear to another machine', () => {
  const options = { issuer: hub.issuer, clientId: 'c', key: KEY };
  for (const address of ['http://hub.example.invalid', 'ftp://127.0.0.1', 'hub'])
    expect(() => new OneTrip({ ...options, hub: address })).toThrow(BadSettings);
});
