import { writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '#infra/local/clock.ts';
import { type Door, openDoor } from '#infra/local/gateway/door.ts';
import { gateway } from '#infra/local/gateway/gateway.ts';
import { functionSpecs } from '#infra/local/pool/function.ts';
import { type Pool, startPool } from '#infra/local/pool/pool.ts';
import { fixture } from '../fixture.ts';

const deployed = fixture(
  {
    echo: 'exports.handler = async (event) => event;',
    answers: `exports.handler = async (event) => {
      const shapes = {
        full: { statusCode: 201, headers: { 'X-Own': 7, 'Content-Type': 'text/html' }, cookies: ['a=1; HttpOnly', 'b=2'], body: '<p>好</p>' },
        binary: { statusCode: 200, headers: { 'content-type': 'application/pdf' }, body: 'AAEC', isBase64Encoded: true },
        bare: { statusCode: 404 }, empty: { statusCode: 204, body: '' }, text: 'hello', data: { any: [1] },
        code: { statusCode: 'no' }, body: { statusCode: 200, body: { not: 'text' } },
      };
      const shape = event.pathParameters.shape;
      if (shape === 'throw') throw new Error('secret text');
      if (shape === 'exit') process.exit(1);
      if (shape === 'slow') await new Promise((resolve) => setTimeout(resolve, 3000));
      return shapes[shape];
    };`,
    one: `const { existsSync } = require('node:fs'); exports.handler = async () => {
      while (!existsSync(__dirname + '/over')) await new Promise((resolve) => setTimeout(resolve, 20));
      return {};
    };`,
  },
  { one: { ReservedConcurrentExecutions: 1, Timeout: 60 } },
);
const routes: Record<string, string> = {
  'GET /things/{thing}': 'echo',
  'POST /things': 'echo',
  'GET /things/known': 'echo',
  'ANY /things/{thing}': 'echo',
  'GET /things/{proxy+}': 'echo',
  'GET /answers/{shape}': 'answers',
  'GET /one': 'one',
};
for (const name of ['echo', 'answers', 'one']) {
  const { arn } = deployed.ofType('AWS::Lambda::Function').find((fn) => fn.name === name)!;
  deployed.add('AWS::ApiGatewayV2::Integration', `to-${name}`, {
    IntegrationUri: arn,
    PayloadFormatVersion: '2.0',
    ...(name === 'answers' ? { TimeoutInMillis: 1500 } : {}),
  });
}
for (const [key, name] of Object.entries(routes))
  deployed.add('AWS::ApiGatewayV2::Route', key, {
    RouteKey: key,
    Target: `integrations/to-${name}`,
    AuthorizationType: 'NONE',
  });

let pool: Pool;
let door: Door;
const clock = movableClock();
beforeAll(async () => {
  pool = startPool({ functions: functionSpecs(deployed), engine: () => ({}) });
  door = await openDoor(0);
  const mounts = [
    { prefix: '/local/', handler: (_: unknown, response: { end(text: string): void }) => response.end('mounted') },
  ];
  door.serve(gateway({ deployment: deployed, pool, clock, account: '000000000000', mounts }));
  // A busy machine takes longer to start it than its integration waits.
  await pool.warm('answers', 1);
});
afterAll(async () => {
  await door.close();
  await pool.stop();
  deployed.remove();
});
const get = (path: string, init?: RequestInit) => fetch(`${door.url}${path}`, init);

describe('the event', () => {
  it('is payload 2.0', async () => {
    clock.advance(86_400_000);
    const sent = Date.now() + 86_400_000;
    const answer = await get('/things?a=1&b=x%20y&a=2', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'k=v; l=w', 'X-Twice': 'one' },
      body: '{"名":"𠮷"}',
    });
    const event = await answer.json();
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /things',
      rawPath: '/things',
      rawQueryString: 'a=1&b=x%20y&a=2',
      cookies: ['k=v', 'l=w'],
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'x-twice': 'one',
        host: new URL(door.url).host,
      }),
      queryStringParameters: { a: '1,2', b: 'x y' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: new URL(door.url).host,
        domainPrefix: '127',
        http: {
          method: 'POST',
          path: '/things',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: expect.any(String),
        },
        requestId: expect.stringMatching(/^[\w-]{15}=$/),
        routeKey: 'POST /things',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"名":"𠮷"}',
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(Math.abs(event.requestContext.timeEpoch - sent)).toBeLessThan(5_000);
    expect(answer.headers.get('apigw-requestid')).toBe(event.requestContext.requestId);
  });

  it('joins repeated headers by a comma', async () => {
    const text = await new Promise<string>((resolve) => {
      const request = httpRequest(
        `${door.url}/things/1`,
        { headers: { 'x-twice': ['one', 'two'] } },
        async (response) => {
          resolve((await response.toArray()).join(''));
        },
      );
      request.end();
    });
    expect(JSON.parse(text).headers['x-twice']).toBe('one,two');
  });

  it('carries bytes as base64 and leaves an absent body out', async () => {
    const bytes = await (
      await get('/things', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from([0, 255]),
      })
    ).json();
    expect(bytes).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
    const none = await (await get('/things/1')).json();
    expect(none).not.toHaveProperty('body');
    expect(none).toMatchObject({ isBase64Encoded: false, pathParameters: { thing: '1' } });
    expect(none.requestContext).not.toHaveProperty('authorizer');
  });
});

describe('a request meets', () => {
  it.each([
    ['GET', '/things/known', 'GET /things/known', undefined],
    ['GET', '/things/%E5%A5%BD', 'GET /things/{thing}', { thing: '好' }],
    ['PUT', '/things/1', 'ANY /things/{thing}', { thing: '1' }],
    ['GET', '/things/1/2', 'GET /things/{proxy+}', { proxy: '1/2' }],
    ['GET', '/things/', 'GET /things/{proxy+}', { proxy: '' }],
  ])('%s %s -> %s', async (method, path, routeKey, pathParameters) => {
    const event = await (await get(path, { method })).json();
    expect(event.routeKey).toBe(routeKey);
    expect(event.pathParameters).toEqual(pathParameters);
  });

  it.each([
    ['DELETE', '/things'],
    ['GET', '/nothing'],
    ['PUT', '/things/'],
    ['GET', '/'],
    ['POST', '/things/1/2'],
  ])('nothing: %s %s', async (method, path) => {
    const answer = await get(path, { method });
    expect([answer.status, await answer.text()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('a refusal when its path is no text, and a mount when there is one', async () => {
    expect((await get('/things/%ff')).status).toBe(400);
    expect(await (await get('/local/x')).text()).toBe('mounted');
  });
});

describe('an answer', () => {
  it.each([
    ['full', 201, 'text/html', '<p>好</p>'],
    ['binary', 200, 'application/pdf', '\u0000\u0001\u0002'],
    ['bare', 404, 'text/plain;charset=UTF-8', ''],
    ['text', 200, 'application/json', 'hello'],
    ['data', 200, 'application/json', '{"any":[1]}'],
    ['empty', 204, 'text/plain;charset=UTF-8', ''],
    ['code', 500, 'application/json', '{"message":"Internal Server Error"}'],
    ['body', 500, 'application/json', '{"message":"Internal Server Error"}'],
    ['throw', 500, 'application/json', '{"message":"Internal Server Error"}'],
    ['exit', 500, 'application/json', '{"message":"Internal Server Error"}'],
    ['slow', 503, 'application/json', '{"message":"Service Unavailable"}'],
  ])('%s', async (shape, status, type, body) => {
    const answer = await get(`/answers/${shape}`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([status, type, body]);
    if (shape === 'full') {
      expect(answer.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
      expect(answer.headers.get('x-own')).toBe('7');
    }
  });

  it('is 503 at once when the function is throttled: who hangs keeps no caller waiting but his own, and no other function', async () => {
    let over = false;
    const first = get('/one').finally(() => {
      over = true;
    });
    await expect.poll(() => pool.instances('one').length).toBe(1);
    const others = await Promise.all([
      ...Array.from({ length: 20 }, () => get('/one')),
      ...Array.from({ length: 5 }, () => get('/things/known')),
    ]);
    expect(others.map(({ status }) => status)).toEqual([...Array(20).fill(503), ...Array(5).fill(200)]);
    expect(await others[0]?.text()).toBe('{"message":"Service Unavailable"}');
    // The API's own answer: no problem document and no Retry-After.
    expect([others[0]?.headers.get('content-type'), others[0]?.headers.get('retry-after')]).toEqual([
      'application/json',
      null,
    ]);
    expect(over).toBe(false);
    writeFileSync(join(deployed.folder, 'one', 'over'), '');
    expect((await first).status).toBe(200);
  });

  it.each([[10 * 1024 * 1024 + 1], [6 * 1024 * 1024 + 1]])('is 413 to %i bytes', async (size) => {
    const answer = await get('/things', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(size),
    });
    expect([answer.status, await answer.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('keeps a connection that is idle for longer than a caller pauses between two requests', async () => {
    const response = await fetch(`${door.url}/things/known`);
    await response.text();
    expect(response.headers.get('keep-alive')).toBe('timeout=120');
  });

  it('is 431 to headers over 10,240 bytes', async () => {
    const answer = await get('/things/1', { headers: { 'x-long': 'x'.repeat(11_000) } });
    expect([answer.status, await answer.text()]).toEqual([431, '{"message":"Request Header Fields Too Large"}']);
  });
});

it('says where it cannot listen', async () => {
  await expect(openDoor(door.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
