/** Who may come, by which certificate, and what is told when the hub fails. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '#client/xroad/server.ts';
import { readSettings } from '#client/xroad/settings.ts';
import { type Behaviour, type HostileHub, hostileHub, json, KEY, problem } from '#test/client/sdk/hostile-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'xroad-server-'));
const openssl = (...args: string[]): boolean => {
  try {
    execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
    return true;
  } catch {
    return false;
  }
};
const selfSigned = (name: string): boolean =>
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...[
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ],
  );
const names = ['server', 'homes', 'other', 'stranger'];
const hasOpenssl = names.every(selfSigned);

const resource = {
  v: 1,
  revision: 1,
  kind: 'resource',
  id: 'real-estate/titles-by-holder',
  department: 'real-estate',
  name: { zh: '名下不动产', en: 'Titles' },
  version: 1,
  state: 'published',
  sharing: 'conditional',
  fields: [{ pointer: '/more' }],
};
/** A catalogue of one resource; questions meet `asked`. */
const catalogue =
  (asked: Behaviour): Behaviour =>
  (seen, response) => {
    if (seen.url.startsWith('/v1/exchange/')) return asked(seen, response);
    const office = { id: 'real-estate', name: { zh: '不动产', en: 'Land' }, creditCode: '7' };
    const lists: Record<string, object[]> = { '/v1/departments': [office], '/v1/resources': [resource] };
    const items = lists[seen.url.split('?')[0] ?? ''] ?? [];
    return json(200, { items })(seen, response);
  };

let hub: HostileHub;
let gateway: RunningGateway;
const settingsOf = (over: object) => {
  writeFileSync(join(folder, 'key.jwk'), JSON.stringify(KEY));
  const speaker = { client: 'housing-system', keyFile: 'key.jwk' };
  const services = { '*': { purpose: { kind: 'standing', code: 'review' } } };
  const file = join(folder, 'xroad.json');
  const base = { hub: hub.issuer, issuer: hub.issuer, instance: 'YK', listen: { port: 0 }, directory: speaker };
  writeFileSync(file, JSON.stringify({ ...base, clients: [{ id: 'YK/GOV/1/homes', ...speaker, services }], ...over }));
  return readSettings(file);
};
const SERVICE = '/r1/YK/GOV/7/real-estate/titles-by-holder';
const ask = () =>
  fetch(`${gateway.address}${SERVICE}`, {
    method: 'POST',
    headers: { 'x-road-client': 'YK/GOV/1/homes' },
    body: '{"holder":"330784198802039985"}',
  });

beforeAll(async () => {
  hub = await hostileHub();
  gateway = await startGateway(settingsOf({}), () => undefined);
});
afterAll(async () => {
  await gateway.stop();
  await hub.stop();
  rmSync(folder, { recursive: true });
});

describe('what the hub says, as an error of X-Road', () => {
  test.each([
    [403, 'exchange-denied', 'Server.ServerProxy.AccessDenied'],
    [502, 'department-answer-invalid', 'Server.ServerProxy.ServiceFailed'],
    [500, 'internal', 'Server.ServerProxy.ServiceFailed'],
    [429, 'too-many-requests', 'Server.ServerProxy.ServiceFailed'],
    [503, 'department-unavailable', 'Server.ServerProxy.NetworkError'],
    [504, 'department-timeout', 'Server.ServerProxy.NetworkError'],
  ])('%i %s', async (status, code, type) => {
    // A wait that fits into no deadline, so that it is told at once.
    hub.will(catalogue(problem(status, code, { 'retry-after': '90' })));
    const said = await ask();
    expect([said.status, said.headers.get('x-road-error')]).toEqual([500, type]);
    expect(said.headers.get('retry-after')).toBe('90');
    expect(await said.json()).toMatchObject({ type, message: expect.stringContaining(code) });
  });
  test.each([
    [400, 'invalid-request', { errors: [{ field: '/request/holder', rule: 'citizen-id-check' }] }],
    [404, 'not-found', {}],
    [422, 'unprocessable', {}],
  ])('%i %s is the service’s own', async (status, code, more) => {
    hub.will(catalogue(json(status, { title: '', code, ...more })));
    const said = await ask();
    expect([said.status, said.headers.get('x-road-error'), (await said.json()).code]).toEqual([status, null, code]);
  });
  test('a sign-in that refuses', async () => {
    hub.state.token = json(400, { error: 'invalid_client' });
    const other = await startGateway(settingsOf({}), () => undefined);
    const said = await fetch(`${other.address}/listClients`);
    expect(await said.json()).toMatchObject({ type: 'Server.ClientProxy.InternalError' });
    hub.state.token = undefined;
    await other.stop();
  });
});

describe.skipIf(!hasOpenssl)('certificates', () => {
  const call = (port: string, name?: string) =>
    new Promise<{ status: number | undefined; said: string }>((resolve, reject) => {
      const shown = name
        ? { cert: readFileSync(join(folder, `${name}.pem`)), key: readFileSync(join(folder, `${name}.key`)) }
        : {};
      const ca = readFileSync(join(folder, 'server.pem'));
      const headers = { 'X-Road-Client': 'YK/GOV/1/homes' };
      const options = { host: '127.0.0.1', port, path: `${SERVICE.replace(/[^/]+$/, '')}listMethods`, headers, ca };
      request(
        { ...options, ...shown, agent: false },
        (response) => void text(response).then((said) => resolve({ status: response.statusCode, said })),
      )
        .on('error', reject)
        .end();
    });

  test('its own certificate lets a client in; another’s, an unknown one or none does not', async () => {
    hub.will(catalogue(json(200, {})));
    const fingerprint = (name: string) =>
      new X509Certificate(readFileSync(join(folder, `${name}.pem`))).fingerprint256.replaceAll(':', '').toLowerCase();
    writeFileSync(
      join(folder, 'ca.pem'),
      ['homes', 'other'].map((n) => readFileSync(join(folder, `${n}.pem`))).join('\n'),
    );
    const client = {
      id: 'YK/GOV/1/homes',
      client: 'housing-system',
      keyFile: 'key.jwk',
      certificates: [fingerprint('homes')],
    };
    const tls = { certFile: 'server.pem', keyFile: 'server.key', caFile: 'ca.pem' };
    const secure = await startGateway(settingsOf({ tls, clients: [client] }), () => undefined);
    const { port, protocol } = new URL(secure.address);
    expect(protocol).toBe('https:');
    expect(await call(port, 'homes')).toMatchObject({ status: 200 });
    expect(await call(port, 'other')).toMatchObject({
      status: 400,
      said: expect.stringContaining('Client.SslAuthenticationFailed'),
    });
    await expect(call(port, 'stranger')).rejects.toThrow();
    await expect(call(port)).rejects.toThrow();
    await secure.stop();
  });
});
