/** What the filler does with the hub's answers; that the hub gives them is shown in test/city/library.scenario.ts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { sampleLibraryOf } from '#infra/local/library/sample.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly client: string;
}
interface Row {
  readonly later?: object;
}
let server: Server;
let url: string;
let folder: string;
let heard: Heard[] = [];
/** By back-fill, which is named by its type. */
const rows = new Map<string, Row[]>();

/** The first of the identity facts is refused; what has a later operation comes in another state. */
const linesOf = (type: string): string =>
  (rows.get(type) ?? [])
    .map(({ later }, i) => {
      const refused = type === 'identity-facts' && i === 0;
      const rules = ['/number no-glyph U+20BB7'];
      const state = later ? '04' : '01';
      return JSON.stringify(
        refused ? { row: i + 1, outcome: 'refused', rules } : { row: i + 1, outcome: 'issued', state },
      );
    })
    .join('\n');

const answerTo = (method: string, path: string, body: Buffer, busy: boolean): readonly [number, string] => {
  const [, type = JSON.parse(String(body) || '{}').type, what = ''] = /back-fills\/([^/]+)\/?(\w*)/.exec(path) ?? [];
  if (busy) return [503, JSON.stringify({ code: 'hub-not-ready' })];
  if (method === 'PUT')
    rows.set(
      type,
      String(body)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    );
  if (what === 'results') return [200, linesOf(type)];
  const state = method === 'GET' ? 'done' : 'receiving';
  return [method === 'POST' && what === '' ? 201 : 200, JSON.stringify({ id: type, state, parts: 1 })];
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
  server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const type = path.split('/')[3] ?? JSON.parse(String(body)).type;
      const first = !heard.some((one) => one.method === method && one.type === type);
      heard.push({ method, path, type, client: (headers.authorization ?? '').replace('Bearer ', '') });
      const [status, text] = answerTo(method, path, body, first && method === 'PUT' && type === 'identity-facts');
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
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

test('each department hands in its own, what is busy is asked again, what is refused is said by its rule', async () => {
  const line = await sampleLibraryOf(city(), folder).cast();
  expect(line).toMatch(/refused 1 × no-glyph U\+20BB7/);
  expect(heard.filter(({ method, type }) => method === 'PUT' && type === 'identity-facts')).toHaveLength(2);
  const clientOf = (type: string) => new Set(heard.filter((one) => one.type === type).map(({ client }) => client));
  expect([...clientOf('identity-facts')]).toEqual(['public-security-system']);
  expect([...clientOf('tax-payment')]).toEqual(['taxation-system']);
  expect(heard.filter(({ method, path }) => method === 'POST' && path === '/v1/back-fills')).toHaveLength(rows.size);
});

test('a folder is filled once; the rest beside the cast, with what happens to it later; a torn note fills anew', async () => {
  expect(await sampleLibraryOf(city(), folder).cast()).toBeUndefined();
  expect(heard).toEqual([]);
  expect(await sampleLibraryOf(city(), folder).rest()).toMatch(/ended or held since [1-9]/);
  expect([...rows.values()].flat().some(({ later }) => later !== undefined)).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8'))).toHaveLength(2);
  writeFileSync(join(folder, 'library.json'), '["torn');
  expect(await sampleLibraryOf(city(), folder).cast()).toBeDefined();
  heard = [];
  expect(await sampleLibraryOf(city(), undefined).cast()).toBeDefined();
  expect(heard.length).toBeGreaterThan(30);
});
