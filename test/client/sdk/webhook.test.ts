/** Webhooks against the reference vector of Standard Webhooks, and everything that must not be believed. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyWebhook, type WebhookRefused } from '#client/sdk/index.ts';

// Standard Webhooks: the vector that its reference libraries are tested with.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const AT = 1614265330;
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const NOW = { now: AT * 1000 };

const headers = (over: Record<string, string> = {}) => ({
  'webhook-id': ID,
  'webhook-timestamp': String(AT),
  'webhook-signature': SIGNATURE,
  ...over,
});
const refusal = (...input: Parameters<typeof verifyWebhook>): string => {
  try {
    verifyWebhook(...input);
    return 'believed';
  } catch (error) {
    return (error as WebhookRefused).reason;
  }
};
const signed = (body: string, secret = SECRET) => {
  const key = Buffer.from(secret.slice(6), 'base64');
  return `v1,${createHmac('sha256', key).update(`${ID}.${AT}.${body}`).digest('base64')}`;
};

test('the reference vector, whatever the form of headers and body', () => {
  const expected = { id: ID, sentAt: new Date(AT * 1000), payload: { test: 2432232314 } };
  expect(verifyWebhook(headers(), BODY, SECRET, NOW)).toEqual(expected);
  expect(verifyWebhook(new Headers(headers()), Buffer.from(BODY), SECRET, NOW)).toEqual(expected);
  const shouted = Object.fromEntries(Object.entries(headers()).map(([name, value]) => [name.toUpperCase(), [value]]));
  expect(verifyWebhook(shouted, BODY, SECRET.slice(6), NOW)).toEqual(expected);
});

test('several signatures, several secrets: one fitting pair is enough, other versions are passed over', () => {
  const OTHER = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const many = headers({ 'webhook-signature': `v1a,abc v1,Zm9v ${signed(BODY, OTHER)} v2,${SIGNATURE.slice(3)}` });
  expect(verifyWebhook(many, BODY, [SECRET, OTHER], NOW).id).toBe(ID);
  expect(refusal(many, BODY, SECRET, NOW)).toBe('signature');
});

test('by the hub’s public key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = `whpk_${Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64')}`;
  const by = (text: string) => sign(null, Buffer.from(`${ID}.${AT}.${text}`), privateKey).toString('base64');
  const both = headers({ 'webhook-signature': `v1,Zm9v v1a,${by(BODY)}` });
  expect(verifyWebhook(both, BODY, key, NOW).payload).toEqual({ test: 2432232314 });
  expect(refusal(both, '{"test": 1}', key, NOW)).toBe('signature');
  // A signature of one kind is none of the other.
  expect(refusal(headers({ 'webhook-signature': `v1,${by(BODY)}` }), BODY, key, NOW)).toBe('signature');
  expect(refusal(both, BODY, key.slice(0, 20), NOW)).toBe('secret');
});

test.each([
  ['another body', headers(), '{"test": 2432232315}', 'signature'],
  ['a body written anew', headers(), '{"test":2432232314}', 'signature'],
  ['another id', headers({ 'webhook-id': 'msg_other' }), BODY, 'signature'],
  ['another time', headers({ 'webhook-timestamp': String(AT + 1) }), BODY, 'signature'],
  ['a signature cut short', headers({ 'webhook-signature': SIGNATURE.slice(0, 20) }), BODY, 'signature'],
  ['an empty signature', headers({ 'webhook-signature': 'v1,' }), BODY, 'signature'],
  ['another version only', headers({ 'webhook-signature': `v1a,${SIGNATURE.slice(3)}` }), BODY, 'signature'],
  ['no signature', headers({ 'webhook-signature': '' }), BODY, 'header-missing'],
  ['a time that is none', headers({ 'webhook-timestamp': '1614265330.5' }), BODY, 'timestamp'],
  ['what is no JSON', headers({ 'webhook-signature': signed('<xml/>') }), '<xml/>', 'body'],
])('%s is refused', (_what, given, body, reason) => {
  expect(refusal(given, body, SECRET, NOW)).toBe(reason);
});

test('five minutes either way and no second more', () => {
  const at = (seconds: number) => refusal(headers(), BODY, SECRET, { now: (AT + seconds) * 1000 });
  expect([-301, -300, 300, 301].map(at)).toEqual(['in-the-future', 'believed', 'believed', 'too-old']);
});

test('a secret that protects nothing is refused', () => {
  expect(refusal(headers(), BODY, 'whsec_', NOW)).toBe('secret');
  expect(refusal(headers(), BODY, [], NOW)).toBe('signature');
});
