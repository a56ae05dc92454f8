/** How departments want their messages signed, as data of their secrets: which algorithm, over the bytes of which charset, written how. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { isPrivateKey, isPublicKey, sm2Sign, sm2Verify } from '#functions/kernel/sm2.ts';
import { Charset, encode } from './charset.ts';

const common = {
  /** Of the bytes that are signed: often another than the body's. */
  charset: Charset.default('utf-8'),
  /** Between the parts, which are signed in the order in which the adapter gives them. */
  separator: z.string().max(4).default(''),
  /** How the signature is written: hexadecimal in small letters or capitals, or base64. */
  result: z.enum(['hex', 'HEX', 'base64']).default('hex'),
};
const hmac = {
  key: z.string().min(1),
  /** How the key's bytes are written. */
  keyEncoding: z.enum(['hex', 'base64', 'utf-8']).default('hex'),
  ...common,
};
/** A digest over the parts and a secret. Its own weakness is the department's: it is spoken because they speak it. */
const concat = { secret: z.string().min(1), secretAt: z.enum(['before', 'after', 'both']).default('after'), ...common };

const isKey = ({ key, keyEncoding }: { key: string; keyEncoding: 'hex' | 'base64' | 'utf-8' }): boolean =>
  keyEncoding === 'hex' ? /^([0-9a-fA-F]{2})+$/.test(key) : Buffer.from(key, keyEncoding).toString(keyEncoding) === key;

export const SignatureSettings = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hmac-sha256'), ...hmac }).refine(isKey, 'key-encoding'),
  z.strictObject({ kind: z.literal('hmac-sm3'), ...hmac }).refine(isKey, 'key-encoding'),
  z.strictObject({ kind: z.literal('md5-concat'), ...concat }),
  z.strictObject({ kind: z.literal('sm3-concat'), ...concat }),
  z.strictObject({
    kind: z.literal('sm2'),
    /** Ours, to sign: 32 bytes in hexadecimal. */
    privateKey: z.string().refine(isPrivateKey, 'sm2-private-key').optional(),
    /** Theirs, to verify: 04, x, y in hexadecimal. */
    publicKey: z.string().refine(isPublicKey, 'sm2-public-key').optional(),
    /** ASN.1 as OpenSSL has it, or r and s, 32 bytes each. */
    form: z.enum(['der', 'raw']).default('der'),
    /** GM/T 0009-2012, 10: the default where nobody agreed on another. */
    userId: z
      .string()
      .regex(/^[\x21-\x7e]{1,64}$/, 'sm2-user-id')
      .default('1234567812345678'),
    ...common,
  }),
]);
export type SignatureSettings = z.infer<typeof SignatureSettings>;

type Sign = (parts: readonly string[]) => string;
type Verify = (parts: readonly string[], signature: string) => boolean;

const textOf = (settings: SignatureSettings, parts: readonly string[]): Buffer => {
  const { charset, separator } = settings;
  if (!('secret' in settings)) return encode(parts.join(separator), charset);
  const { secret, secretAt } = settings;
  const all = [...(secretAt === 'after' ? [] : [secret]), ...parts, ...(secretAt === 'before' ? [] : [secret])];
  return encode(all.join(separator), charset);
};

const write = (bytes: Buffer, result: SignatureSettings['result']): string =>
  result === 'HEX' ? bytes.toString('hex').toUpperCase() : bytes.toString(result);
/** Undefined unless it is written exactly as it would be written. */
const read = (signature: string, result: SignatureSettings['result']): Buffer | undefined => {
  const bytes = Buffer.from(signature, result === 'base64' ? 'base64' : 'hex');
  return write(bytes, result) === signature ? bytes : undefined;
};

const DIGEST = { 'hmac-sha256': 'sha256', 'hmac-sm3': 'sm3', 'md5-concat': 'md5', 'sm3-concat': 'sm3' } as const;

const tag = (settings: Exclude<SignatureSettings, { kind: 'sm2' }>, parts: readonly string[]): Buffer => {
  const text = textOf(settings, parts);
  if ('secret' in settings) return createHash(DIGEST[settings.kind]).update(text).digest();
  const key = Buffer.from(settings.key, settings.keyEncoding);
  return createHmac(DIGEST[settings.kind], key).update(text).digest();
};

/** Throws unprocessable for a part that the charset lacks, and an Error at once when there is no key to sign with. */
export const signer = (settings: SignatureSettings): Sign => {
  if (settings.kind !== 'sm2') return (parts) => write(tag(settings, parts), settings.result);
  const { privateKey, userId, form, result } = settings;
  if (privateKey === undefined) throw new Error('no private key to sign with');
  return (parts) => write(sm2Sign(textOf(settings, parts), privateKey, userId, form), result);
};

/** False for a signature that does not fit or is none; the function never throws. Without a key there is an Error at once. */
export const verifier = (settings: SignatureSettings): Verify => {
  const fits = fitting(settings);
  return (parts, signature) => {
    const given = read(signature, settings.result);
    try {
      return given !== undefined && fits(parts, given);
    } catch {
      return false;
    }
  };
};

const fitting = (settings: SignatureSettings): ((parts: readonly string[], given: Buffer) => boolean) => {
  if (settings.kind !== 'sm2')
    return (parts, given) => {
      const right = tag(settings, parts);
      return given.length === right.length && timingSafeEqual(given, right);
    };
  const { publicKey, userId, form } = settings;
  if (publicKey === undefined) throw new Error('no public key to verify with');
  return (parts, given) => sm2Verify(textOf(settings, parts), given, publicKey, userId, form);
};
