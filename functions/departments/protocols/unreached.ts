/** Why no answer began: what may be tried again, and what will not be had by asking again. */
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { problem } from '#functions/kernel/problem.ts';

/** Not connected, or hung up before the first byte of an answer. */
const NO_BYTE_SEEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** By the error's code: a certificate that does not fit, an address that is refused and a broken answer are department-error. */
export const unreached = (error: unknown): Error => {
  const cause = causeOf(error).split(':').at(-1) ?? '';
  return NO_BYTE_SEEN.has(cause) ? new TransientFailure(cause) : problem('department-error', { cause });
};
