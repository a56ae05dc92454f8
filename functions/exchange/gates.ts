/** What must hold beyond the grant before the department is asked: a gate each, in order; the first that refuses speaks. */
import type { Input } from '#functions/kernel/request.ts';
import type { askRoute } from '#schemas/routes/exchange.ts';
import type { Prepared } from './prepare.ts';

/** Undoes what a gate took, when the department was not asked after all. */
export type GiveBack = () => Promise<void>;

/** Throws the problem of its own rule. It must not depend on whether the subject exists. */
export type Gate = (prepared: Prepared, input: Input<ReturnType<typeof askRoute>>) => Promise<GiveBack | undefined>;

/** Passes all, or throws having given back what the gates before took. */
export const pass = async (gates: readonly Gate[], ...asking: Parameters<Gate>): Promise<GiveBack> => {
  const taken: GiveBack[] = [];
  const giveBack = async (): Promise<void> => {
    for (const back of taken.splice(0)) await back();
  };
  try {
    for (const gate of gates) {
      const back = await gate(...asking);
      if (back) taken.push(back);
    }
  } catch (error) {
    await giveBack();
    throw error;
  }
  return giveBack;
};
