/** SES_Signature, SES_Seal and certificates read out of their bytes. Throws on whatever is none. GB/T 38540-2020, version 4. */
import { bits, type Element, elements, octets, oid, sequence } from '../../seal/der.ts';
import { SM2_WITH_SM3 } from './sm2-certificate.ts';

type Found = Element | undefined;

const NONE = Buffer.alloc(0);
const whole = (element: Found): Buffer => element?.whole ?? NONE;
const content = (element: Found): Buffer => element?.content ?? NONE;
const parts = (element: Found): readonly Element[] => elements(content(element));
/** The parts of the one value that these bytes are. */
const only = (der: Uint8Array): readonly Element[] => {
  const [first, ...more] = elements(der);
  if (!first || more.length > 0) throw new Error('not one value');
  return parts(first);
};
/** Of a BIT STRING of whole bytes. */
const bitsOf = (element: Found): Buffer => content(element).subarray(1);
const textOf = (element: Found): string => content(element).toString('utf8');
const numberOf = (element: Found): number => content(element).readUIntBE(0, content(element).length);

const ZULU = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
/** UTCTime or GeneralizedTime as epoch ms. RFC 5280, 4.1.2.5: two digits of 50 and more are of the last century. */
const timeOf = (element: Found): number => {
  const said = textOf(element);
  const full = said.length === 13 ? `${said < '50' ? '20' : '19'}${said}` : said;
  const at = Date.parse(full.replace(ZULU, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(at)) throw new Error('not a time');
  return at;
};

const ours = (algorithm: Found): void => {
  if (!whole(algorithm).equals(oid(SM2_WITH_SM3))) throw new Error('not SM2 with SM3');
};

/** Tags, lengths and unused bits around what is signed are under no signature: only the one form of DER (X.690, 10 and 11) is taken. */
const canonical = (der: Uint8Array, ...of: readonly Uint8Array[]): void => {
  if (!sequence(...of).equals(der)) throw new Error('not the one form');
};

export interface Signed {
  /** What is signed, and the signature over it (DER). */
  readonly body: Buffer;
  readonly signature: Buffer;
}

export interface Certificate extends Signed {
  readonly der: Buffer;
  /** 04 ‖ x ‖ y, hex. */
  readonly point: string;
  /** Names, DER. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly commonName: string;
}

const COMMON_NAME = oid('2.5.4.3');

const commonNameOf = (name: Found): string => {
  const attributes = parts(name)
    .flatMap((set) => parts(set))
    .map((one) => parts(one));
  return textOf(attributes.find(([id]) => whole(id).equals(COMMON_NAME))?.[1]);
};

export const readCertificate = (der: Buffer): Certificate => {
  const [body, algorithm, signature] = only(der);
  ours(parts(algorithm)[0]);
  const [, , , issuer, validity, subject, key] = parts(body);
  const [from, until] = parts(validity);
  canonical(der, whole(body), sequence(oid(SM2_WITH_SM3)), bits(bitsOf(signature)));
  return {
    der,
    body: whole(body),
    signature: bitsOf(signature),
    point: bitsOf(parts(key)[1]).toString('hex'),
    issuer: whole(issuer),
    subject: whole(subject),
    from: timeOf(from),
    until: timeOf(until),
    commonName: commonNameOf(subject),
  };
};

export interface ReadSeal extends Signed {
  readonly id: string;
  readonly name: string;
  /** SM3 digests of the certificates that may use it. */
  readonly users: readonly Buffer[];
  readonly from: number;
  readonly until: number;
  readonly maker: Certificate;
}

const readSeal = (seal: Found): ReadSeal => {
  const [info, maker, algorithm, signature] = parts(seal);
  ours(algorithm);
  canonical(whole(seal), whole(info), octets(content(maker)), oid(SM2_WITH_SM3), bits(bitsOf(signature)));
  const [header, id, property] = parts(info);
  const [mark, version] = parts(header);
  const [, name, listType, list, , from, until] = parts(property);
  if (textOf(mark) !== 'ES' || numberOf(version) !== 4 || numberOf(listType) !== 2)
    throw new Error('not a seal of ours');
  return {
    body: whole(info),
    signature: bitsOf(signature),
    id: textOf(id),
    name: textOf(name),
    users: parts(list).map((one) => content(parts(one)[1])),
    from: timeOf(from),
    until: timeOf(until),
    maker: readCertificate(content(maker)),
  };
};

export interface ReadSignature extends Signed {
  readonly seal: ReadSeal;
  readonly by: Certificate;
  /** Epoch ms. */
  readonly at: number;
  /** SM3 of the file at `path`. */
  readonly digest: Buffer;
  readonly path: string;
}

/** SignedValue.dat. */
export const readSignature = (der: Uint8Array): ReadSignature => {
  const [body, certificate, algorithm, signature] = only(der);
  ours(algorithm);
  canonical(der, whole(body), octets(content(certificate)), oid(SM2_WITH_SM3), bits(bitsOf(signature)));
  const [version, seal, at, digest, path] = parts(body);
  if (numberOf(version) !== 4) throw new Error('not of version 4');
  return {
    body: whole(body),
    signature: bitsOf(signature),
    seal: readSeal(seal),
    by: readCertificate(content(certificate)),
    at: timeOf(at),
    digest: bitsOf(digest),
    path: textOf(path),
  };
};
