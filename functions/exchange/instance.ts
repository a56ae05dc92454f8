/** The function instance and its running number: in the ledger, a missing number shows that an attempt is missing. */
import { nonce } from '#functions/kernel/digest.ts';

export interface Instance {
  readonly id: string;
  next(): number;
  /** Gives the number back when nothing was written under it, so that a repeat leaves no gap. */
  giveBack(sequence: number): void;
}

export const newInstance = (): Instance => {
  let last = 0;
  return {
    id: nonce(6),
    next: () => {
      last += 1;
      return last;
    },
    giveBack: (sequence) => {
      if (sequence === last) last -= 1;
    },
  };
};
