/** 签章: a document under the electronic seal of a department. Every file of it is signed, the list of signatures too. */
import { zulu } from '../../seal/der.ts';
import { type OfdDocument, SIGNATURES } from '../document.ts';
import { packed } from '../package.ts';
import { electronicSignature } from './electronic-seal.ts';
import { type Placed, SIGNATURE, SIGNED_VALUE, signatureFile, signatureList } from './signature-xml.ts';

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

export interface Sealed {
  /** Epoch ms. */
  readonly at: number;
  /** On the last page. */
  readonly place: Omit<Placed, 'page'>;
}

/** Bytes of the sealed OFD. */
export const sealOfd = async (
  { files, pageIds }: OfdDocument,
  sealer: Sealer,
  { at, place }: Sealed,
): Promise<Uint8Array> => {
  const { seal, certificate } = sealer;
  const covered = new Map([...files, [SIGNATURES, signatureList()] as const]);
  const signed = signatureFile(covered, { ...place, page: pageIds.at(-1) ?? 0 }, zulu(at));
  const value = await electronicSignature({ seal, certificate, at, signed, path: `/${SIGNATURE}` }, sealer.sign);
  return packed(new Map([...covered, [SIGNATURE, signed], [SIGNED_VALUE, value]]));
};
