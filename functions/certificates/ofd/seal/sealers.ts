/** What each department seals OFD pages with: its key, derived from the secret, and its electronic seal, made at the first need and kept. */
import type { Fonts } from '../../fonts.ts';
import type { Sealing } from '../../seal/batch.ts';
import { signSm2, sm2Signer } from '../../seal/sm2-signer.ts';
import { type Body, MAKER_USE, makeElectronicSeal, periodOf, sealerUse, sealName } from './make-seal.ts';
import type { Sealer } from './seal-ofd.ts';
import type { ElectronicSeal, ElectronicSealsStore } from './seals.store.ts';

export interface SealersDeps {
  readonly fonts: Fonts;
  /** The library's SM2 key, which certifies the others. `now`: epoch ms. */
  readonly authority: (now: number) => Promise<Sealing>;
  /** Private keys by their use. */
  readonly keys: () => Promise<(use: string) => string>;
  readonly seals: ElectronicSealsStore;
  /** Keeps a copy beside the files of the certificates, from which the table can be made again. */
  readonly keepSeal: (seal: ElectronicSeal) => Promise<void>;
}

/** An issuing authority as masters name it. */
export interface SealingBody extends Body {
  /** Of the department in the registry. */
  readonly department: string;
}

/** Answers the sealer of a department. `now`: epoch ms, says which seal is the present one. */
export type Sealers = (body: SealingBody, now: number) => Promise<Sealer>;

const open = async (deps: SealersDeps, body: SealingBody, now: number): Promise<Sealer> => {
  const period = periodOf(now);
  const keys = await deps.keys();
  const own = keys(sealerUse(body, period));
  const signer = await sm2Signer(own);
  const { signer: authority } = await deps.authority(now);
  const stored = async () => deps.seals.get(signer.keyId, authority.keyId);
  const make = async (): Promise<ElectronicSeal> => {
    const { fonts } = deps;
    const made = await makeElectronicSeal({ fonts, authority, maker: keys(MAKER_USE), sealer: own, body, period });
    const seal: ElectronicSeal = {
      v: 1,
      department: body.department,
      sealer: signer.keyId,
      authority: authority.keyId,
      seal: made.seal.toString('base64'),
      certificate: made.certificate.toString('base64'),
      madeAt: now,
    };
    await deps.keepSeal(seal);
    if (await deps.seals.add(seal)) return seal;
    const first = await stored();
    if (!first) throw new Error('the seal is there and is not');
    return first;
  };
  const { seal, certificate } = (await stored()) ?? (await make());
  return {
    by: body.name,
    name: sealName(body),
    seal: Buffer.from(seal, 'base64'),
    certificate: Buffer.from(certificate, 'base64'),
    sign: (message) => signSm2(signer, message),
  };
};

/** Each read once by an instance; a failed read is not kept. Throws hub-not-ready when the library's SM2 key is good no more. */
export const sealers = (deps: SealersDeps): Sealers => {
  const held = new Map<string, Promise<Sealer>>();
  return async (body, now) => {
    const use = sealerUse(body, periodOf(now));
    const known = held.get(use);
    if (known) {
      await deps.authority(now);
      return known;
    }
    const opening = open(deps, body, now).catch((error: unknown) => {
      held.delete(use);
      throw error;
    });
    held.set(use, opening);
    return opening;
  };
};
