import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watched } from '#functions/departments/protocols/certificates.ts';
import { postClient } from '#functions/departments/protocols/post.client.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { soapClient } from '#functions/departments/protocols/soap.client.ts';
import type { Shown } from '#functions/kernel/guarded-socket.client.ts';
import { HERE } from '#infra/local/departments/stand-in.ts';
import { type Authority, authority, type Identity } from '#infra/local/tls/authority.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { problemOf } from '#test/functions/exchange/running.ts';

const NOW = Date.now();
const DAY_MS = 86_400_000;
const lines = keepLines();
let [own, foreign]: [Authority, Authority] = [undefined as never, undefined as never];
let [ours, server]: [Identity, Identity] = [undefined as never, undefined as never];
let [department, heard]: [Server, string[]] = [undefined as never, []];

beforeAll(async () => {
  [own, foreign] = await Promise.all([authority('City CA'), authority('Another CA')]);
  [ours, server] = await Promise.all([
    own.issue({ name: 'onetrip' }),
    own.issue({ name: 'gateway', hosts: ['127.0.0.1', 'localhost'], until: 20.5 }),
  ]);
  const demanding = { ...server, ca: own.cert, requestCert: true, rejectUnauthorized: true };
  department = createServer(demanding, (request, answer) => {
    heard.push((request.socket as TLSSocket).getPeerCertificate().subject.CN as string);
    const token = request.url === '/token' ? { token: 't' } : { a: 1 };
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 200, data: token }));
  });
  await new Promise<void>((listening) => department.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  department.closeAllConnections();
  await new Promise((closed) => department.close(closed));
});

const context = () => ({ signal: AbortSignal.timeout(2_000), deadline: performance.now() + 2_000 });
const base = (host = '127.0.0.1') => `https://${host}:${(department.address() as AddressInfo).port}`;
const post = (tls: Shown, host?: string) =>
  postClient({ base: base(host), networks: [HERE, '::1/128'], tls, keepAlive: false }).post(
    '/x',
    {},
    Buffer.from('{}'),
    context(),
    async ({ status }) => status,
  );

describe('a department that demands a certificate', () => {
  test('is asked with ours, under its own authority', async () => {
    heard = [];
    expect(await post({ ca: own.cert, ...ours })).toBe(200);
    const secret = {
      base: base(),
      appKey: 'k',
      appSecret: 's',
      networks: [HERE],
      signature: { kind: 'hmac-sha256', key: 'a'.repeat(64) },
      tls: { ca: own.cert, ...ours },
    };
    const rest = signedRest(async () => readSignedRestSettings(JSON.stringify(secret)), { now: Date.now });
    expect(await rest.ask('/x', {}, context())).toEqual({ a: 1 });
    expect(heard).toEqual(['onetrip', 'onetrip', 'onetrip']);
  });

  test('hangs up on who shows none, or one of another authority, and nothing is answered', async () => {
    const [stranger, old] = [await foreign.issue({ name: 'onetrip' }), await own.issue({ name: 'old', until: -0.5 })];
    heard = [];
    for (const shown of [{}, stranger, old]) {
      const error = await post({ ca: own.cert, ...shown }).catch((thrown: unknown) => thrown);
      // With TLS 1.3 the handshake is over on our side by then: an alert, or only the end of the connection.
      const { cause, extra } = error as { cause?: string; extra?: { cause?: string } };
      expect(cause ?? extra?.cause).toMatch(/^ERR_SSL_\w+$|^ECONNRESET$|^EPIPE$/);
    }
    expect(heard).toEqual([]);
  });

  test('is not believed under another authority, nor under another name', async () => {
    for (const ca of [undefined, foreign.cert])
      expect(await problemOf(post({ ca, ...ours }))).toMatchObject({
        code: 'department-error',
        cause: 'SELF_SIGNED_CERT_IN_CHAIN',
      });
    department.setSecureContext({ ...(await own.issue({ name: 'x', hosts: ['elsewhere.example'] })), ca: own.cert });
    expect(await problemOf(post({ ca: own.cert, ...ours }))).toMatchObject({ cause: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    department.setSecureContext({
      ...(await own.issue({ name: 'x', hosts: ['127.0.0.1'], from: -9, until: -1 })),
      ca: own.cert,
    });
    expect(await problemOf(post({ ca: own.cert, ...ours }))).toMatchObject({ cause: 'CERT_HAS_EXPIRED' });
    department.setSecureContext({ ...server, ca: own.cert });
  });

  test('is asked the same way over SOAP', async () => {
    heard = [];
    const client = soapClient({ base: base(), networks: [HERE], tls: { ca: own.cert, ...ours } });
    const charsets = { body: 'utf-8', payload: 'utf-8', base64: false } as const;
    const port = { path: '/S', namespace: 'urn:x', style: 'rpc', argument: 'a', result: 'r', charsets } as const;
    expect(await problemOf(client.call(port, 'op', 'r', {}, context()))).toMatchObject({ cause: 'content-type' });
    expect(heard).toEqual(['onetrip']);
  });
});

/** Settings as they come from the secret, watched at `at`. */
const watch = (tls: Shown | false, at = NOW) => {
  let now = at;
  const settings = { tls };
  const ask = watched(
    'housing',
    async () => settings,
    () => now,
  );
  return { ask, later: (ms: number) => (now += ms) };
};
const warnings = () =>
  lines()
    .split('\n')
    .filter((line) => line.includes('certificate-expires-soon'))
    .map((line) => JSON.parse(line) as object);

describe('certificates in a secret', () => {
  test('that are good are said nothing of', async () => {
    expect(await watch({ ca: own.cert, ...ours }).ask()).toMatchObject({ tls: { ca: own.cert, ...ours } });
    expect(await watch({}).ask()).toMatchObject({ tls: {} });
    expect(await watch(false).ask()).toEqual({ tls: false });
    expect(warnings()).toEqual([]);
  });

  test('that are wrong are told by name at the first question, and nothing of them repeated', async () => {
    const [other, old, young] = await Promise.all([
      own.issue({ name: 'a' }),
      own.issue({ name: 'b', from: -9, until: -1 }),
      own.issue({ name: 'c', from: 1 }),
    ]);
    for (const [tls, cause] of [
      [{ cert: ours.cert, key: other.key }, 'client-key-mismatch'],
      [{ cert: ours.cert, key: 'hunter2' }, 'client-key-malformed'],
      [{ cert: 'hunter2', key: ours.key }, 'client-certificate-malformed'],
      [{ ca: 'hunter2' }, 'authority-certificate-malformed'],
      [old, 'client-certificate-expired'],
      [young, 'client-certificate-not-yet-valid'],
    ] as const) {
      const told = await problemOf(watch(tls).ask());
      expect(told).toMatchObject({ code: 'internal', cause });
      expect(JSON.stringify(told)).not.toContain('hunter2');
    }
  });

  test('that end within 30 days are said once a day, with the days that are left', async () => {
    const { ask, later } = watch(await own.issue({ name: 'onetrip', until: 31.5 }));
    await ask();
    expect(warnings()).toEqual([]);
    later(3 * DAY_MS);
    for (let i = 0; i < 5; i += 1) await ask();
    const soon = { level: 'warn', event: 'certificate-expires-soon', department: 'housing', cause: 'client' };
    expect(warnings()).toEqual([{ ...soon, days: 28 }]);
    later(DAY_MS);
    await ask();
    expect(warnings().slice(-1)).toEqual([{ ...soon, days: 27 }]);
    later(28 * DAY_MS);
    expect(await problemOf(ask())).toMatchObject({ cause: 'client-certificate-expired' });
  });

  test('so is the one that the server shows, and the authority when all of it ends', async () => {
    const { tls } = await watch({ ca: own.cert, ...ours }).ask();
    const before = warnings().length;
    expect(await post(tls as Shown)).toBe(200);
    expect(warnings().slice(before)).toMatchObject([{ cause: 'server', days: 20 }]);
    await watch({ ca: own.cert }, NOW + 3_639.5 * DAY_MS).ask();
    expect(warnings().slice(before)).toMatchObject([{ cause: 'server' }, { cause: 'authority', days: 10 }]);
  });
});
