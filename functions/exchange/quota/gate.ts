/** The gate of quotas. A repeat that asks the department nothing new passes, even when the quota is used up: its question was counted when it was put. */
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Gate } from '../gates.ts';
import type { Quotas } from './quotas.ts';
import { type Kept, wasPut } from './was-put.ts';

/**
 * Questions of kind `now` are not among them: the hub keeps no answer, so a repeat asks the department again, and counts. What is only looked up
 * when the quota is used up costs nothing else.
 */
export const quotaGate =
  (quotas: Quotas, kept: Kept): Gate =>
  async (prepared, { now, idempotencyKey }) => {
    try {
      return await quotas.take(prepared.snapshot, prepared.authority, now);
    } catch (error) {
      const over = error instanceof ProblemError && error.code === 'too-many-requests';
      if (over && idempotencyKey !== undefined && (await wasPut(prepared, idempotencyKey, kept))) return undefined;
      throw error;
    }
  };
