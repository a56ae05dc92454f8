import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { newCredentials, openGate } from '#infra/local/departments/rest/gate.ts';

const credentials = newCredentials('onetrip');
const body = Buffer.from('{"mc":"永康市䶮泰五金有限公司"}');
const knock = ({ nonce = crypto.randomUUID() as string, at = Date.now(), path = '/api/x', signed = body } = {}) => {
  const digest = createHash('sha256').update(signed).digest('hex');
  const signature = createHmac('sha256', Buffer.from(credentials.signKey, 'hex'))
    .update(['POST', '/api/x', at, nonce, digest].join('\n'))
    .digest('hex');
  const proof = { 'x-app-key': 'onetrip', 'x-timestamp': String(at), 'x-nonce': nonce, 'x-signature': signature };
  return { path, headers: { ...proof } as Record<string, string>, body };
};

test('a call is let in once', () => {
  const gate = openGate(credentials);
  const call = knock();
  expect(gate.knock(call)).toBeUndefined();
  expect(gate.knock(call)).toEqual([403, 40303]);
  expect(gate.knock(knock())).toBeUndefined();
});

test.each([
  [knock({ path: '/api/y' }), 40304],
  [knock({ signed: Buffer.from('{}') }), 40304],
  [knock({ at: Date.now() - 300_500 }), 40302],
  [knock({ at: Date.now() + 301_000 }), 40302],
  [knock({ nonce: 'short' }), 40303],
  [{ ...knock(), headers: {} }, 40301],
])('another path, another body, another time, no nonce, no key: %#', (call, code) => {
  expect(openGate(credentials).knock(call)).toEqual([403, code]);
});

test('a token is bought with the key and its secret, and runs out', () => {
  const gate = openGate(credentials);
  const pass = (authorization: string) => gate.pass({ ...knock(), headers: { authorization } });
  expect(gate.issue('onetrip', 'guess')).toBeUndefined();
  expect(gate.issue('another', credentials.appSecret)).toBeUndefined();
  const { token } = gate.issue('onetrip', credentials.appSecret) ?? { token: '' };
  expect(pass(`Bearer ${token}`)).toBeUndefined();
  expect(pass('Bearer guess')).toEqual([401, 40102]);
  expect(pass('')).toEqual([401, 40102]);
  gate.expire();
  expect(pass(`Bearer ${token}`)).toEqual([401, 40101]);
  expect(gate.issued()).toBe(1);
});
