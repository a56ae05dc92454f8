/** What a function seals with: the library's key of today and its self-signed certificate, which is made once, at the key's first use. */
import { problem } from '#functions/kernel/problem.ts';
import type { SealKey } from '#schemas/seal.ts';
import { keyTime } from '../verifying/trusted.ts';
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

/** How old the entry may be: with a key that was retired or stolen nobody seals longer than this. As of the snapshot. */
const OLDEST = 30_000;

interface Opened extends Sealing {
  readonly key: SealKey;
}

/**
 * Read anew when older than 30 s; a failed read is not kept. Throws hub-not-ready for a key that is retired or compromised: what it sealed
 * now would count for nothing. `now`: epoch ms, dates a key's first use.
 */
export const sealing = (deps: SealingDeps): ((now: number) => Promise<Sealing>) => {
  let held: { readonly at: number; readonly opening: Promise<Opened> } | undefined;
  const open = async (now: number): Promise<Opened> => {
    const signer = await deps.signer();
    const key = await entryOf(deps, signer, now);
    if (!key.root) throw new Error('the key of the seal has no certificate');
    return { signer, root: Buffer.from(key.root, 'base64'), key };
  };
  return async (now) => {
    if (!held || Math.abs(now - held.at) > OLDEST) {
      const fresh = { at: now, opening: open(now) };
      held = fresh;
      fresh.opening.catch(() => {
        if (held === fresh) held = undefined;
      });
    }
    const { signer, root, key } = await held.opening;
    const time = keyTime(key, now);
    // Another instance's clock may have dated the first use a little later than ours.
    if (time === 'retired' || time === 'compromised')
      throw problem('hub-not-ready', { cause: `seal-key-${time}`, retryAfter: 60 });
    return { signer, root };
  };
};
