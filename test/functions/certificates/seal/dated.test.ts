import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { datedJwk } from '#functions/certificates/seal/dated.ts';
import { keepKey } from '#functions/certificates/seal/keys.client.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { jwks } from '#functions/certificates/verify.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import type { SealKey } from '#schemas/seal.ts';
import { issueBy, verifyBy } from '../calls.ts';
import { type Deps, depsOn, freshWorld, NOW, signer, type World } from '../world.ts';

const key = { v: 1, revision: 1, keyId: 'k', algorithm: 'ES256', validFrom: 100 } as const;
const publicKey = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } as const;

test('its dates stand beside it, in seconds', () => {
  const dated: SealKey = { ...key, publicKey, root: 'AAAA', validFrom: 1_000, retiredAt: 5_000, compromisedAt: 4_000 };
  expect(datedJwk(dated)).toMatchObject({
    ...{ kid: 'k', alg: 'ES256', iat: 1, exp: 5, x5c: ['AAAA'] },
    revoked: { revoked_at: 4, reason: 'compromised' },
  });
});

describe('another key takes over', () => {
  let world: World;
  let old: Deps;
  let next: Deps;
  beforeAll(async () => {
    world = await freshWorld();
    old = depsOn(world);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { d: _d, ...open } = privateKey.export({ format: 'jwk' }) as JWK;
    const sign = async (digest: Uint8Array) => toDer(signDigest(privateKey, digest));
    const second: Signer = { algorithm: 'ES256', keyId: 'seal-2', publicKey: open, sign };
    const keep = keepKey(world.bucket.client, world.bucket.name);
    const by = async () => second;
    next = { ...old, signer: by, sealing: sealing({ signer: by, sealKeys: old.sealKeys, keepKey: keep }) };
  });

  test('and what the one before sealed is verified as before, without being issued anew', async () => {
    const first = await issueBy(old, { key: 'one', number: '第1号' });
    const later = await issueBy(next, { key: 'two', number: '第2号', now: NOW + 1000 });
    for (const { identifier } of [first, later])
      expect(await verifyBy(next, { identifier })).toMatchObject({ genuine: true, valid: true });
    const { keys } = (await jwks(next)({} as never)).body as { keys: (JWK & { iat?: number })[] };
    expect(keys.map(({ kid }) => kid)).toEqual([signer.keyId, 'seal-2']);
    expect(keys.map(({ iat }) => iat)).toEqual([NOW / 1000, NOW / 1000 + 1]);
  });
});
