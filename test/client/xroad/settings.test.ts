import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readKey, readSettings } from '#client/xroad/settings.ts';

const root = mkdtempSync(join(tmpdir(), 'xroad-settings-'));
afterAll(() => rmSync(root, { recursive: true }));
const SECRET = 'PRIVATE-d-of-the-key';
const good = {
  hub: 'https://hub.invalid',
  issuer: 'https://login.invalid',
  instance: 'YK',
  directory: { client: 'data-authority-system', keyFile: 'd.jwk' },
  clients: [{ id: 'YK/GOV/1/homes', client: 'housing-system', keyFile: 'h.jwk' }],
};
const read = (settings: unknown) => {
  const file = join(root, 'xroad.json');
  writeFileSync(file, typeof settings === 'string' ? settings : JSON.stringify(settings));
  return readSettings(file);
};
const refusal = (act: () => unknown): string => {
  try {
    act();
    return '';
  } catch (error) {
    return `${(error as Error).stack} ${String((error as Error).cause ?? '')}`;
  }
};

test('what is not said is standard: this machine only', () => {
  expect(read(good)).toMatchObject({ memberClass: 'GOV', listen: { host: '127.0.0.1', port: 8080 }, aliases: [] });
});

test('other machines are heard only by their certificates', () => {
  const listen = { host: '0.0.0.0' };
  const tls = { certFile: 'c', keyFile: 'k', caFile: 'a' };
  const known = [{ ...good.clients[0], certificates: ['a'.repeat(64)] }];
  expect(refusal(() => read({ ...good, listen }))).toContain('listening beyond this machine');
  expect(refusal(() => read({ ...good, listen, tls }))).toContain('listening beyond this machine');
  expect(refusal(() => read({ ...good, listen, tls: { ...tls, caFile: undefined }, clients: known }))).toContain(
    'beyond',
  );
  expect(read({ ...good, listen, tls, clients: known }).listen.host).toBe('0.0.0.0');
});

test.each([
  ['no JSON', `{"key":"${SECRET}",}`],
  ['an unknown member', { ...good, [SECRET]: SECRET }],
  ['an id of two parts', { ...good, clients: [{ ...good.clients[0], id: SECRET }] }],
  ['a leaf that is none', { ...good, clients: [{ ...good.clients[0], services: { '*': { fields: [SECRET] } } }] }],
])('%s is refused, and nothing of the file is repeated', (_what, settings) => {
  const said = refusal(() => read(settings));
  expect(said).toContain('settings');
  expect(said).not.toContain(SECRET);
});

test('a key that is none is refused, and nothing of it is repeated', () => {
  for (const text of [SECRET, JSON.stringify({ d: SECRET })]) {
    writeFileSync(join(root, 'k.jwk'), text);
    const said = refusal(() => readKey({ folder: root }, 'k.jwk'));
    expect(said).toContain('a key is no');
    expect(said).not.toContain(SECRET);
  }
});
