/** 签章: a document under the electronic seal of a department. Every file of it is signed, the list of signatures too. */
import { zulu } from '../../seal/der.ts';
import { type OfdDocument, SIGNATURES } from '../document.ts';
import { packed } from '../package.ts';
import { electronicSignature } from './electronic-seal.ts';
import { SEAL_SIZE } from './picture.ts';
import { SIGNATURE, SIGNED_VALUE, signatureFile, signatureList } from './signature-xml.ts';

/** What a department seals with. */
export interface Sealer {
  /** The department, as its certificate names it. */
  readonly by: string;
  /** Of the seal. */
  readonly name: string;
  /** SES_Seal and the sealing certificate, DER. */
  readonly seal: Uint8Array;
  readonly certificate: Uint8Array;
  /** SM2 with SM3 under the default user id; DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Over the name of the issuing authority at the foot of the last page, millimetres. */
const PLACE = { x: 145, y: 219, size: SEAL_SIZE } as const;

/** Bytes of the sealed OFD. `at`: epoch ms. */
export const sealOfd = async ({ files, pageIds }: OfdDocument, sealer: Sealer, at: number): Promise<Uint8Array> => {
  const { seal, certificate } = sealer;
  const covered = new Map([...files, [SIGNATURES, signatureList()] as const]);
  const signed = signatureFile(covered, { ...PLACE, page: pageIds.at(-1) ?? 0 }, zulu(at));
  const value = await electronicSignature({ seal, certificate, at, signed, path: `/${SIGNATURE}` }, sealer.sign);
  return packed(new Map([...covered, [SIGNATURE, signed], [SIGNED_VALUE, value]]));
};
