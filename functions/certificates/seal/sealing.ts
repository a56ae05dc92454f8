/** What a function seals with: the library's key of today and its self-signed certificate, which is made once, at the key's first use. */
import type { SealKey } from '#schemas/seal.ts';
import type { Sealing } from './batch.ts';
import type { SealKeysStore } from './keys.store.ts';
import type { Signer } from './signer.ts';
import { rootCertificate } from './x509.ts';

export interface SealingDeps {
  readonly signer: () => Promise<Signer>;
  readonly sealKeys: SealKeysStore;
  /** Makes the self-signed certificate of a key, DER. */
  readonly certify?: (signer: Signer) => Promise<Uint8Array>;
  /** Keeps a copy beside the files of the certificates, from which the table can be made again. */
  readonly keepKey: (key: SealKey) => Promise<void>;
}

/** The key's entry, made when it is not there. Of several that make it at once one stays; each root says the same, so any would do. */
const entryOf = async (deps: SealingDeps, signer: Signer, now: number): Promise<SealKey> => {
  const { sealKeys, keepKey, certify = rootCertificate } = deps;
  const { keyId, algorithm, publicKey } = signer;
  const there = await sealKeys.get(keyId);
  if (there) return there;
  const root = Buffer.from(await certify(signer)).toString('base64');
  const { crv = '', x = '', y = '' } = publicKey;
  const made: SealKey = {
    v: 1,
    revision: 1,
    keyId,
    algorithm,
    publicKey: { kty: 'EC', crv, x, y },
    root,
    validFrom: now,
  };
  await keepKey(made);
  if (await sealKeys.add(made)) return made;
  const first = await sealKeys.get(keyId);
  if (!first) throw new Error('the entry of the key is there and is not');
  return first;
};

/** Read once by each instance; a failed read is not kept. `now`: epoch ms, dates a key's first use. */
export const sealing = (deps: SealingDeps): ((now: number) => Promise<Sealing>) => {
  let held: Promise<Sealing> | undefined;
  const open = async (now: number): Promise<Sealing> => {
    const signer = await deps.signer();
    const { root } = await entryOf(deps, signer, now);
    if (!root) throw new Error('the key of the seal has no certificate');
    return { signer, root: Buffer.from(root, 'base64') };
  };
  return (now) => {
    held ??= open(now).catch((error: unknown) => {
      held = undefined;
      throw error;
    });
    return held;
  };
};
