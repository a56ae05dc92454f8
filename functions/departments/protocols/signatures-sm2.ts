/** SM2 signatures (GB/T 32918.2) over SM3 with a user id, on the audited curve arithmetic of @noble/curves. Proven against OpenSSL in both directions. */
import { createHash, randomBytes } from 'node:crypto';
import { weierstrassN } from '@noble/curves/abstract/weierstrass';

/** GB/T 32918.5, 4. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Point = weierstrassN(CURVE);
const { BASE, Fn } = Point;
const INTEGER = 32;

const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(2 * INTEGER, '0'), 'hex');
const sm3 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** 1 to n - 2: with n - 1 nothing can be signed. */
export const isPrivateKey = (hex: string): boolean => {
  if (!/^[0-9a-fA-F]{64}$/.test(hex)) return false;
  const key = BigInt(`0x${hex}`);
  return key > 0n && key < CURVE.n - 1n;
};

/** A point of the curve, uncompressed. */
export const isPublicKey = (hex: string): boolean => {
  try {
    Point.fromHex(hex).assertValidity();
    return /^04[0-9a-fA-F]{128}$/.test(hex);
  } catch {
    return false;
  }
};

/** What is signed: the message behind a digest of who signs it. GB/T 32918.2, 5.5 and 6.1. `publicKey`: x and y. */
const digestOf = (message: Uint8Array, publicKey: Buffer, userId: string): bigint => {
  const id = Buffer.from(userId);
  const bits = Buffer.of((id.length * 8) >> 8, (id.length * 8) & 0xff);
  const z = sm3(bits, id, ...[CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy].map(bytesOf), publicKey);
  return Fn.create(numberOf(sm3(z, message)));
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

const inRange = (number: bigint): boolean => number > 0n && number < CURVE.n;

/** 1 to n - 1. Of 384 bits, so that none is likelier than another. */
const random = (): bigint => (numberOf(randomBytes(48)) % (CURVE.n - 1n)) + 1n;

export type Sm2Form = 'der' | 'raw';

/** `privateKey`: checked by isPrivateKey. */
export const sm2Sign = (message: Uint8Array, privateKey: string, userId: string, form: Sm2Form): Buffer => {
  const d = BigInt(`0x${privateKey}`);
  const e = digestOf(message, Buffer.from(BASE.multiply(d).toBytes(false)).subarray(1), userId);
  for (;;) {
    const k = random();
    const r = Fn.add(e, Fn.create(BASE.multiply(k).x));
    const s = Fn.mul(Fn.inv(Fn.create(d + 1n)), Fn.sub(k, Fn.mul(r, d)));
    if (r === 0n || s === 0n || r + k === CURVE.n) continue;
    const raw = Buffer.concat([bytesOf(r), bytesOf(s)]);
    return form === 'der' ? toDer(raw) : raw;
  }
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
  const t = Fn.create(r + s);
  if (!inRange(r) || !inRange(s) || t === 0n) return false;
  const point = BASE.multiplyUnsafe(s).add(Point.fromHex(publicKey).multiplyUnsafe(t));
  if (point.is0()) return false;
  const e = digestOf(message, Buffer.from(publicKey.slice(2), 'hex'), userId);
  return Fn.add(e, Fn.create(point.x)) === r;
};
