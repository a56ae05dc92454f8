/** A code that is checked in the page: which keys it is checked with, and what is said of it. */
import { afterEach, expect, test, vi } from 'vitest';
import { checkOffline, libraryKeys } from '#console/checking/offline.ts';
import { datedJwk } from '#functions/certificates/seal/dated.ts';
import { offlineCode } from '#functions/certificates/seal/offline-code.ts';
import type { SealKey } from '#schemas/seal.ts';
import { batch, pageInput } from '#test/functions/certificates/page-input.ts';
import { NOW, signer } from '#test/functions/certificates/world.ts';

const { identifier } = pageInput();
const statement = { v: 1, identifier, typeName: '不动产权证书', fields: { '/number': '浙(2017)第1号' } } as const;
const listed = (change: Partial<SealKey> = {}) => {
  const { keyId, publicKey } = signer;
  const key = { v: 1, revision: 1, keyId, algorithm: 'ES256', publicKey, validFrom: NOW - 1000, ...change } as SealKey;
  const keys = [{ kty: 'EC', crv: 'SM2', kid: 'other', x: 'x', y: 'y' }, datedJwk(key)];
  vi.stubGlobal('fetch', async () => Response.json({ keys }));
};
afterEach(() => vi.unstubAllGlobals());

test('says what the code says, and whether the key was good when it signed', async () => {
  listed();
  const code = offlineCode(batch, statement);
  const good = { statement, by: batch.by, keyId: signer.keyId, from: NOW, key: 'good' };
  expect(await checkOffline(code, await libraryKeys())).toEqual({ says: 'opened', opened: good });
  listed({ compromisedAt: NOW - 500 });
  expect(await checkOffline(code, await libraryKeys())).toMatchObject({ opened: { key: 'compromised' } });
  listed({ retiredAt: NOW - 500 });
  expect(await checkOffline(code, await libraryKeys())).toMatchObject({ opened: { key: 'retired' } });
});

test('without a network by the keys that were fetched before; a changed code is refused, and without keys nothing is said', async () => {
  listed();
  await libraryKeys();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const code = offlineCode(batch, statement);
  const keys = await libraryKeys();
  expect(await checkOffline(code, keys)).toMatchObject({ says: 'opened' });
  const changed = code.slice(0, 60) + (code[60] === 'A' ? 'B' : 'A') + code.slice(61);
  expect(await checkOffline(changed, keys)).toEqual({ says: 'wrong' });
  expect(await checkOffline(code, [])).toEqual({ says: 'no-keys' });
});
