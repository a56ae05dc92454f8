/** 制章: the electronic seal of a department, made once for some years. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Fonts } from '../../fonts.ts';
import type { Signer } from '../../seal/signer.ts';
import { signSm2, sm2Point, sm2Signer } from '../../seal/sm2-signer.ts';
import { electronicSeal, sealInfo } from './electronic-seal.ts';
import { SEAL_SIZE, sealPicture } from './picture.ts';
import { type Issuer, type Named, sm2Certificate } from './sm2-certificate.ts';

const LIBRARY = '电子证照库';

/** RFC 5280, 4.1.2.5: no well-defined end. */
const NO_END = Date.parse('9999-12-31T23:59:59Z');
/** Before any key of any deployment; when a key was in use stands in the dated list. */
const BEGIN = Date.parse('2020-01-01T00:00:00Z');

const authorityName = (keyId: string): Named => ({ organization: LIBRARY, commonName: keyId });
const issuerOf = (signer: Signer): Issuer => ({
  signer,
  name: authorityName(signer.keyId),
  point: sm2Point(signer.publicKey),
});

/** The self-signed certificate of the library's SM2 key, DER; what it says follows from the key alone. */
export const sm2Root = (signer: Signer): Promise<Buffer> => {
  const issuer = issuerOf(signer);
  return sm2Certificate(issuer, {
    subject: issuer.name,
    point: issuer.point,
    usage: 'certify',
    from: BEGIN,
    until: NO_END,
  });
};

/** A seal is made anew every five years and holds for ten. */
const [EVERY, LIFE] = [5, 10];

export interface Period {
  /** Its first year. */
  readonly year: number;
  /** Epoch ms: the first day in Beijing, and the day after the last. */
  readonly from: number;
  readonly until: number;
}

/** The seals of `now` (epoch ms) are those of this period. */
export const periodOf = (now: number): Period => {
  const today = Number(beijingDate(now).slice(0, 4));
  const year = today - (today % EVERY);
  const newYear = (of: number) => Date.parse(`${of}-01-01T00:00:00+08:00`);
  return { year, from: newYear(year), until: newYear(year + LIFE) };
};

export interface Body {
  readonly name: string;
  /** Unified credit code. */
  readonly code: string;
}

/** Name of what the key is for: another name of the department, or another period, is another key. */
export const sealerUse = ({ name, code }: Body, { year }: Period): string => ['sealer', code, name, year].join('\n');
export const MAKER_USE = 'maker';

export const sealName = ({ name }: Body): string => `${name}电子证照专用章`;

export interface MakingSeal {
  readonly fonts: Fonts;
  readonly authority: Signer;
  /** Private keys (hex) of the seal's maker and of the department. */
  readonly maker: string;
  readonly sealer: string;
  readonly body: Body;
  readonly period: Period;
}

/** SES_Seal and the certificate that may use it, DER. Three signatures: of the authority on both certificates, of the maker on the seal. */
export const makeElectronicSeal = async ({ fonts, authority, body, period, ...keys }: MakingSeal) => {
  const issuer = issuerOf(authority);
  const [maker, sealer] = await Promise.all([sm2Signer(keys.maker), sm2Signer(keys.sealer)]);
  const { from, until } = period;
  const certify = (subject: Named, signer: Signer) =>
    sm2Certificate(issuer, { subject, point: sm2Point(signer.publicKey), usage: 'sign', from, until });
  const [makerCertificate, certificate, picture] = await Promise.all([
    certify({ organization: LIBRARY, commonName: '电子印章制作' }, maker),
    certify({ organization: body.name, code: body.code, commonName: sealName(body) }, sealer),
    sealPicture(fonts, body.name),
  ]);
  const info = sealInfo({
    id: [body.code, period.year, sealer.keyId.slice(0, 8)].join('-'),
    name: sealName(body),
    users: [certificate],
    from,
    until,
    picture,
    width: SEAL_SIZE,
    height: SEAL_SIZE,
  });
  const seal = await electronicSeal(info, makerCertificate, (message) => signSm2(maker, message));
  return { seal, certificate };
};
