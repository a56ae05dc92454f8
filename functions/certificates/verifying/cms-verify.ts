/**
 * Verifies a detached CMS signature (RFC 5652) and reads who made it. By WebCrypto alone, in a function as in a browser. Whose key it is
 * and whether that counts is another question (trusted.ts).
 */
import { type Der, derAt, hexOf, part, partsOf, sameBytes } from './asn1.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const OID = {
  signedData: '06092a864886f70d010702',
  messageDigest: '06092a864886f70d010904',
  signingCertificateV2: '060b2a864886f70d010910022f',
  ecPublicKey: '06072a8648ce3d0201',
  p256: '06082a8648ce3d030107',
  rsa: '06092a864886f70d010101',
} as const;

const sha256 = async (bytes: Bytes): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** r ‖ s, 32 bytes each, of an ECDSA-Sig-Value. */
const rawSignature = (der: Bytes): Bytes => {
  const raw = new Uint8Array(64);
  for (const [i, { content }] of partsOf(derAt(der)).entries()) {
    const digits = content[0] === 0 ? content.subarray(1) : content;
    if (i > 1 || digits.length > 32) throw new Error('not a signature of P-256');
    raw.set(digits, 32 * (i + 1) - digits.length);
  }
  return raw;
};

const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** False also for keys of kinds that are not read here: P-256 and RSA are. `spki`: SubjectPublicKeyInfo. */
const signedBy = async (spki: Der, signature: Bytes, message: Bytes): Promise<boolean> => {
  const kind = hexOf(part(spki, 0).content);
  if (kind === OID.ecPublicKey + OID.p256) {
    const key = await crypto.subtle.importKey('spki', spki.whole, EC, false, ['verify']);
    return crypto.subtle.verify(ECDSA, key, rawSignature(signature), message);
  }
  if (!kind.startsWith(OID.rsa)) return false;
  const key = await crypto.subtle.importKey('spki', spki.whole, RSA, false, ['verify']);
  return crypto.subtle.verify(RSA, key, signature, message);
};

/** Of an X.509 certificate: what is signed, by whom, serial number, key. Source: RFC 5280, 4.1. */
const certificateOf = (whole: Der) => {
  const tbs = part(whole, 0);
  // Version 1 has no version.
  const fields = partsOf(tbs).filter(({ tag }) => tag !== 0xa0);
  const [serial, , issuer, , , spki] = fields;
  if (!serial || !issuer || !spki) throw new Error('not a certificate');
  return { whole, tbs, serial, issuer, spki, signature: part(whole, 2).content.subarray(1) };
};

/** Was this certificate (DER) signed by that public key? */
export const certificateSignedBy = async (certificate: Bytes, key: JsonWebKey): Promise<boolean> => {
  try {
    const { tbs, signature } = certificateOf(derAt(certificate));
    const by = await crypto.subtle.importKey('jwk', key, EC, false, ['verify']);
    return await crypto.subtle.verify(ECDSA, by, rawSignature(signature), tbs.whole);
  } catch {
    return false;
  }
};

export interface CmsSignature {
  /** The signature is right and stands over this content. */
  readonly right: boolean;
  /** DER of the certificate whose key made it. */
  readonly certificate: Bytes;
}

const attributeOf = (attributes: readonly Der[], id: string): Der | undefined => {
  const found = attributes.find((one) => hexOf(part(one, 0).whole) === id);
  return found && part(part(found, 1), 0);
};

/** Each part that must hold, in turn. */
const holds = async (attributes: Der, signer: ReturnType<typeof certificateOf>, signature: Bytes, content: Bytes) => {
  const list = partsOf(attributes);
  const digest = attributeOf(list, OID.messageDigest);
  if (!digest || !sameBytes(digest.content, await sha256(content))) return false;
  const named = attributeOf(list, OID.signingCertificateV2);
  const hash = named && partsOf(part(part(named, 0), 0)).find(({ tag }) => tag === 4);
  if (hash && !sameBytes(hash.content, await sha256(signer.whole.whole))) return false;
  // What is signed is the SET, not the [0] that stands for it (5.4).
  const signed = attributes.whole.slice();
  signed[0] = 0x31;
  return signedBy(signer.spki, signature, signed);
};

/** `padded`: the CMS and nothing but zeros behind it. Undefined when it is none, or not of one signer with signed attributes. */
export const openCms = async (padded: Bytes, content: Bytes): Promise<CmsSignature | undefined> => {
  try {
    const info = derAt(padded);
    const rest = padded.subarray(info.whole.length);
    if (rest.some((byte) => byte !== 0) || hexOf(part(info, 0).whole) !== OID.signedData) return undefined;
    const parts = partsOf(part(part(info, 1), 0));
    const certificates = parts.find(({ tag }) => tag === 0xa0);
    const [signer, ...more] = partsOf(parts.at(-1) ?? info);
    if (!certificates || !signer || more.length > 0) return undefined;
    const [, sid, , attributes, , signature] = partsOf(signer);
    if (attributes?.tag !== 0xa0 || !sid || !signature) return undefined;
    const own = partsOf(certificates)
      .map(certificateOf)
      .find(({ issuer, serial }) => sameBytes(sid.content, Uint8Array.from([...issuer.whole, ...serial.whole])));
    if (!own) return undefined;
    return { right: await holds(attributes, own, signature.content, content), certificate: own.whole.whole };
  } catch {
    return undefined;
  }
};
