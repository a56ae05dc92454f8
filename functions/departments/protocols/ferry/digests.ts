/** Both digests of a file: SHA-256 for everybody, SM3 (GB/T 32905) because official use in China asks for it. Lower-case hex. */
import { createHash } from 'node:crypto';

export interface Digests {
  readonly sha256: string;
  readonly sm3: string;
}

export const digestsOf = (bytes: Uint8Array): Digests => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sm3: createHash('sm3').update(bytes).digest('hex'),
});

export const fits = (bytes: Uint8Array, said: Digests): boolean => {
  const { sha256, sm3 } = digestsOf(bytes);
  return sha256 === said.sha256 && sm3 === said.sm3;
};
