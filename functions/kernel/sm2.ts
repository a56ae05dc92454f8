/** SM2 signatures (GB/T 32918.2) over SM3 with a user id. The library computes; which forms and numbers are taken is decided here, for it is lenient. */
import { sm2 } from 'sm-crypto-v2';

/** The order of the curve's group. GB/T 32918.5, 4. */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const INTEGER = 32;

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** 1 to n - 2: with n - 1 nothing can be signed. */
export const isPrivateKey = (hex: string): boolean => {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) return false;
  const key = BigInt(`0x${hex}`);
  return key > 0n && key < ORDER - 1n;
};

/** A private key from 40 bytes or more of even chance, for instance derived ones. FIPS 186-5, A.2.1, with n - 2 in the place of n - 1. */
export const privateKeyFrom = (bytes: Uint8Array): string =>
  ((numberOf(bytes) % (ORDER - 2n)) + 1n).toString(16).padStart(2 * INTEGER, '0');

export const publicKeyOf = (privateKey: string): string => sm2.getPublicKeyFromPrivateKey(privateKey);

/** A point of the curve, uncompressed. */
export const isPublicKey = (hex: string): boolean => {
  try {
    return /^04[0-9a-fA-F]{128}$/.test(hex) && sm2.verifyPublicKey(hex);
  } catch {
    return false;
  }
};

const toDer = (raw: Buffer): Buffer => {
  const integers = [raw.subarray(0, INTEGER), raw.subarray(INTEGER)].map((bytes) => {
    let from = 0;
    while (from < INTEGER - 1 && bytes[from] === 0) from += 1;
    const digits = bytes.subarray(from);
    const value = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
    return Buffer.concat([Buffer.of(0x02, value.length), value]);
  });
  const both = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, both.length), both]);
};

/** Undefined unless it is the one DER form of its two numbers: two forms of one signature would be two signatures. */
const fromDer = (der: Buffer): Buffer | undefined => {
  const raw = Buffer.alloc(2 * INTEGER);
  for (let i = 0, at = 2; i < 2; i += 1) {
    const length = der[at + 1] ?? 0;
    const digits = der.subarray(at + 2, at + 2 + length);
    const value = digits[0] === 0 ? digits.subarray(1) : digits;
    if (value.length > INTEGER) return undefined;
    value.copy(raw, (i + 1) * INTEGER - value.length);
    at += 2 + length;
  }
  return toDer(raw).equals(der) ? raw : undefined;
};

const inRange = (number: bigint): boolean => number > 0n && number < ORDER;

export type Sm2Form = 'der' | 'raw';

/** The user id where no other is agreed on. GB/T 35276-2017, 10. */
export const DEFAULT_USER_ID = '1234567812345678';

/** e = SM3(Z ‖ message), what is signed: Z binds the user id and the public key. GB/T 32918.2-2016, 5.5 and 6.1. */
export const sm2Digest = (message: Uint8Array, publicKey: string, userId: string): Buffer =>
  Buffer.from(sm2.getHash(message, publicKey, userId), 'hex');

/** `digest`: e, 32 bytes; `privateKey`: checked by isPrivateKey. Answers DER. */
export const sm2SignDigest = (digest: Uint8Array, privateKey: string): Buffer =>
  toDer(Buffer.from(sm2.doSignature(digest, privateKey, { hash: false }), 'hex'));

/** `privateKey`: checked by isPrivateKey. */
export const sm2Sign = (message: Uint8Array, privateKey: string, userId: string, form: Sm2Form): Buffer => {
  const raw = Buffer.from(sm2.doSignature(message, privateKey, { hash: true, userId }), 'hex');
  return form === 'der' ? toDer(raw) : raw;
};

/** False for whatever is no signature; never throws. `publicKey`: checked by isPublicKey. */
export const sm2Verify = (
  message: Uint8Array,
  signature: Buffer,
  publicKey: string,
  userId: string,
  form: Sm2Form,
): boolean => {
  const raw = form === 'der' ? fromDer(signature) : signature;
  if (raw?.length !== 2 * INTEGER || !isPublicKey(publicKey)) return false;
  const [r, s] = [numberOf(raw.subarray(0, INTEGER)), numberOf(raw.subarray(INTEGER))];
  if (!inRange(r) || !inRange(s) || (r + s) % ORDER === 0n) return false;
  try {
    return sm2.doVerifySignature(message, raw.toString('hex'), publicKey, { hash: true, userId });
  } catch {
    return false;
  }
};
