/** Reads what a holder shows: once, by whoever scans it first. */
import { useState } from 'react';
import { type Answer, ask, type Input } from '../../api.ts';

export type Wish = Omit<Input<'POST /v1/certificates/shown'>['body'], 'code'>;

export type Reading =
  | { readonly at: 'idle' }
  | { readonly at: 'busy' }
  | { readonly at: 'refused'; readonly error: unknown }
  | { readonly at: 'done'; readonly pulled: Answer<'POST /v1/certificates/shown'> };

export const useShown = () => {
  const [reading, setReading] = useState<Reading>({ at: 'idle' });
  const readCode = (code: string, wish: Wish): void => {
    setReading({ at: 'busy' });
    ask('POST /v1/certificates/shown', { body: { ...wish, code } }).then(
      (pulled) => setReading({ at: 'done', pulled }),
      (error) => setReading({ at: 'refused', error }),
    );
  };
  return { reading, readCode };
};
