/** What must hold beyond the grant before the department is asked: a gate each, in order; the first that refuses speaks. */
import type { Input } from '#functions/kernel/request.ts';
import type { askRoute } from '#schemas/routes/exchange.ts';
import type { Prepared } from './prepare.ts';

/** Throws the problem of its own rule. It must not depend on whether the subject exists. */
export type Gate = (prepared: Prepared, input: Input<ReturnType<typeof askRoute>>) => Promise<void>;

export const pass = async (gates: readonly Gate[], ...asking: Parameters<Gate>): Promise<void> => {
  for (const gate of gates) await gate(...asking);
};
