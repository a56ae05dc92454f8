/** 电子印章 and 电子签章 of GB/T 38540-2020, version 4: the seal as its maker signed it, and its use on one document. */
import { createHash } from 'node:crypto';
import { bits, integer, octets, oid, printable, sequence, text, zulu } from '../../seal/der.ts';
import { SM2_WITH_SM3 } from './sm2-certificate.ts';

const VERSION = 4;
/** Who made the software that makes the seals. */
const VENDOR = 'OneTrip';
/** 单位印章, of a body and not of a person. */
const OF_A_BODY = 1;
/** The certificates that may use the seal stand in it as digests. */
const DIGESTS = 2;

const primitive = (tag: number, content: Buffer): Buffer => Buffer.concat([Buffer.of(tag, content.length), content]);
/** At most 127 characters. */
const ia5 = (said: string): Buffer => primitive(0x16, Buffer.from(said, 'latin1'));
/** GeneralizedTime, whole seconds. */
const moment = (at: number): Buffer => primitive(0x18, Buffer.from(zulu(at), 'latin1'));

export const sm3 = (bytes: Uint8Array): Buffer => createHash('sm3').update(bytes).digest();

export interface SealInfo {
  /** Unique to the seal; ASCII. */
  readonly id: string;
  readonly name: string;
  /** Certificates (DER) that may use it. */
  readonly users: readonly Uint8Array[];
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  /** An OFD of one page. */
  readonly picture: Uint8Array;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

/** eSealInfo, DER: what the maker of the seal signs. */
export const sealInfo = ({ id, name, users, from, until, picture, width, height }: SealInfo): Buffer =>
  sequence(
    sequence(ia5('ES'), integer(VERSION), ia5(VENDOR)),
    ia5(id),
    sequence(
      integer(OF_A_BODY),
      text(name),
      integer(DIGESTS),
      sequence(...users.map((certificate) => sequence(printable('SM3'), octets(sm3(certificate))))),
      moment(from),
      moment(from),
      moment(until),
    ),
    sequence(ia5('ofd'), octets(picture), integer(width), integer(height)),
  );

type Sign = (message: Uint8Array) => Promise<Uint8Array>;

/** SES_Seal, DER. `maker`: its certificate. */
export const electronicSeal = async (info: Uint8Array, maker: Uint8Array, sign: Sign): Promise<Buffer> =>
  sequence(info, octets(maker), oid(SM2_WITH_SM3), bits(await sign(info)));

export interface Stamped {
  /** SES_Seal, DER. */
  readonly seal: Uint8Array;
  /** Certificate of who stamps, DER. */
  readonly certificate: Uint8Array;
  /** Epoch ms. */
  readonly at: number;
  /** Signature.xml: its bytes, and where it stands in the document. */
  readonly signed: Uint8Array;
  readonly path: string;
}

/** SES_Signature, DER: SignedValue.dat of the document. */
export const electronicSignature = async (
  { seal, certificate, at, signed, path }: Stamped,
  sign: Sign,
): Promise<Buffer> => {
  const body = sequence(integer(VERSION), seal, moment(at), bits(sm3(signed)), ia5(path));
  return sequence(body, octets(certificate), oid(SM2_WITH_SM3), bits(await sign(body)));
};
