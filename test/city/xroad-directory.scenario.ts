/** The X-Road gateway in front of the running city: its directory, GovStack's face of it, and what it writes down. */
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHEN_FUYING, CHEN_HOME, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { call, codeOf, get, HOMES, HOUSING, lines, memberOf, xroad } from './xroad/gateway.ts';

afterAll(async () => (await xroad()).stop());

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
    expect(await codes('listMethods')).toEqual(['home-count', 'premises', 'title', 'titles-by-holder']);
    expect(await codes('allowedMethods')).toEqual(['premises', 'title', 'titles-by-holder']);
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
    expect(json.servers).toEqual([{ url: `${(await xroad()).address}${HOMES}` }]);
    expect(Object.keys(json.paths)).toEqual(['/']);
    const refs = JSON.stringify(json).match(/#\/components\/schemas\/[\w.-]+/g) ?? [];
    for (const ref of refs) expect(Object.keys(json.components.schemas)).toContain(ref.split('/').at(-1));
    expect(await get(path.replace('titles-by-holder', 'x'))).toMatchObject({ status: 500 });
    expect(await get(path.replace(/\?.*/, ''))).toMatchObject({ status: 400 });
  });

  test('verificationconf: a zip with instance and members', async () => {
    const said = await fetch(`${(await xroad()).address}/verificationconf`);
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
