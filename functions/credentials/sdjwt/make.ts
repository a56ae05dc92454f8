/** Makes an SD-JWT VC of plain claims and of claims that the holder may keep to himself, down to the last leaf. Packed by @sd-jwt, signed by our key. */
import { createHash, randomBytes } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import type { CredentialKey } from '../keys.ts';

type Json = Readonly<Record<string, unknown>>;

/** Claims of SD-JWT VC and RFC 7519 that stand beside a certificate's own fields. */
export const RESERVED = [
  'iss',
  'iat',
  'nbf',
  'exp',
  'sub',
  'aud',
  'jti',
  'cnf',
  'vct',
  'vct#integrity',
  'status',
  '_sd',
  '_sd_alg',
  '...',
];

/** Every member and every element a disclosure of its own. */
const frameOf = (value: unknown): object | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const below = entries.flatMap(([name, member]) => {
    const frame = frameOf(member);
    return frame ? [[name, frame] as const] : [];
  });
  return {
    _sd: Array.isArray(value) ? entries.map((_, i) => i) : entries.map(([name]) => name),
    ...Object.fromEntries(below),
  };
};

export interface SdJwtVc {
  /** Plain: iss, iat, vct, cnf, status … */
  readonly plain: Json & { readonly iss: string; readonly vct: string };
  readonly disclosable: Json;
}

/** The SD-JWT with all its disclosures, for the holder. One signature. Throws for a field that bears a reserved name. */
export const makeSdJwt = async ({ plain, disclosable }: SdJwtVc, key: CredentialKey): Promise<string> => {
  const taken = Object.keys(disclosable).find((name) => RESERVED.includes(name));
  if (taken !== undefined) throw new Error('a field bears the name of a registered claim');
  const instance = new SDJwtInstance({
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    // RFC 9901, 9.3: 128 bits.
    saltGenerator: () => randomBytes(16).toString('base64url'),
    signer: async (input) => Buffer.from(await key.sign(Buffer.from(input))).toString('base64url'),
    signAlg: 'ES256',
  });
  const frame = frameOf(disclosable) as never;
  return instance.issue({ ...plain, ...disclosable } as never, frame, {
    header: { typ: 'dc+sd-jwt', kid: key.method },
  });
};
