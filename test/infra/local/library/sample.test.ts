/** What the filler does with the hub's answers; that the hub gives them is shown in test/city/library.scenario.ts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { sampleLibraryOf } from '#infra/local/library/sample.ts';

interface Heard {
  readonly path: string;
  readonly key: string;
  readonly client: string;
}
let server: Server;
let url: string;
let folder: string;
let heard: Heard[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
  server = createServer((request, response) => {
    const { authorization = '', 'idempotency-key': key = '' } = request.headers;
    const first = !heard.some((one) => one.key === key);
    heard.push({ path: request.url ?? '', key: String(key), client: authorization.replace('Bearer ', '') });
    request.resume().on('end', () => {
      const [status, body] =
        key === 'identity-facts-0' && first
          ? [503, { code: 'hub-not-ready' }]
          : key === 'identity-facts-1'
            ? [422, { code: 'unprocessable', errors: [{ field: '/number', rule: 'no-glyph U+20BB7' }] }]
            : [201, { identifier: 'x', state: '01' }];
      response.writeHead(Number(status), { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const city = () =>
  ({
    url,
    token: async (client: string) => client,
    clock: { now: () => Date.parse('2026-11-20T02:00:00Z') },
  }) as LocalCity;

test('each department issues its own, what is busy is asked again, what is refused is said by its rule', async () => {
  const line = await sampleLibraryOf(city(), folder).cast();
  expect(line).toMatch(/refused 1 × no-glyph U\+20BB7/);
  expect(heard.filter(({ key }) => key === 'identity-facts-0')).toHaveLength(2);
  const clientOf = (type: string) =>
    new Set(heard.filter(({ key }) => key.startsWith(type)).map(({ client }) => client));
  expect([...clientOf('identity-facts')]).toEqual(['public-security-system']);
  expect([...clientOf('tax-payment')]).toEqual(['taxation-system']);
});

test('a folder is filled once; the rest beside the cast, with what happens to it later; a torn note fills anew', async () => {
  expect(await sampleLibraryOf(city(), folder).cast()).toBeUndefined();
  expect(heard).toEqual([]);
  expect(await sampleLibraryOf(city(), folder).rest()).toMatch(/ended or held since [1-9]/);
  expect(heard.some(({ path }) => path === '/v1/certificates/x/operations')).toBe(true);
  expect(heard.some(({ key }) => key === 'identity-facts-0')).toBe(false);
  expect(JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8'))).toHaveLength(2);
  writeFileSync(join(folder, 'library.json'), '["torn');
  expect(await sampleLibraryOf(city(), folder).cast()).toBeDefined();
  heard = [];
  expect(await sampleLibraryOf(city(), undefined).cast()).toBeDefined();
  expect(heard.length).toBeGreaterThan(30);
});
