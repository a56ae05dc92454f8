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
