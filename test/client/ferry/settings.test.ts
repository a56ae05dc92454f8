import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from '#client/ferry/settings.ts';

const root = mkdtempSync(join(tmpdir(), 'courier-settings-'));
afterAll(() => rmSync(root, { recursive: true }));
const KEY = 'PRIVATE-d-of-the-key';
const good = {
  hub: 'https://hub.invalid',
  tokens: 'https://hub.invalid/token',
  issuer: 'https://hub.invalid',
  client: 'public-security-system',
  key: { kty: 'EC', kid: '1', d: KEY },
  department: 'public-security',
  folder: '/srv/ferry',
};
const read = (text: string) => {
  const file = join(root, 'courier.json');
  writeFileSync(file, text);
  return readSettings(file);
};

test('what is not said is standard', () => {
  expect(read(JSON.stringify(good))).toMatchObject({ ...good, pollMs: 5000, keepHours: 24 });
});

test.each([
  ['no JSON', `{"key":{"d":"${KEY}",}}`],
  ['cut short', `{"d":"${KEY}`],
  ['a word', KEY],
  ['another form', JSON.stringify({ ...good, key: KEY })],
  ['an unknown member', JSON.stringify({ ...good, [KEY]: KEY })],
])('%s is refused, and nothing of the file is repeated', (_what, text) => {
  let said = '';
  try {
    read(text);
  } catch (error) {
    said = `${(error as Error).stack} ${String((error as Error).cause ?? '')}`;
  }
  expect(said).toContain("the courier's settings");
  expect(said).not.toMatch(/PRIVATE|of-the-key/);
});
