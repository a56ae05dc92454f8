import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, test } from 'vitest';
import {
  asymmetric,
  ed25519,
  publicKeyOf,
  signerOf,
  signersAt,
  symmetric,
  webhookHeaders,
} from '#functions/events/sign.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import type { StoredSubscription } from '#schemas/subscription.ts';
import { keys } from '../exchange/world.ts';

const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const SECONDS = 1614265330;
const BODY = '{"test": 2432232314}';

test('the reference vectors of Standard Webhooks: HMAC-SHA-256 and Ed25519', () => {
  expect(symmetric('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', ID, SECONDS, BODY)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
  const key = ed25519(Buffer.from('VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=', 'base64'));
  expect(asymmetric(key, ID, SECONDS, BODY)).toBe(
    'v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==',
  );
});

test('whatever is signed here the reference implementation verifies, and signs alike; a changed byte it refuses', () => {
  const now = Math.floor(Date.now() / 1000);
  fc.assert(
    fc.property(fc.uuid(), fc.json(), fc.nat(9), (id, body, generation) => {
      const signer = signerOf(keys, id, { generation: generation + 1, keyVersion: 1 });
      const headers = webhookHeaders([signer], id, now, body);
      const verifier = new Verifier(signer.secret);
      expect(verifier.verify(body, headers)).toEqual(JSON.parse(body));
      expect(headers['webhook-signature'].split(' ')[0]).toBe(verifier.sign(id, new Date(now * 1000), body));
      expect(() => verifier.verify(`${body} `, headers)).toThrow('No matching signature');
      expect(() => verifier.verify(body, { ...headers, 'webhook-id': `${id}x` })).toThrow('No matching signature');
    }),
    { numRuns: 100 },
  );
});

test('the public key that is shown verifies the second signature, and nothing else does', () => {
  const signer = signerOf(keys, 'subscription-1', { generation: 1, keyVersion: 1 });
  const [, v1a = ''] = webhookHeaders([signer], ID, SECONDS, BODY)['webhook-signature'].split(' ');
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(publicKeyOf(signer).slice('whpk_'.length), 'base64'),
  ]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const said = (text: string) => verify(null, Buffer.from(text), key, Buffer.from(v1a.slice(4), 'base64'));
  expect([said(`${ID}.${SECONDS}.${BODY}`), said(`${ID}.${SECONDS}.${BODY} `)]).toEqual([true, false]);
});

test('after a change of the hub’s secret a subscription signs as before; one that is made then signs by the new', () => {
  const master = (version: number) => ({ version, master: String(version).repeat(40) });
  const before = hubKeys(JSON.stringify(master(1)));
  const after = hubKeys(JSON.stringify({ ...master(2), earlier: [master(1)] }));
  const secret = (held: typeof keys, keyVersion: number) => signerOf(held, 'a', { generation: 1, keyVersion }).secret;
  expect(secret(after, 1)).toBe(secret(before, 1));
  expect(secret(after, 2)).not.toBe(secret(before, 1));
  expect(() => secret(after, 3)).toThrow('no longer holds');
});

test('after a rotation both secrets sign until the old one has run out', () => {
  const secrets = [
    { generation: 2, keyVersion: 1 },
    { generation: 1, keyVersion: 1, until: 1000 },
  ];
  const subscription = { id: 'subscription-1', secrets } as StoredSubscription;
  const [old, young] = [1, 2].map(
    (generation) => signerOf(keys, 'subscription-1', { generation, keyVersion: 1 }).secret,
  );
  const signing = (now: number) => signersAt(keys, subscription, now).map(({ secret }) => secret);
  expect(signing(999)).toEqual([young, old]);
  expect(signing(1000)).toEqual([young]);
  expect(old).not.toBe(young);
  expect(Buffer.from(String(old).slice('whsec_'.length), 'base64')).toHaveLength(32);
});
