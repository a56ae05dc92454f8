import { expect, test } from 'vitest';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { newCredentials } from '#infra/local/departments/rest/gate.ts';
import { signatureOf } from '#infra/local/departments/rest/rest.ts';

const signature = signatureOf(newCredentials('onetrip'));
const good = { base: 'https://gateway.example/api', appKey: 'onetrip', appSecret: 'secret', signature };
const read = (over: object) => readSignedRestSettings(JSON.stringify({ ...good, ...over }));

test('TLS with the certificate verified, unless the department stands on this machine', () => {
  const settings = read({ note: 'for the operator' });
  expect(settings).toMatchObject({ ...good, tls: {}, networks: [] });
  expect(settings).not.toHaveProperty('note');
  expect(read({ tls: { ca: 'PEM' } }).tls).toEqual({ ca: 'PEM' });
  for (const host of ['127.0.0.1:8080', 'localhost', '[::1]:1'])
    expect(read({ base: `http://${host}/api` }).base).toBe(`http://${host}/api`);
});

test('a network that is named is one that somebody can have', () => {
  expect(read({ networks: ['10.20.0.0/16', 'fd12:3456::/32'] }).networks).toEqual(['10.20.0.0/16', 'fd12:3456::/32']);
});

test.each([
  [{ base: 'http://gateway.example' }],
  [{ base: 'http://127.0.0.1.example' }],
  [{ base: 'ftp://127.0.0.1' }],
  [{ base: 'nowhere' }],
  [{ appKey: '' }],
  [{ appSecret: undefined }],
  [{ signature: { kind: 'rot13', key: 'hunter2' } }],
  [{ tls: { rejectUnauthorized: false } }],
  [{ networks: ['0.0.0.0/0'] }],
  [{ networks: ['::/0'] }],
  [{ networks: ['10.20.0.1'] }],
  [{ networks: ['department.example/24'] }],
])('%j is refused, and nothing of the secret repeated', (over) => {
  expect(() => read(over)).toThrow(/^the department secret is malformed$/);
});

test('what is no JSON is refused alike', () => {
  expect(() => readSignedRestSettings('{"appSecret": "hunter2"')).toThrow(/^the department secret is malformed$/);
});
