/** Of several questions the last one counts: what an earlier one is still to answer is told to nobody. */
import { useState } from 'react';
import type { Outcome } from './Result.tsx';

/** Each call begins a question and returns what tells its answers, which falls silent when the next one begins. */
export const latest = <T>(tell: (said: T) => void): (() => (said: T) => void) => {
  let begun = 0;
  return () => {
    begun += 1;
    const mine = begun;
    return (said) => {
      if (mine === begun) tell(said);
    };
  };
};

/** What came of the last check, and what begins one. */
export const useOutcome = () => {
  const [outcome, setOutcome] = useState<Outcome>({ at: 'idle' });
  const [begin] = useState(() => latest(setOutcome));
  return { outcome, begin };
};
