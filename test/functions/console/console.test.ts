/** The pages for people: what is sent, how, and under which policy. */
import { brotliCompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { consoleBodies } from '#functions/console/bodies.ts';
import type { Site } from '#functions/console/site.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { consoleRoutes } from '#schemas/routes/console.ts';

const file = (text: string, type: string, hashed = false) => ({
  br: brotliCompressSync(text).toString('base64'),
  type,
  hashed,
});
const site: Site = {
  'index.html': file('<html data-issuer="%ISSUER%" data-client="%CLIENT%">desk', 'text/html'),
  'verify.html': file('<html>verify', 'text/html'),
  'assets/x-1.js': file('let 永康 = 1;', 'text/javascript; charset=utf-8', true),
};
const handler = api(
  consoleRoutes,
  consoleBodies({
    site,
    issuer: 'https://login.example.gov/realms/a"b',
    clientId: 'desk',
    tokenOrigin: 'https://token.example.gov/x',
  }),
);

const get = async (path: string, accept = '') => {
  const key = path === '/console' || path === '/verify' ? path : '/console/{proxy+}';
  const event = {
    routeKey: `GET ${key}`,
    rawPath: path,
    rawQueryString: '',
    headers: { 'accept-encoding': accept },
    pathParameters: { proxy: path.slice('/console/'.length) },
    requestContext: { requestId: 'r', timeEpoch: Date.now(), http: { method: 'GET' } },
  } as unknown as HttpEvent;
  return (await handler(event, {} as never)) as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
    isBase64Encoded?: boolean;
  };
};

describe('pages', () => {
  test.each(['/console', '/console/', '/console/certificates', '/console/callback', '/console/index.html'])(
    '%s is the desk, told where to sign in',
    async (path) => {
      const answer = await get(path);
      expect(answer.body).toBe('<html data-issuer="https://login.example.gov/realms/a&quot;b" data-client="desk">desk');
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  test('the policy lets in what the page needs, and nothing else', async () => {
    const { headers } = await get('/console');
    expect(headers['content-security-policy']?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "media-src 'self' blob:",
      "connect-src 'self' https://login.example.gov https://token.example.gov",
      'frame-src blob:',
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers['permissions-policy']).toMatch(/^camera=\(self\), microphone=\(\)/);
    expect(headers['cache-control']).toBe('no-cache');
  });

  test('the public page asks nobody but the hub, and frames nothing', async () => {
    const { body, headers } = await get('/verify');
    expect(body).toBe('<html>verify');
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    expect(headers['content-security-policy']).not.toContain('frame-src');
  });
});

describe('files', () => {
  test('as bytes, compressed as the browser takes them, for a year', async () => {
    const [br, gzip, plain] = await Promise.all(
      ['gzip, deflate, br', 'gzip;q=0.8, br;q=0', ''].map((accept) => get('/console/assets/x-1.js', accept)),
    );
    for (const answer of [br, gzip, plain])
      expect([answer?.isBase64Encoded, answer?.headers['cache-control'], answer?.headers.vary]).toEqual([
        true,
        'public, max-age=31536000, immutable',
        'accept-encoding',
      ]);
    expect([br, gzip, plain].map((answer) => answer?.headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect(br?.body).toBe(site['assets/x-1.js']?.br);
    expect(gunzipSync(Buffer.from(gzip?.body ?? '', 'base64')).toString('utf8')).toBe('let 永康 = 1;');
    expect(Buffer.from(plain?.body ?? '', 'base64').toString('utf8')).toBe('let 永康 = 1;');
  });

  test.each(['/console/assets/y.js', '/console/../secret.json', '/console/constructor.js'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).statusCode).toBe(404);
    },
  );
});
