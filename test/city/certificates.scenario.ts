/** The certificate library through the gateway: every route, each function under its own role. */

import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { decodeTokenList, statusAt } from '#functions/kernel/bitstring.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { CertificateSummary, Pulled } from '#schemas/certificate.ts';
import type { CopyMade, Redeemed } from '#schemas/copy.ts';
import type { Delivered } from '#schemas/published.ts';
import type { CertificateTold } from '#schemas/told.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import { boot, call, transfer } from './support.ts';

let city: LocalCity;
let [issuer, window] = ['', ''];
beforeAll(async () => {
  city = await boot();
  [issuer, window] = await Promise.all([city.token('real-estate-system'), city.token('one-window-system')]);
});

const request = (number: string, change: object = {}) => issueRequest({ number, ...change });
const issue = (body: unknown, key?: string, token = issuer) =>
  call<CertificateSummary>(city, 'POST', '/v1/certificates', {
    token,
    body,
    headers: key ? { 'idempotency-key': key } : {},
  });
const use = async (change: object = {}) => ({ ...(await transfer(city)), ...change });

test('issued, found, looked at, pulled, copied and verified; nothing was refused by a role', async () => {
  const issued = await issue(request('浙(2017)永康市不动产权第0090001号'), 'k1');
  expect(issued.status).toBe(201);
  const { identifier } = issued.body;
  expect((await issue(request('浙(2017)永康市不动产权第0090001号'), 'k1')).body.identifier).toBe(identifier);
  const at = `/v1/certificates/${identifier}`;

  const found = await call<{ items: CertificateSummary[] }>(city, 'POST', '/v1/certificates/find', {
    token: window,
    body: await use({ type: 'real-estate-title' }),
  });
  expect(found.body.items.map((one) => one.identifier)).toEqual([identifier]);
  expect((await call(city, 'GET', at, { token: window })).body).toMatchObject({ state: '01', valid: true });

  const fields = ['/valid', '/number', '/unitNumber'];
  const pulled = await call<Pulled>(city, 'POST', `${at}/pull`, {
    token: window,
    body: await use({ level: 'fields', fields }),
  });
  expect([pulled.status, pulled.body.data]).toEqual([
    200,
    { valid: true, number: '浙(2017)永康市不动产权第0090001号', unitNumber: CHEN_HOME },
  ]);
  const body = await use({ level: 'copy', fields, reason: '转移登记归档' });
  const copied = await call<Pulled>(city, 'POST', `${at}/copies`, { token: window, body });
  expect(copied.status).toBe(201);
  const { identifier: copy, token } = copied.body.copy as CopyMade;
  const redeemed = await call<Redeemed>(city, 'POST', '/v1/copies/redeem', { token: window, body: { token } });
  expect((await call(city, 'GET', `/v1/copies/${copy}`, { token: window })).body).toMatchObject({ state: 'redeemed' });

  for (const proof of [{ identifier }, { file: redeemed.body.content }]) {
    const verified = await call(city, 'POST', '/v1/certificates/verify', { token: window, body: proof });
    expect(verified.body).toMatchObject({ genuine: true, valid: true, identifier });
  }
  const inPublic = await call(city, 'POST', '/verify', { body: { file: redeemed.body.content } });
  expect(inPublic.body).toMatchObject({ genuine: true, valid: true, identifier });
  const app = await city.token('zheli-app', ['holder']);
  const drawn = await call(city, 'POST', `${at}/show-codes`, { token: app, body: { holder: CHEN_FUYING } });
  const { holder: _holder, purpose, ...shown } = await use({ fields });
  const asked = { ...shown, purpose: { kind: 'matter', matter: purpose.matter }, code: drawn.body.code };
  const read = await call<Pulled>(city, 'POST', '/v1/certificates/shown', { token: window, body: asked });
  expect([drawn.status, read.status, read.body.level]).toEqual([201, 200, 'fields']);
  const keys = await call(city, 'GET', '/v1/certificates/jwks.json');
  expect([keys.status, keys.headers.get('content-type')]).toEqual([200, 'application/jwk-set+json']);
  // The library's two keys: for JSON and PDF, and for OFD.
  const { keys: shownKeys } = keys.body as unknown as { keys: Record<string, string>[] };
  expect(new Set(shownKeys.map(({ kty, crv, use }) => `${kty} ${crv} ${use}`))).toEqual(
    new Set(['EC P-256 sig', 'EC SM2 sig']),
  );
  expect((await call(city, 'GET', '/v1/certificate-types/real-estate-title', { token: window })).status).toBe(200);
  expect(city.engine.refusals()).toEqual([]);
});

describe('a certificate that a case used is revoked', () => {
  const NUMBER = '浙(2017)永康市不动产权第0090002号';
  const CASE = '330784-test-0002';
  const FIELDS = ['/valid', '/number'];
  const grant = {
    ...{ consumer: 'fire', resource: 'certificates/real-estate-title', resourceVersion: 1, fields: FIELDS },
    purposes: [{ kind: 'standing', code: 'title-upkeep', legalBasis: '消防法第五十三条' }],
    parties: [{ role: 'applicant', ground: '消防安全重点单位信息更新', level: 'fields' }],
    uses: ['events'],
    ...{ from: '2020-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' },
  };
  interface Subscribed {
    readonly id: string;
  }
  interface Told {
    readonly items: readonly CertificateTold[];
  }

  test('strangers see it in the status list, the case is told, and so is who is subscribed', async () => {
    const put = { token: issuer, body: grant, headers: { 'if-match': '"0"' } };
    const granted = await call(city, 'PUT', '/v1/grants/fire-title-events', put);
    expect(granted.body, granted.text).toMatchObject({ state: 'active' });
    for (const fn of ['events', 'events-deliver'] as const) city.pool.restart(fn);
    const fire = await city.token('fire-system');
    const subscribed = await call<Subscribed>(city, 'POST', '/v1/subscriptions', {
      token: fire,
      headers: { 'idempotency-key': 'fire-title-events' },
      body: {
        ...{ resource: grant.resource, purpose: { kind: 'standing', code: 'title-upkeep' }, fields: FIELDS },
        ...{ party: { role: 'applicant' }, target: { kind: 'pull' } },
      },
    });
    expect(subscribed.status, subscribed.text).toBe(201);

    const { identifier } = (await issue(request(NUMBER), 'revoked')).body;
    const at = `/v1/certificates/${identifier}`;
    const pull = async () =>
      call<Pulled>(city, 'POST', `${at}/pull`, { token: window, body: await use({ level: 'fields', fields: FIELDS }) });
    expect((await pull()).body.data).toEqual({ valid: true, number: NUMBER });
    // What a stranger holds names list and place.
    const app = await city.token('zheli-app', ['holder']);
    const wish = { token: app, body: { holder: CHEN_FUYING, format: 'sd-jwt-vc' } };
    const given = await call<{ credential: string }>(city, 'POST', `${at}/credential`, wish);
    const { status } = decodeJwt<{ status: { status_list: { idx: number; uri: string } } }>(
      given.body.credential.split('~')[0] ?? '',
    );
    const { idx, uri } = status.status_list;
    const seen = async () => {
      const { text, status: http } = await call(city, 'GET', new URL(uri).pathname);
      if (http !== 200) return http;
      const { status_list: list } = decodeJwt<{ status_list: { bits: 2; lst: string } }>(text);
      return statusAt(decodeTokenList(list.lst), list.bits, idx);
    };
    await expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe(0);

    const revoked = await call<{ record: string }>(city, 'POST', `${at}/operations`, {
      token: issuer,
      body: { operation: 'annul', reason: '登记依据被撤销' },
      headers: { 'if-match': '"1"', 'idempotency-key': 'revoked-0090002' },
    });
    expect(revoked.status, revoked.text).toBe(201);
    expect((await pull()).status).toBe(422);

    await expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe(1);
    const told = async () => {
      const { body } = await call<Told>(city, 'GET', `/v1/certificates/told?case=${CASE}`, { token: window });
      return body.items.filter(({ certificate }) => certificate === identifier);
    };
    await expect
      .poll(told)
      .toMatchObject([
        { operation: 'annul', from: '01', to: '03', department: 'one-window', record: revoked.body.record },
      ]);
    const ofOthers = await call<Told>(city, 'GET', `/v1/certificates/told?case=${CASE}`, { token: issuer });
    expect(ofOthers.body.items).toEqual([]);

    const events = async () => {
      const path = `/v1/subscriptions/${subscribed.body.id}/events`;
      const { body } = await call<{ items: Delivered[] }>(city, 'GET', path, { token: fire });
      return body.items
        .filter(({ data }) => (data.record as { number?: string }).number === NUMBER)
        .map(({ type, data }) => [type, (data.record as { valid: boolean }).valid]);
    };
    await expect.poll(events, { timeout: 60_000 }).toEqual([
      ['certificate.created', true],
      ['certificate.ended', false],
    ]);
    expect(city.engine.refusals()).toEqual([]);
  });
});

describe('bad input is refused by field and rule, without a word of what was sent', () => {
  const [good, key] = [request('坏1'), 'bad'];
  test.each<[string, unknown, string | undefined, number, string | undefined]>([
    ['no key', good, undefined, 400, 'invalid-request'],
    ['no JSON', '{"type":', key, 400, 'malformed-json'],
    ['a list', [], key, 400, 'invalid-request'],
    ['an unknown member', { ...good, secret: '陈福英' }, key, 400, 'invalid-request'],
    [
      'a wrong check digit',
      { ...good, holders: [{ name: '陈福英', code: '330784196205099981', codeType: '111' }] },
      key,
      400,
      'invalid-request',
    ],
    [
      'an unknown code type',
      { ...good, holders: [{ name: '陈福英', code: CHEN_FUYING, codeType: '511' }] },
      key,
      400,
      'invalid-request',
    ],
    ['no holder', { ...good, holders: [] }, key, 400, 'invalid-request'],
    ['a date that is none', { ...good, issuedOn: '2017-02-30' }, key, 400, 'invalid-request'],
    ['a lone surrogate', JSON.stringify({ ...good, number: '#' }).replace('#', '\\ud842'), key, 400, 'invalid-request'],
    ['a body too long', { ...good, number: 'x'.repeat(70_000) }, key, 413, 'body-too-large'],
    ['a missing field', { ...good, data: {} }, key, 422, 'unprocessable'],
    ['a character without a glyph', { ...good, number: '𪛟' }, key, 422, 'unprocessable'],
  ])('%s', async (_, body, idempotencyKey, status, code) => {
    const answer = await issue(body, idempotencyKey);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/陈福英|33078419|stack|\/work|node_modules/);
  });

  test('an identifier with a wrong check character never reaches the library', async () => {
    const id = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.M';
    const answer = await call(city, 'GET', `/v1/certificates/${id}`, { token: window });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ field: '/params/identifier', rule: 'certificate-identifier-check' }],
    ]);
  });

  test('without a token, and with one that may not issue', async () => {
    expect((await call(city, 'POST', '/v1/certificates/find', { body: {} })).status).toBe(401);
    expect((await issue(good, key, window)).status).toBe(403);
  });
});
