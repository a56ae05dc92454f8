/**
 * ECDSA over P-256 for a digest that is already made: node:crypto always hashes what it signs, KMS with MessageType DIGEST
 * does not. For one machine only: it is neither fast nor constant in time.
 */
import { createECDH, type KeyObject, randomBytes } from 'node:crypto';

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
type Point = readonly [bigint, bigint];

const mod = (value: bigint, by: bigint): bigint => ((value % by) + by) % by;
const inverse = (value: bigint, by: bigint): bigint => {
  let [a, b, x, y] = [mod(value, by), by, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
  return mod(x, by);
};
const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const bytes32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const coordinate = (text: string | undefined): bigint => number(Buffer.from(text ?? '', 'base64url'));

const add = (a: Point | undefined, b: Point | undefined): Point | undefined => {
  if (!a || !b) return a ?? b;
  const [x1, y1] = a;
  const [x2, y2] = b;
  if (x1 === x2 && mod(y1 + y2, P) === 0n) return undefined;
  const slope = x1 === x2 ? (3n * x1 * x1 - 3n) * inverse(2n * y1, P) : (y2 - y1) * inverse(mod(x2 - x1, P), P);
  const x = mod(slope * slope - x1 - x2, P);
  return [x, mod(slope * (x1 - x) - y1, P)];
};

const times = (point: Point, scalar: bigint): Point | undefined => {
  let [sum, doubled]: [Point | undefined, Point | undefined] = [undefined, point];
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, doubled);
    doubled = add(doubled, doubled);
  }
  return sum;
};

/** scalar · G, by OpenSSL. */
const timesG = (scalar: bigint): Point => {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(bytes32(scalar));
  const point = curve.getPublicKey();
  return [number(point.subarray(1, 33)), number(point.subarray(33))];
};

/** Signs a 32-byte digest; r and s, 32 bytes each (IEEE P1363). */
export const signDigest = (key: KeyObject, digest: Uint8Array): Buffer => {
  const secret = coordinate(key.export({ format: 'jwk' }).d);
  const k = mod(number(randomBytes(40)), N - 1n) + 1n;
  const r = mod(timesG(k)[0], N);
  const s = mod(inverse(k, N) * (number(digest) + r * secret), N);
  return r === 0n || s === 0n ? signDigest(key, digest) : Buffer.concat([bytes32(r), bytes32(s)]);
};

/** Whether `signature` (IEEE P1363) belongs to the digest and the public key. */
export const verifyDigest = (key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean => {
  const [r, s] = [number(signature.subarray(0, 32)), number(signature.subarray(32))];
  if (signature.length !== 64 || r < 1n || r >= N || s < 1n || s >= N) return false;
  const { x, y } = key.export({ format: 'jwk' });
  const w = inverse(s, N);
  const u = mod(number(digest) * w, N);
  const sum = add(u === 0n ? undefined : timesG(u), times([coordinate(x), coordinate(y)], mod(r * w, N)));
  return sum !== undefined && mod(sum[0], N) === r;
};
