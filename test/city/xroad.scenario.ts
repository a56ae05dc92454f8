/** The X-Road gateway in front of the running city: the protocol, the directory, GovStack's face of it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHEN_FUYING, CHEN_HOME, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { departments } from '#city/departments.ts';
import { type RunningGateway, startGateway } from '#client/xroad/server.ts';
import { readSettings } from '#client/xroad/settings.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { boot } from './support.ts';

const codeOf = (id: string): string => departments.find((one) => one.id === id)?.creditCode ?? '';
const memberOf = (id: string): string => `YK/GOV/${codeOf(id)}/${id}`;
const HOUSING = memberOf('housing');
const HOMES = `/r1/${memberOf('real-estate')}/titles-by-holder`;
const TITLE = `/r1/${memberOf('real-estate')}/title`;
const IDENTITY = `/r1/${memberOf('public-security')}/identity`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let city: LocalCity;
let gateway: RunningGateway;
const lines: object[] = [];
const folder = mkdtempSync(join(tmpdir(), 'onetrip-xroad-'));

beforeAll(async () => {
  city = await boot();
  const speaker = (client: string) => {
    writeFileSync(join(folder, `${client}.jwk`), JSON.stringify(city.oidc.clientKeys(client)), { mode: 0o600 });
    return { client, keyFile: `${client}.jwk` };
  };
  const review = { 'real-estate/titles-by-holder': { purpose: { kind: 'standing', code: 'public-rental-review' } } };
  const settings = {
    hub: city.url,
    issuer: city.issuer,
    listen: { port: 0 },
    instance: 'YK',
    securityServer: `YK/GOV/${codeOf('data-authority')}/gateway1`,
    directory: speaker('data-authority-system'),
    clients: [
      { id: HOUSING, ...speaker('housing-system'), services: review, represents: [`GOV/${codeOf('housing')}`] },
      { id: memberOf('market-supervision'), ...speaker('market-supervision-system') },
      { id: memberOf('fire'), ...speaker('fire-system'), services: review },
      { id: 'eGov/GOV/1/homes', ...speaker('housing-system') },
    ],
    aliases: [{ id: 'eGov/GOV/7/land', department: 'real-estate', services: { homes1: 'titles-by-holder' } }],
  };
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  gateway = await startGateway(readSettings(file), (line) => lines.push(line));
});
afterAll(async () => {
  await gateway?.stop();
  rmSync(folder, { recursive: true });
});

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}
/** As it is written: no client library that would tidy the path. */
const call = async (path: string, { method = 'GET', headers = {}, body }: Call = {}) => {
  const sent = httpRequest(`${gateway.address}`, { method, path, headers });
  sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
    sent.on('response', resolve).on('error', reject),
  );
  const said = await text(response);
  const json = /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(said) : undefined;
  return { status: response.statusCode, headers: response.headers as Record<string, string>, text: said, json };
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}, client = HOUSING) =>
  call(path, { method: 'POST', headers: { 'X-Road-Client': client, ...headers }, body });
const get = (path: string, headers: Record<string, string> = {}) =>
  call(path, { headers: { 'X-Road-Client': HOUSING, ...headers } });

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

describe('the directory', () => {
  test('listClients, as JSON and as XML', async () => {
    const { json } = await call('/listClients', { headers: { accept: 'application/json' } });
    const [, , member_code] = HOUSING.split('/');
    const id = { xroad_instance: 'YK', member_class: 'GOV', member_code };
    expect(json.member).toContainEqual({
      id: { object_type: 'MEMBER', ...id },
      name: expect.stringMatching(/^永康市住房/),
    });
    expect(json.member).toContainEqual(
      expect.objectContaining({ id: { object_type: 'SUBSYSTEM', ...id, subsystem_code: 'housing' } }),
    );
    const xml = await call('/listClients');
    expect(xml.headers['content-type']).toContain('text/xml');
    expect(xml.text.match(/<xroad:member>/g)).toHaveLength(json.member.length);
    const federated = await call('/listClients?xRoadInstance=eGov', { headers: { accept: 'application/json' } });
    expect(federated.json.member).toHaveLength(2);
    expect((await call('/listClients?xRoadInstance=EE')).status).toBe(400);
  });

  test('listMethods has what there is, allowedMethods what the caller has a grant for', async () => {
    const codes = async (what: string, client = HOUSING) => {
      const { json } = await call(`/r1/${memberOf('real-estate')}/${what}`, { headers: { 'X-Road-Client': client } });
      return json.service.map(({ service_code }: { service_code: string }) => service_code).sort();
    };
    const all = ['premises', 'title', 'titles-by-holder'];
    expect(await codes('listMethods')).toEqual(all);
    expect(await codes('allowedMethods')).toEqual(all);
    expect(await codes('allowedMethods', memberOf('market-supervision'))).toEqual(['premises', 'title']);
    expect(await codes('allowedMethods', memberOf('fire'))).toEqual([]);
    const { json } = await get(`/r1/${memberOf('public-security')}/listMethods`);
    expect(json.service).toContainEqual({
      object_type: 'SERVICE',
      service_type: 'OPENAPI',
      xroad_instance: 'YK',
      member_class: 'GOV',
      member_code: codeOf('public-security'),
      subsystem_code: 'public-security',
      service_code: 'identity',
      endpoint_list: [
        { method: 'POST', path: '/' },
        { method: 'GET', path: '/*' },
      ],
    });
  });

  test('getOpenAPI: one service, whole, as JSON or YAML', async () => {
    const path = `/r1/${memberOf('real-estate')}/getOpenAPI?serviceCode=titles-by-holder`;
    const { json } = await get(path);
    const yaml = await get(path, { accept: 'application/yaml' });
    expect(parse(yaml.text)).toEqual(json);
    expect(json.servers).toEqual([{ url: `${gateway.address}${HOMES}` }]);
    expect(Object.keys(json.paths)).toEqual(['/']);
    const refs = JSON.stringify(json).match(/#\/components\/schemas\/[\w.-]+/g) ?? [];
    for (const ref of refs) expect(Object.keys(json.components.schemas)).toContain(ref.split('/').at(-1));
    expect(await get(path.replace('titles-by-holder', 'x'))).toMatchObject({ status: 500 });
    expect(await get(path.replace(/\?.*/, ''))).toMatchObject({ status: 400 });
  });

  test('verificationconf: a zip with instance and members', async () => {
    const said = await fetch(`${gateway.address}/verificationconf`);
    const bytes = Buffer.from(await said.arrayBuffer());
    expect([said.headers.get('content-type'), bytes.subarray(0, 2).toString()]).toEqual(['application/zip', 'PK']);
    expect(bytes.includes('verificationconf/YK/shared-params.xml')).toBe(true);
  });
});

describe('GovStack', () => {
  const IM = { 'Information-Mediator-Client': 'eGov/GOV/1/homes' };
  test.each([
    ['/listClients?instanceId=eGov', 2],
    ['/listClients?instanceId=nowhere', 0],
    ['/eGov/GOV/7/land/listMethods', 1],
    ['/eGov/GOV/7/land/allowedMethods', 1],
    ['/%22eGov%22/%22GOV%22/%227%22/%22land%22/allowedMethods?%22x%22=1', 1],
    ['/r1/eGov/GOV/7/land/allowedMethods', 1],
  ])('%s', async (path, count) => {
    const { status, json, headers } = await call(path, { headers: IM });
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(json.member).toHaveLength(count);
    const allowed = ['objectType', 'serviceType', 'GovStackInstance', 'memberClass', 'memberCode', 'applicationCode'];
    for (const member of json.member) {
      expect([...allowed, 'serviceCode', 'endpointList']).toEqual(expect.arrayContaining(Object.keys(member)));
      expect(Object.keys(member.objectType)).toEqual(['object_type']);
    }
  });
  test('getOpenAPI is a string of JSON, and so is a refusal', async () => {
    const found = await call('/eGov/GOV/7/land/getOpenAPI?serviceCode=homes1', { headers: IM });
    expect([found.status, typeof found.json]).toEqual([200, 'string']);
    expect(JSON.parse(found.json).openapi).toMatch(/^3\.1/);
    for (const path of [
      '/1nval1d/GOV/7/land/getOpenAPI?serviceCode=homes1',
      '/eGov/1nval1d/7/land/getOpenAPI?serviceCode=homes1',
      '/eGov/GOV/_7/land/getOpenAPI?serviceCode=homes1',
      '/eGov/GOV/7/_land/getOpenAPI?serviceCode=homes1',
      '/eGov/GOV/7/land/getOpenAPI?serviceCode=_homes1',
      '/eGov/GOV/7/land/getOpenAPI?serviceCode=',
      '/eGov/GOV/7/land/getOpenAPI?serviceCode=other',
      '/eGov/GOV/7/land/getOpenAPI',
    ]) {
      const said = await call(path, { headers: IM });
      expect([path, said.status, typeof said.json]).toEqual([path, 400, 'string']);
    }
  });
});

test('the lines it writes name clients and services, and nobody', () => {
  const said = JSON.stringify(lines);
  expect(lines.length).toBeGreaterThan(30);
  expect(said).toContain(HOUSING);
  expect(said).toContain('exchange-denied');
  for (const person of [LI_NA, CHEN_FUYING, WANG_QIANG, CHEN_HOME, 'CN-officer-1', '王强'])
    expect(said).not.toContain(person);
});
