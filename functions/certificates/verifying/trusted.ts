/** Whose signature it is, and whether the key was good when it was made: the library's dated list decides. */
import type { SealKey } from '#schemas/seal.ts';

/** A key's time, as a signature made at `at` (epoch ms) meets it. */
export type KeyTime = 'good' | 'before' | 'retired' | 'compromised';

export const keyTime = (
  { validFrom, retiredAt, compromisedAt }: Pick<SealKey, 'validFrom' | 'retiredAt' | 'compromisedAt'>,
  at: number,
): KeyTime => {
  if (compromisedAt !== undefined && at >= compromisedAt) return 'compromised';
  if (retiredAt !== undefined && at >= retiredAt) return 'retired';
  return at < validFrom ? 'before' : 'good';
};
