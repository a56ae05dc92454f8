import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derToRaw, openCompact } from '#functions/certificates/jws.ts';
import { seal } from '#functions/certificates/seal.client.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { type JsonService, ServiceError, startJsonService } from '#infra/local/engines/json-service.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import { credentials, region } from '#test/engines/tables.ts';
import { signCompact } from './sign-compact.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const calls: string[] = [];
let down = true;
let service: JsonService;
let kms: KMSClient;

beforeAll(async () => {
  service = await startJsonService({
    GetPublicKey: () => {
      calls.push('GetPublicKey');
      if (down) throw new ServiceError('KMSInternalException', 'down');
      const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
      return { PublicKey: spki.toString('base64') };
    },
    Sign: ({ Message, MessageType, SigningAlgorithm }) => {
      calls.push(`Sign ${MessageType} ${SigningAlgorithm}`);
      return {
        Signature: Buffer.from(toDer(signDigest(privateKey, Buffer.from(Message, 'base64')))).toString('base64'),
      };
    },
  });
  kms = new KMSClient({ endpoint: `http://127.0.0.1:${service.port}`, region, credentials, maxAttempts: 1 });
});
afterAll(() => service.stop());

test('the public key is read once, a failed read is not kept, a signature costs one call', async () => {
  const signer = seal(kms, 'key');
  await expect(signer()).rejects.toThrow();
  down = false;
  const jws = await signCompact(await signer(), '{"identifier":"名"}');
  await signCompact(await signer(), '{}');
  const sign = 'Sign DIGEST ECDSA_SHA_256';
  expect(calls).toEqual(['GetPublicKey', 'GetPublicKey', sign, sign]);
  expect(await openCompact(await signer(), jws)).toBe('{"identifier":"名"}');
});

describe('a signature is opened only when everything is right', () => {
  test('another key id, another type, no algorithm, another algorithm', async () => {
    const signer = await seal(kms, 'key')();
    const [header, payload, signature] = (await signCompact(signer, '{}')).split('.');
    const forged = (change: object) => {
      const original = JSON.parse(Buffer.from(header ?? '', 'base64url').toString());
      return `${Buffer.from(JSON.stringify({ ...original, ...change })).toString('base64url')}.${payload}.${signature}`;
    };
    expect(await openCompact(signer, `${header}.${payload}.${signature}`)).toBe('{}');
    expect(await openCompact({ ...signer, keyId: 'other' }, `${header}.${payload}.${signature}`)).toBeUndefined();
    for (const change of [
      { alg: 'none' },
      { alg: 'HS256' },
      { typ: 'JWT' },
      { kid: 'other' },
      { crit: ['b64'], b64: false },
    ])
      expect(await openCompact(signer, forged(change))).toBeUndefined();
    for (const junk of ['', '..', 'a.b.c', `${header}.${payload}.`])
      expect(await openCompact(signer, junk)).toBeUndefined();
  });

  test('DER becomes r and s of 32 bytes each, whatever their leading bytes; anything else is refused', () => {
    const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
    const short = fc
      .tuple(bytes, fc.nat(31), fc.nat(31))
      .map(([raw, r, s]) => raw.map((byte, i) => (i < r || (i >= 32 && i < 32 + s) ? 0 : byte)));
    fc.assert(fc.property(short, (raw) => Buffer.compare(derToRaw(toDer(Buffer.from(raw))), raw) === 0));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (junk) => {
        try {
          return derToRaw(junk).length === 64;
        } catch {
          return true;
        }
      }),
    );
    expect(() => derToRaw(Buffer.concat([toDer(Buffer.alloc(64, 1)), Buffer.of(0)]))).toThrow('not DER');
  });
});
