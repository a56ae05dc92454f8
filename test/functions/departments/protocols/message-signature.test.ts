import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { readHubSettings } from '#functions/departments/protocols/hub-settings.ts';
import { messageSigner } from '#functions/departments/protocols/message-signature.ts';
import { type Signed, verifySignature } from '#functions/exchange/signature.ts';

const NOW = Date.parse('2026-11-28T02:00:00Z');
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'hub-1' };
const url = 'http://127.0.0.1:3784/v1/exchange/taxation/tax-certificate';
const body = Buffer.from('{"fields":["/void"]}');
const key = readHubSettings(
  JSON.stringify({
    ...{ base: 'https://hub.invalid', issuer: 'x', tokens: 'https://hub.invalid/token', client: 'yongkang-hub' },
    key: jwk,
  }),
).key;
const { d: _d, ...open } = jwk;
const client = { id: 'yongkang-hub', keys: [{ ...open, kty: 'EC' as const }] };

const signed = (over: Readonly<Record<string, string>> = {}) => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'k1', 'onetrip-via': '330784' };
  return { method: 'POST', url, headers: { ...messageSigner(key)({ url, headers, body }, NOW), ...over }, body };
};

test('what this hub signs, this hub takes; each message has a signature of its own', () => {
  const [one, two] = [signed(), signed()].map((message) => verifySignature(message, client, NOW) as Signed);
  expect(one?.base).toContain('"onetrip-via": 330784');
  expect([one?.created, one?.id === two?.id]).toEqual([NOW / 1000, false]);
});

test('neither the way that it came nor anything else can be changed under it', () => {
  for (const over of [{ 'onetrip-via': '330783' }, { 'idempotency-key': 'k2' }, { 'content-type': 'text/plain' }])
    expect(verifySignature(signed(over), client, NOW)).toBe('signature-invalid');
  expect(verifySignature({ ...signed(), body: Buffer.from('{}') }, client, NOW)).toBe('signature-digest');
  expect(verifySignature({ ...signed(), url: `${url}/x` }, client, NOW)).toBe('signature-invalid');
  expect(verifySignature(signed(), client, NOW + 301_000)).toBe('signature-expired');
});
