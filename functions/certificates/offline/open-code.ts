/**
 * Opens the code that is checked without a network (seal/offline-code.ts makes it) with the library's public keys and nothing else: by
 * WebCrypto alone, in a function as in a browser, where the officers' desk and the public page run these same lines.
 */
import { type Der, derAt, hexOf, part, partsOf } from '../verifying/asn1.ts';
import { certificateSignedBy } from '../verifying/cms-verify.ts';
import { fromBase45 } from './base45.ts';
import { dictionaryOf, type LibraryKey } from './dictionary.ts';
import { inflated } from './inflate.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export const PREFIX = 'OT1:';
const SIGNATURE = 64;
/** A code of a page is far smaller; what inflates beyond it is none. */
const MOST = 8192;
const PRIVATE_KEY_USAGE_PERIOD = '0603551d10';
const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const;

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What the batch's key signs, so that it signs nothing else by it. */
export const signedText = (statement: Uint8Array): Bytes =>
  Uint8Array.from([...new TextEncoder().encode('onetrip-offline/1\n'), ...statement]);

export interface OpenedText {
  /** The statement, JSON (schemas/seal.ts). */
  readonly text: string;
  /** The issuing department, as the batch's certificate names it. */
  readonly by: string;
  /** The key of the library, and when the batch was sealed (epoch ms). */
  readonly keyId: string;
  readonly from: number;
  readonly until: number;
}

/** 20261120020000Z as epoch ms. */
const instant = ({ content }: Der): number =>
  Date.parse(utf8(content).replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** CN of a Name, which stands last in ours. */
const commonName = (name: Der): string => utf8(part(part(part(name, partsOf(name).length - 1), 0), 1).content);

/** Issuer, subject, key and time of a batch's certificate. Throws when it is none. */
const batchOf = (certificate: Der) => {
  const [, , issuer, , subject, spki, extensions] = partsOf(part(certificate, 0)).filter(({ tag }) => tag !== 0xa0);
  const period =
    extensions && partsOf(part(extensions, 0)).find((one) => hexOf(part(one, 0).whole) === PRIVATE_KEY_USAGE_PERIOD);
  if (!issuer || !subject || !spki || !period) throw new Error('not the certificate of a batch');
  const [from = 0, until = 0] = partsOf(derAt(part(period, 1).content)).map(instant);
  return { issuer: commonName(issuer), spki, says: { by: commonName(subject), from, until } };
};

const opened = async (bytes: Bytes, key: LibraryKey): Promise<OpenedText | undefined> => {
  const certificate = derAt(bytes);
  const { length } = certificate.whole;
  const [signature, said] = [bytes.subarray(length, length + SIGNATURE), bytes.subarray(length + SIGNATURE)];
  const { x = '', y = '' } = key.publicKey;
  if (!(await certificateSignedBy(certificate.whole, { kty: 'EC', crv: 'P-256', x, y }))) return undefined;
  const { issuer, spki, says } = batchOf(certificate);
  if (issuer !== key.keyId) return undefined;
  const own = await crypto.subtle.importKey('spki', spki.whole, EC, false, ['verify']);
  const right = await crypto.subtle.verify(ECDSA, own, signature, signedText(said));
  return right ? { text: utf8(said), keyId: key.keyId, ...says } : undefined;
};

/** What the code says, when one of these keys stands behind it; undefined otherwise. */
export const openCode = async (code: string, keys: readonly LibraryKey[]): Promise<OpenedText | undefined> => {
  if (!code.startsWith(PREFIX)) return undefined;
  for (const key of keys) {
    try {
      const bytes = await inflated(fromBase45(code.slice(PREFIX.length)), await dictionaryOf(key), MOST);
      const found = bytes && (await opened(bytes, key));
      if (found) return found;
    } catch {}
  }
  return undefined;
};
