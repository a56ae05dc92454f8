/** The X-Road gateway in front of the running city: services called, and errors. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA, WANG_QIANG, WANG_QIANG_NOODLES } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { boot } from './support.ts';
import { call, get, HOMES, HOUSING, IDENTITY, memberOf, post, TITLE, UUID, xroad } from './xroad/gateway.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
  await xroad();
});

describe('a service is called', () => {
  test('POST with the request alone: the answer alone comes back, bound to what was sent', async () => {
    const id = '7b0f7f0e-95c4-4b1c-9d60-0d4ad6a2c1aa';
    const body = JSON.stringify({ holder: LI_NA });
    const headers = { 'X-Road-Id': id, 'X-Road-UserId': 'CN-officer-1', 'X-Road-Request-Hash': 'forged' };
    const said = await post(HOMES, body, headers);
    expect(said).toMatchObject({ status: 200, json: { more: false } });
    expect(said.headers).toMatchObject({
      'x-road-client': HOUSING,
      'x-road-service': HOMES.slice('/r1/'.length),
      'x-road-id': id,
      'x-road-request-id': expect.stringMatching(UUID),
      'x-onetrip-exchange': expect.stringMatching(UUID),
    });
    expect(said.headers['x-road-error']).toBeUndefined();

    const hash = (data: string | Buffer) => createHash('sha512').update(data).digest();
    const kept = { 'X-Road-Client': HOUSING, 'X-Road-Id': id, 'X-Road-UserId': 'CN-officer-1' };
    const named = { ...kept, 'X-Road-Request-Id': said.headers['x-road-request-id'] };
    const head = [`POST`, HOMES, ...Object.entries(named).map(([name, value]) => `${name}:${value}`)];
    const expected = hash(Buffer.concat([hash(head.map((line) => `${line}\r\n`).join('')), hash(body)]));
    expect(said.headers['x-road-request-hash']).toBe(expected.toString('base64'));

    // The same message again is the same exchange; another body under its id is refused by the service, not by X-Road.
    expect((await post(HOMES, body, { 'X-Road-Id': id })).headers['x-onetrip-exchange']).toBe(
      said.headers['x-onetrip-exchange'],
    );
    const other = await post(HOMES, { holder: CHEN_FUYING }, { 'X-Road-Id': id });
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
    expect(other.headers['x-road-error']).toBeUndefined();
  });

  test('for a case: the ticket stands in X-Road-Issue, purpose, party and leaves in headers of ours', async () => {
    const ticket = await city.ticket({
      case: '330784-test-0031',
      matter: 'existing-house-contract',
      department: 'housing',
      parties: [{ role: 'seller', code: CHEN_FUYING }],
      resources: ['real-estate/title'],
      level: 'fields',
    });
    const cased = {
      'X-Road-Issue': ticket,
      'X-OneTrip-Purpose': 'matter:existing-house-contract',
      'X-OneTrip-Party': 'seller',
    };
    const request = { unitNumber: CHEN_HOME, holder: CHEN_FUYING };
    const whole = await post(TITLE, request, cased);
    expect(whole).toMatchObject({ status: 200, json: { unitNumber: CHEN_HOME, marks: {} } });
    const few = await post(TITLE, request, { ...cased, 'X-OneTrip-Fields': '/location, /area' });
    expect(Object.keys(few.json)).toEqual(['location', 'area']);
    // Others' units stay unknown: the service answers that there is nothing, and that too is an exchange.
    const others = await post(TITLE, { ...request, unitNumber: '330784001002GB00003F00019999' }, cased);
    expect(others).toMatchObject({ status: 404, json: { found: false } });
    expect([others.headers['x-road-error'], others.headers['x-onetrip-exchange']?.length]).toEqual([undefined, 36]);
    // A case number is a reference and proves nothing.
    const reference = await post(TITLE, request, { ...cased, 'X-Road-Issue': '330784-test-0031' });
    expect(reference).toMatchObject({ status: 500, json: { type: 'Server.ServerProxy.AccessDenied' } });
    expect(reference.json.message).toContain('ticket-missing');
  });

  test('where the grant demands a signature the gateway signs, for the client that is set up so', async () => {
    const ask = (client: string) =>
      post(
        `/r1/${memberOf('market-supervision')}/licence`,
        { firm: WANG_QIANG_NOODLES },
        { 'X-OneTrip-Purpose': 'standing:taxpayer-review', 'X-OneTrip-Fields': '/name' },
        client,
      );
    expect(await ask(memberOf('taxation'))).toMatchObject({ status: 200, json: { name: expect.any(String) } });
    const plain = await ask(`${memberOf('taxation')}-plain`);
    expect(plain).toMatchObject({ status: 500, json: { type: 'Server.ServerProxy.AccessDenied' } });
    expect(plain.json.message).toContain('signature-missing');
  });

  test('what is answered later: 202 and a place to fetch it, under the same service', async () => {
    const client = memberOf('market-supervision');
    const ticket = await city.ticket({
      case: '330784-test-0032',
      matter: 'company-setup',
      department: 'market-supervision',
      parties: [{ role: 'applicant', code: WANG_QIANG }],
      resources: ['public-security/identity'],
      level: 'fields',
    });
    const cased = { 'X-Road-Issue': ticket, 'X-OneTrip-Purpose': 'matter:company-setup' };
    const asked = await post(IDENTITY, { holder: WANG_QIANG }, cased, client);
    expect(asked).toMatchObject({ status: 202, json: { state: 'waiting' }, headers: { 'retry-after': '1' } });
    const place = asked.headers.location ?? '';
    expect(place).toBe(`${IDENTITY}/${asked.json.question}`);
    let said = await call(place, { headers: { 'X-Road-Client': client } });
    for (let tries = 0; said.status === 202 && tries < 60; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      said = await call(place, { headers: { 'X-Road-Client': client } });
    }
    expect(said).toMatchObject({ status: 200, json: { name: '王强', living: true } });
    expect(await get(place)).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });
});

describe('errors', () => {
  const ok = { holder: LI_NA };
  test.each([
    ['no client', HOMES, { 'X-Road-Client': '' }, ok, 400, 'Client.BadRequest'],
    ['a client of two parts', HOMES, { 'X-Road-Client': 'YK/GOV' }, ok, 400, 'Client.BadRequest'],
    ['a client nobody speaks for', HOMES, { 'X-Road-Client': 'YK/GOV/1/x' }, ok, 400, 'Client.BadRequest'],
    ['another protocol', HOMES.replace('/r1', '/r2'), {}, ok, 400, 'Client.BadRequest'],
    ['a service of four parts', '/r1/YK/GOV/1/x', {}, ok, 400, 'Client.BadRequest'],
    ['a path above its root', '/r1/..%2f../x', {}, ok, 400, 'Client.BadRequest'],
    ['a path out of the service', `${HOMES}/../../../../../../..`, {}, ok, 400, 'Client.BadRequest'],
    ['a body that is no JSON', HOMES, {}, '{"holder":', 400, 'Client.BadRequest'],
    ['a body too large', HOMES, {}, { holder: 'x'.repeat(70_000) }, 400, 'Client.BadRequest'],
    ['no purpose', TITLE, {}, ok, 400, 'Client.BadRequest'],
    ['a purpose of another form', HOMES, { 'X-OneTrip-Purpose': 'curiosity!' }, ok, 400, 'Client.BadRequest'],
    ['another server', HOMES, { 'X-Road-Security-Server': 'YK/GOV/1/other' }, ok, 400, 'Client.BadRequest'],
    ['for somebody else', HOMES, { 'X-Road-Represented-Party': 'COM/1' }, ok, 400, 'Client.BadRequest'],
    ['a member unknown', '/r1/YK/GOV/1/x/y', {}, ok, 500, 'Server.ClientProxy.UnknownMember'],
    ['a service unknown', `${HOMES}x`, {}, ok, 500, 'Server.ServerProxy.UnknownService'],
    ['another way in', `${HOMES}/x`, {}, ok, 500, 'Server.ServerProxy.AccessDenied'],
    ['no grant', HOMES, { 'X-Road-Client': memberOf('fire') }, ok, 500, 'Server.ServerProxy.AccessDenied'],
  ])('%s', async (_what, path, headers, body, status, type) => {
    const said = await post(path, body, headers);
    expect(said).toMatchObject({ status, json: { type, detail: expect.stringMatching(UUID) } });
    expect(said.headers['x-road-error']).toBe(type);
    expect(said.text).not.toContain(LI_NA);
  });

  test('a refusal says which rule refused, what is needed and whom to ask', async () => {
    const { json } = await post(HOMES, ok, {}, memberOf('fire'));
    expect(json.message).toMatch(/exchange-denied: grant-missing: .*grant.*; ask .*0579/);
  });
  test('the service’s own errors are its own', async () => {
    const invalid = await post(HOMES, { holder: '123' });
    expect(invalid).toMatchObject({ status: 400, json: { code: 'invalid-request' } });
    expect(invalid.json.errors[0].field).toBe('/request/holder');
    expect(invalid.headers['x-road-error']).toBeUndefined();
  });
  test('told as XML to whom wants that', async () => {
    const said = await get('/r1/YK/GOV/1/x/listMethods', { accept: 'text/xml' });
    expect(said.headers['content-type']).toContain('text/xml');
    expect(said.text).toMatch(/^<error><type>Server\.ClientProxy\.UnknownMember<\/type>/);
  });
  test('a path is served as what it leads to', async () => {
    const there = `/r1/${memberOf('real-estate')}/nothing/%2e%2e/./titles-by-holder/`;
    expect((await post(there, ok)).headers['x-road-service']).toBe(HOMES.slice('/r1/'.length));
  });
});
