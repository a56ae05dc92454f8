/** ES256 compact JWS (RFC 7515): signatures that, like KMS's, come as DER, and masters of version 1, each of which was signed alone. */
import { type CompactVerifyResult, compactVerify, importJWK } from 'jose';
import type { Signer } from './seal/signer.ts';

const CERTIFICATE_JWS_TYPE = 'onetrip-certificate+jws';
const COORDINATE = 32;

/** One INTEGER of a DER sequence as 32 bytes, and where it ends. P-256 integers are short: one length byte. */
const integer = (der: Uint8Array, at: number): readonly [Uint8Array, number] => {
  const length = der[at + 1] ?? 0;
  const digits = der.subarray(at + 2, at + 2 + length);
  const value = digits[0] === 0 ? digits.subarray(1) : digits;
  if (der[at] !== 2 || digits.length !== length || length === 0 || value.length > COORDINATE)
    throw new Error('signature is not DER of P-256');
  const fixed = new Uint8Array(COORDINATE);
  fixed.set(value, COORDINATE - value.length);
  return [fixed, at + 2 + length];
};

/** DER (ECDSA-Sig-Value) to the 64 bytes r‖s of JOSE. Throws on anything else. */
export const derToRaw = (der: Uint8Array): Uint8Array => {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw new Error('signature is not DER of P-256');
  const [r, next] = integer(der, 2);
  const [s, end] = integer(der, next);
  if (end !== der.length) throw new Error('signature is not DER of P-256');
  return Buffer.concat([r, s]);
};

/** The payload, when signature, algorithm, type and key are right; undefined otherwise. */
export const openCompact = async (signer: Pick<Signer, 'publicKey' | 'keyId'>, jws: string) => {
  const opened = await compactVerify(jws, await importJWK(signer.publicKey, 'ES256'), { algorithms: ['ES256'] }).catch(
    (): undefined => undefined,
  );
  return opened && ours(opened, signer.keyId) ? new TextDecoder().decode(opened.payload) : undefined;
};

const ours = ({ protectedHeader }: CompactVerifyResult, keyId: string): boolean =>
  protectedHeader.kid === keyId && protectedHeader.typ === CERTIFICATE_JWS_TYPE;
