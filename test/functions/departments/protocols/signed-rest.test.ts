import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, describe, expect, it } from 'vitest';
import { WANG_JI_CATERING, YAN_TAI } from '#city/cast.ts';
import { SignatureSettings, verifier } from '#functions/departments/protocols/signatures.ts';
import { HOSTILE_REST_MODES, type HostileRestMode, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { registrationSystem, restOn, within } from '../market-supervision/system.ts';

const DEADLINE_MS = 400;
const SM2 = sm2.generateKeyPairHex();
const system = registrationSystem();
const firm = { tyshxydm: YAN_TAI };
const secretWith = (over: object) => ({ ...system.current.secret, ...over });
const said = async (asking: Promise<unknown>): Promise<string> =>
  asking.then(
    (data) => `answered ${JSON.stringify(data)}`,
    (error: { code?: string; extra?: { cause?: string } }) => `${error.code} ${error.extra?.cause}`,
  );

describe('a token that runs out in mid-use', () => {
  it('is replaced once for twenty calls at once, and each is answered', async () => {
    const rest = restOn(system.current.secret);
    const twenty = () =>
      Promise.all(Array.from({ length: 20 }, () => within((context) => rest.ask('/yyzz/cx', firm, context))));
    const before = await system.current.tokens();
    await twenty();
    expect(await system.current.tokens()).toBe(before + 1);
    await system.current.expireTokens();
    const [answers, asked] = [await twenty(), await system.current.asked()];
    expect(answers.every((answer) => (answer as { mc: string }).mc === '永康市䶮泰五金有限公司')).toBe(true);
    expect(await system.current.tokens()).toBe(before + 2);
    await twenty();
    expect(await system.current.asked()).toBe(asked + 20);
    expect(await system.current.tokens()).toBe(before + 2);
  });

  it('is replaced in the midst of calls that come one after another', async () => {
    const rest = restOn(system.current.secret);
    const before = await system.current.tokens();
    for (let i = 0; i < 12; i += 1) {
      if (i % 4 === 3) await system.current.expireTokens();
      expect(await within((context) => rest.ask('/yyzz/cx', firm, context))).toMatchObject({ djzt: expect.anything() });
    }
    expect(await system.current.tokens()).toBe(before + 4);
  });

  it('means that a change was not carried out, so it is put again and happens once', async () => {
    const rest = restOn(system.current.secret);
    await within((context) => rest.ask('/yyzz/cx', firm, context));
    await system.current.expireTokens();
    const ywlsh = crypto.randomUUID();
    const change = { ywlsh, sqrzjhm: '330784198802039985', mc: '永康市象珠老味小吃店', ztlx: '2', zs: '永康市某路1号' };
    expect(await within((context) => rest.act('/sldj/sq', change, context))).toMatchObject({ zydj: '1', ywlsh });
    const { serials, applications } = await system.current.registrations();
    expect([serials, applications].map((list) => list.filter((one) => one === ywlsh).length)).toEqual([1, 1]);
  });
});

describe('what the department refuses', () => {
  const ask = (secret: object, skew = 0, path: `/${string}` = '/yyzz/cx') =>
    said(within((context) => restOn(secret, skew).ask(path, firm, context)));

  it('is a department-error by a stable word', async () => {
    expect(await ask(secretWith({ appKey: 'another' }))).toBe('department-error refused:app-key');
    expect(await ask(secretWith({ appSecret: 'another' }))).toBe('department-error refused:app-key');
    const signature = { ...(system.current.secret.signature as object), key: 'ab'.repeat(32) };
    expect(await ask(secretWith({ signature }))).toBe('department-error refused:signature');
    for (const skew of [-301_000, 301_000])
      expect(await ask(system.current.secret, skew)).toBe('department-error refused:clock-difference');
    expect(await ask(system.current.secret, 290_000)).toMatch(/^answered/);
  });

  it('is an answer out of contract when there is no such path', async () => {
    expect(await ask(system.current.secret, 0, '/yyzz/none')).toBe('department-answer-invalid http-404');
  });

  it('is nothing when nothing is known', async () => {
    const rest = restOn(system.current.secret);
    const asking = within((context) => rest.ask('/yyzz/cx', { tyshxydm: WANG_JI_CATERING }, context));
    expect(await asking).toBeNull();
  });
});

describe('a department that misbehaves', () => {
  const SAID: Readonly<Record<HostileRestMode, RegExp>> = {
    none: /^answered/,
    hang: /^department-timeout deadline/,
    drip: /^department-timeout deadline/,
    truncated: /^department-error truncated/,
    flood: /^department-answer-too-large counted/,
    html: /^department-answer-invalid content-type/,
    'broken-json': /^department-answer-invalid json/,
    'wrong-person': /^answered/,
    'wrong-type': /^answered/,
    'extra-fields': /^answered/,
    error: /^department-error http-500/,
    redirect: /^department-answer-invalid http-307/,
    refusal: /^department-error refused:unknown-code/,
    'hang-up': /^department-error ECONNRESET/,
  };

  it.each(HOSTILE_REST_MODES)('%s, with a token and without', async (mode) => {
    const used = restOn(system.current.secret);
    await within((context) => used.ask('/yyzz/cx', firm, context));
    await system.current.hostile(mode);
    // Who is ended by a rule, and not by the clock, has the whole time and needs none of it.
    const hasty = SAID[mode].source.includes('timeout');
    for (const rest of [used, restOn(system.current.secret)]) {
      const since = performance.now();
      const told = await said(
        within((context) => rest.ask('/yyzz/cx', firm, context), ...(hasty ? [DEADLINE_MS] : [])),
      );
      expect(told).toMatch(SAID[mode]);
      if (!told.startsWith('answered')) expect(told).not.toContain(PLANTED_REST);
      if (hasty) expect(performance.now() - since).toBeLessThan(3_000);
    }
    await system.current.hostile('none');
    expect(await said(within((context) => used.ask('/yyzz/cx', firm, context)))).toMatch(/^answered/);
  });
});

describe('an answer in an envelope', () => {
  /** Gives a token, and then what it was told; 401 for ever when it was told so. */
  let [status, body, heard]: [number, unknown, number] = [200, {}, 0];
  let proof: IncomingHttpHeaders = {};
  const server = createServer((request, answer) => {
    const token = request.url?.endsWith('/token');
    if (!token) [heard, proof] = [heard + 1, request.headers];
    const text = token ? { code: '200', data: { token: 't' } } : body;
    request.resume().on('end', () => {
      answer.writeHead(token ? 200 : status, { 'content-type': 'application/json' }).end(JSON.stringify(text));
    });
  });
  const listening = new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    [200, { code: 200, data: { a: 1 } }, 'answered {"a":1}'],
    [200, { code: '200', data: [] }, 'answered []'],
    [200, { code: 40401, data: null }, 'answered null'],
    [200, { code: 200, data: null }, 'department-answer-invalid no-data'],
    [200, { code: 200 }, 'department-answer-invalid no-data'],
    [200, { data: {} }, 'department-answer-invalid envelope'],
    [200, [], 'department-answer-invalid envelope'],
    [200, { code: '330784198506149995', data: {} }, 'department-answer-invalid envelope'],
    [200, { code: 12345, msg: '王强', data: {} }, 'department-error refused:unknown-code'],
    [200, { code: 'constructor', data: {} }, 'department-answer-invalid envelope'],
    [403, { code: 40303 }, 'department-error refused:nonce'],
    [403, { code: 200, data: {} }, 'department-error http-403'],
    [404, { code: 40401 }, 'department-answer-invalid http-404'],
    [401, { code: 1 }, 'department-error http-401'],
    [500, { code: 200, data: {} }, 'department-error http-500'],
  ])('of status %i, %j: %s', async (given, envelope, expected) => {
    [status, body] = [given, envelope];
    const rest = restOn(secretWith({ base: `http://127.0.0.1:${await listening}` }));
    expect(await said(within((context) => rest.ask('/x', {}, context)))).toBe(expected);
  });

  it.each<object>([
    { kind: 'hmac-sm3', key: 'ab'.repeat(32) },
    { kind: 'md5-concat', secret: '密钥', charset: 'gbk', result: 'HEX' },
    { kind: 'sm2', privateKey: SM2.privateKey, publicKey: SM2.publicKey, result: 'base64' },
  ])('is asked for under the signature that the secret names: %j', async (named) => {
    [status, body] = [200, { code: 200, data: {} }];
    const signature = SignatureSettings.parse(named);
    const rest = restOn(secretWith({ base: `http://127.0.0.1:${await listening}/scjg/`, signature: named }));
    expect(await said(within((context) => rest.ask('/x', { mc: '永康市𠮷庆小吃店' }, context)))).toBe('answered {}');
    const digest = createHash('sha256').update('{"mc":"永康市𠮷庆小吃店"}').digest('hex');
    const text = ['POST', '/scjg/x', proof['x-timestamp'], proof['x-nonce'], digest].join('\n');
    expect(verifier(signature)([text], String(proof['x-signature']))).toBe(true);
    expect(verifier(signature)([`${text}.`], String(proof['x-signature']))).toBe(false);
  });

  it('that refuses every token is asked twice, and no more', async () => {
    [status, body, heard] = [401, { code: 40101 }, 0];
    const rest = restOn(secretWith({ base: `http://127.0.0.1:${await listening}` }));
    expect(await said(within((context) => rest.ask('/x', {}, context)))).toBe('department-error refused:token');
    expect(heard).toBe(2);
  });
});
